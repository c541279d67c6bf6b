import { routes } from '@sightline/api/contract/routes'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fillPath, queryText } from './address.ts'
import { call, toFailure } from './client.ts'
import { ApiFailure } from './failure.ts'

const answer = (body: unknown, status = 200): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })

afterEach(() => vi.unstubAllGlobals())

describe('addresses', () => {
  it('fills and encodes places', () => {
    expect(fillPath('/api/alerts/:id/actions', { id: 'a/b' })).toBe('/api/alerts/a%2Fb/actions')
  })
  it('refuses a place without a value', () => {
    expect(() => fillPath('/api/alerts/:id', {})).toThrow(':id')
  })
  it.each([
    ['nothing', {}, ''],
    ['absent and empty values', { a: undefined, b: null, c: '' }, ''],
    [
      'lists repeat their name',
      { status: ['new', 'claimed'], limit: 5 },
      '?status=new&status=claimed&limit=5',
    ],
  ])('%s', (_, query, text) => expect(queryText(query)).toBe(text))
})

describe('call', () => {
  it('sends the body and parses the answer by the route', async () => {
    const fetch = vi.fn(async (_address: string, _init: RequestInit) => answer({ ok: true }))
    vi.stubGlobal('fetch', fetch)
    await expect(call(routes.exhibits.opened, { params: { id: 'x1' } })).resolves.toEqual({ ok: true })
    const [address, init] = fetch.mock.calls[0]!
    expect(address).toBe('/api/exhibits/x1/opened')
    expect(init).toMatchObject({ method: 'POST', body: '{}' })
  })
  it.each([
    ['an answer that is not the contract', answer({ ok: 'yes' }), 'unreadable_answer'],
    ['an answer that is not JSON', answer('<html>'), 'unreadable_answer'],
    ['a refusal', answer({ code: 'ev_cert' }, 409), 'ev_cert'],
    ['a gateway in its place', answer('<html>Bad gateway</html>', 502), 'offline'],
    ['a refusal with an unknown code', answer({ code: 'brand_new' }, 409), 'unreadable_answer'],
  ])('%s', async (_, response, code) => {
    vi.stubGlobal('fetch', async () => response)
    await expect(call(routes.session.signOut, {})).rejects.toMatchObject({ code })
  })
  it('no network at all is "offline"', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    await expect(call(routes.session.current, {})).rejects.toMatchObject({ code: 'offline' })
  })
  it('keeps facts and problems of a refusal', async () => {
    const problems = [{ path: 'note', message: 'say why' }]
    const failure = await toFailure(answer({ code: 'reason_required', facts: { id: 'a1' }, problems }, 422))
    expect(failure).toBeInstanceOf(ApiFailure)
    expect(failure).toMatchObject({ code: 'reason_required', facts: { id: 'a1' }, problems })
  })
})
