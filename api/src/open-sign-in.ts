import { CodedError } from '@sightline/infra/platform/error'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import { refuseExposed } from '@sightline/infra/platform/secret-box'
import type { Config } from './config.ts'
import type { ProviderSettings } from './provider/settings.ts'
import type { SignInSettings } from './second-factor/settings.ts'

/** How people sign in, as the settings have it. */
export const signInSettingsOf = (config: Config): SignInSettings => ({
  secondFactor: config.secondFactor,
  sessions: config.sessions,
  operatorSessions: config.operatorSessions,
  sessionMs: config.sessionHours * 3_600_000,
  idleMs: config.idleMinutes * 60_000,
  passwordDays: config.passwordDays,
})

async function secretOf({ oidcClientSecret, oidcClientSecretFile: path }: Config): Promise<string | null> {
  if (path === undefined) return oidcClientSecret ?? null
  const text = (await readTextIfThere(path))?.trim()
  if (!text) return null
  await refuseExposed(path)
  return text
}

/** The sign-in provider; null where none is set. Refuses with `config_invalid` what is half set. */
export async function openProvider(config: Config): Promise<ProviderSettings | null> {
  const { oidcIssuer: issuer, oidcClientId: clientId, publicUrl } = config
  if (issuer === undefined) return null
  const clientSecret = await secretOf(config)
  if (clientId === undefined || publicUrl === undefined || clientSecret === null) {
    const text =
      'SIGHTLINE_OIDC_ISSUER also needs SIGHTLINE_OIDC_CLIENT_ID, SIGHTLINE_PUBLIC_URL, and SIGHTLINE_OIDC_CLIENT_SECRET or _FILE'
    throw new CodedError('config_invalid', { app: 'api' }, { text })
  }
  return {
    issuer,
    clientId,
    clientSecret,
    publicUrl,
    name: config.oidcName,
    claim: config.oidcClaim,
    factors: config.oidcFactor,
    timeoutSeconds: 10,
  }
}
