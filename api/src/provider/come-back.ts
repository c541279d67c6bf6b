import * as oidc from 'openid-client'
import { isFactorAmong, type Came } from './identity.ts'
import { refusalOf } from './connect.ts'
import type { ProviderSettings } from './settings.ts'
import type { Way } from './way-there.ts'

/** The claim of that name: in the token, or else where the provider tells more of who came. */
async function accountOf(
  config: oidc.Configuration,
  tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
  { claim, subject }: { claim: string; subject: string },
): Promise<string | null> {
  const claims = tokens.claims()
  const told = claims?.[claim] ?? (await oidc.fetchUserInfo(config, tokens.access_token, subject))[claim]
  return typeof told === 'string' ? told : null
}

/**
 * Who came back, by the code in the address: exchanged once, with the secret of this way, for a token that is signed by the provider, of this
 * issuer, for this client, in its time and with this nonce. Refuses with `provider_…`.
 */
export async function comeBack(
  config: oidc.Configuration,
  settings: ProviderSettings,
  { address, way }: { address: URL; way: Way },
): Promise<Came> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: way.verifier,
      expectedState: way.state,
      expectedNonce: way.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no claims')
    const { iss: issuer, sub: subject } = claims
    return {
      issuer,
      subject,
      account: await accountOf(config, tokens, { claim: settings.claim, subject }),
      gaveFactor: isFactorAmong(settings.factors, claims),
    }
  } catch (error) {
    throw refusalOf(error)
  }
}
