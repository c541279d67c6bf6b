import type { Seal } from '@sightline/infra/platform/seal'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'

interface Sealed {
  readonly url: string
  readonly user: string
  readonly sealedPassword: string | null
}

/** The address with its password opened in memory; sealed for another place than `context` it does not open. */
export const toAddress = (
  seal: Pick<Seal, 'open'>,
  { url, user, sealedPassword }: Sealed,
  context: string,
): StreamAddress => ({
  url,
  user,
  password: sealedPassword === null ? '' : seal.open(sealedPassword, context),
})
