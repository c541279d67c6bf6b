import * as oidc from 'openid-client'
import { z } from 'zod'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import { Refusal } from '../refusal.ts'
import type { ProviderSettings } from './settings.ts'

const context = 'sign-in/provider/way'
/** How long the way to the provider and back may take. */
export const wayMs = 5 * 60_000

/** What only the browser that set out can show when it comes back; sealed, so that it can make none up. */
const waySchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  from: z.string(),
  at: z.number(),
})
export type Way = z.infer<typeof waySchema>

/** An address of these screens, never another site's (`//evil`, `/\evil`, `https:`). */
export const ownPath = (from: string | undefined): string =>
  from !== undefined && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(from) ? from : '/'

export const returnAddress = ({ publicUrl }: Pick<ProviderSettings, 'publicUrl'>): string =>
  new URL('/api/sign-in/provider/back', publicUrl).toString()

/** Where to send the browser, and what it is to keep meanwhile. */
export async function setOut(
  config: oidc.Configuration,
  settings: ProviderSettings,
  { from, at, secretBox }: { from: string | undefined; at: number; secretBox: SecretBox },
): Promise<{ address: string; kept: string }> {
  const way: Way = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    from: ownPath(from),
    at,
  }
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: returnAddress(settings),
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(way.verifier),
    code_challenge_method: 'S256',
    state: way.state,
    nonce: way.nonce,
  })
  return { address: address.toString(), kept: secretBox.encrypt(JSON.stringify(way), context) }
}

/** What the browser kept, opened; refuses with `provider_state_invalid` what is missing, too old, made up or of another way. */
export function wayOf(
  secretBox: SecretBox,
  kept: string | undefined,
  { state, at }: { state: string | null; at: number },
): Way {
  const open = (): Way | null => {
    try {
      return waySchema.parse(JSON.parse(secretBox.decrypt(kept ?? '', context)))
    } catch {
      return null
    }
  }
  const way = open()
  if (way === null || way.state !== state || Math.abs(at - way.at) > wayMs)
    throw new Refusal('provider_state_invalid')
  return way
}
