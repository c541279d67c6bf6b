import * as oidc from 'openid-client'
import { Refusal } from '../refusal.ts'
import type { ProviderSettings } from './settings.ts'

/** Nobody is told anything but the provider that was set, whatever its own description names. */
function onlyTo({ issuer, timeoutSeconds }: ProviderSettings): oidc.CustomFetch {
  const { origin } = new URL(issuer)
  return async (url, options) => {
    if (new URL(url).origin !== origin)
      throw new Error(`the provider names another host: ${new URL(url).host}`)
    const signal = AbortSignal.timeout(timeoutSeconds * 1000)
    return fetch(url, { ...(options as RequestInit), signal })
  }
}

/** What the provider says of itself; asked for when it is first needed, and again where that failed. */
export function createConnection(settings: ProviderSettings): () => Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret, timeoutSeconds } = settings
  const url = new URL(issuer)
  let known: Promise<oidc.Configuration> | null = null
  const discover = async (): Promise<oidc.Configuration> => {
    const execute = [oidc.enableNonRepudiationChecks]
    if (url.protocol === 'http:') execute.push(oidc.allowInsecureRequests)
    const options = { execute, timeout: timeoutSeconds, [oidc.customFetch]: onlyTo(settings) }
    return oidc.discovery(url, clientId, { client_secret: clientSecret }, undefined, options)
  }
  return async () => {
    known ??= discover()
    try {
      return await known
    } catch (error) {
      known = null
      throw refusalOf(error)
    }
  }
}

const codesOf = (error: unknown): unknown[] =>
  error instanceof Error ? [(error as { code?: unknown }).code, ...codesOf(error.cause)] : []

const unreachable = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN']

/** Why the provider let nobody in, in a word of ours. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof oidc.AuthorizationResponseError) return new Refusal('provider_refused')
  const isAway =
    codesOf(error).some((code) => unreachable.some((one) => one === code)) ||
    (error instanceof TypeError && error.message === 'fetch failed')
  return new Refusal(isAway ? 'provider_unreachable' : 'provider_answer_invalid')
}
