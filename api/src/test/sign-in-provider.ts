import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export const publicUrl = 'http://127.0.0.1:4999'
export const client = { clientId: 'sightline', clientSecret: 'the-secret-of-the-client' }

export interface TestProvider {
  readonly issuer: string
  /** Who signs in there next: the subject, and what the provider calls them. */
  who: { subject: string; name: string | null; amr?: string[] }
  /** How long its tokens are good, s. */
  tokenSeconds: number
  close(): Promise<void>
}

export async function listening(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; url: string; close(): Promise<void> }> {
  const server = createServer(handle)
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { server, url, close }
}

/** A real provider of OpenID Connect, at which whoever is `who` signs in without being asked. */
export async function startProvider(): Promise<TestProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const { url, close } = await listening((request, response) => handle(request, response))
  const test: TestProvider = { issuer: url, who: { subject: '', name: null }, tokenSeconds: 600, close }
  const provider = new Provider(url, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${publicUrl}/api/sign-in/provider/back`],
      },
    ],
    claims: { openid: ['sub', 'amr'], profile: ['preferred_username'] },
    ttl: { IdToken: () => test.tokenSeconds },
    cookies: { keys: ['of the tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: async () => ({
        sub: accountId,
        ...(test.who.name ? { preferred_username: test.who.name } : {}),
      }),
    }),
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId
      const grant = new oidc.provider.Grant({
        clientId: client.clientId,
        ...(accountId ? { accountId } : {}),
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  handle = (request, response) => {
    if (request.url !== '/interaction') return void callback(request, response)
    const { subject: accountId, amr } = test.who
    const login = { accountId, ...(amr ? { amr } : {}) }
    void provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
  }
  return test
}

/** A browser's way through the provider: answers the address that leads back. */
export async function throughProvider(address: string): Promise<string> {
  const cookies = new Map<string, string>()
  let at = address
  while (!at.startsWith(publicUrl)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      cookies.set(name, value)
    }
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`the provider answers ${answer.status}: ${await answer.text()}`)
    at = new URL(next, at).toString()
  }
  return at
}
