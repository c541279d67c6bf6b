import type { SecretBox } from '@sightline/infra/platform/secret-box'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'

interface Sealed {
  readonly url: string
  readonly user: string
  readonly sealedPassword: string | null
}

/** The address with its password opened in memory; sealed for another place than `context` it does not open. */
export const toAddress = (
  secretBox: Pick<SecretBox, 'decrypt'>,
  { url, user, sealedPassword }: Sealed,
  context: string,
): StreamAddress => ({
  url,
  user,
  password: sealedPassword === null ? '' : secretBox.decrypt(sealedPassword, context),
})
