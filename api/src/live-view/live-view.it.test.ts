import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, workerToken, type As, type TestApi } from '../test/api.ts'
import { callAsWorker } from '../test/worker-call.ts'
import { testServer } from '../test/database.ts'

/** A worker's live view as the api sees it: says one thing and then holds the line, or refuses. */
async function startWorker() {
  const open = new Set<ServerResponse>()
  const asked: { url: string | undefined; authorization: string | undefined }[] = []
  const worker = { open, asked, refuses: 0, url: '', close: () => void server.close() }
  const server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization })
    if (worker.refuses > 0) return void response.writeHead(worker.refuses).end('{}')
    response.writeHead(200, { 'content-type': 'video/mp4', 'x-codecs': 'avc1.42c01e' })
    response.write('first fragment')
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  worker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return worker
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 15_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never came: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe.skipIf(!testServer)('the live view', () => {
  let api: TestApi
  let worker: Awaited<ReturnType<typeof startWorker>>
  let people: Record<'operator' | 'officer' | 'device_admin', As>
  let id: string
  let address: string
  beforeAll(async () => {
    api = await startTestApi()
    worker = await startWorker()
    people = {
      operator: await api.as('operator'),
      officer: await api.as('officer'),
      device_admin: await api.as('device_admin'),
    }
    const body = { name: '滨江路', kind: 'fixed', url: 'rtsp://10.0.0.1/main', enabled: true }
    const made = await people.device_admin.call('POST', '/api/sources', { ...body, user: '', password: '' })
    id = made.json<{ id: string }>().id
    address = await api.app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    worker?.close()
    await api?.close()
  })

  const reconcile = (liveUrl?: string, workerId = 'one') =>
    callAsWorker(api.app, {
      workerId,
      capacity: 5,
      model: null,
      states: [],
      ...(liveUrl ? { liveUrl } : {}),
    })
  const ask = (cookie: string, signal?: AbortSignal) =>
    fetch(`${address}/api/sources/${id}/live`, { headers: { cookie }, ...(signal ? { signal } : {}) })
  const codeOf = async (response: Response) => [
    response.status,
    ((await response.json()) as { code: string }).code,
  ]
  const watched = () => api.world.db.auditEntry.findMany({ where: { action: 'source.watched' } })

  it('is refused without a session, for an unknown source, and while no worker offers it', async () => {
    const { cookie } = people.operator
    expect(await codeOf(await ask(''))).toEqual([401, 'not_signed_in'])
    const unknown = await fetch(`${address}/api/sources/none/live`, { headers: { cookie } })
    expect(await codeOf(unknown)).toEqual([404, 'not_found'])
    expect(await codeOf(await ask(cookie))).toEqual([409, 'source_not_live'])
    await reconcile()
    expect(await codeOf(await ask(cookie))).toEqual([409, 'source_not_live'])
    expect(worker.asked).toEqual([])
    expect(await watched()).toEqual([])
  })

  it.each(['operator', 'officer', 'device_admin'] as const)('goes through to an %s', async (role) => {
    await reconcile(worker.url)
    const leave = new AbortController()
    const response = await ask(people[role].cookie, leave.signal)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-codecs')).toBe('avc1.42c01e')
    expect(response.headers.get('content-type')).toBe('video/mp4')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const first = await response.body?.getReader().read()
    expect(Buffer.from(first?.value ?? []).toString()).toBe('first fragment')
    expect(worker.asked.at(-1)).toEqual({ url: `/live/${id}`, authorization: `Bearer ${workerToken}` })
    leave.abort()
    await until('the worker is let go', () => worker.open.size === 0)
  })

  it('asks only the worker that holds the source, and not one that has fallen silent', async () => {
    await reconcile('http://127.0.0.1:1', 'two')
    const { cookie } = people.officer
    const leave = new AbortController()
    expect((await ask(cookie, leave.signal)).status).toBe(200)
    leave.abort()
    api.clock.at += 5_001
    expect(await codeOf(await ask(cookie))).toEqual([409, 'source_not_live'])
  })

  it.each([
    [409, 409, 'source_not_live'],
    [404, 409, 'source_not_live'],
    [503, 503, 'live_view_full'],
    [401, 500, 'internal'],
  ])('tells a worker that answers %d as %d %s', async (refuses, status, code) => {
    await reconcile(worker.url)
    worker.refuses = refuses
    expect(await codeOf(await ask(people.operator.cookie))).toEqual([status, code])
    worker.refuses = 0
  })

  it('tells a worker that cannot be reached as a source that is not live', async () => {
    await reconcile('http://127.0.0.1:1')
    expect(await codeOf(await ask(people.operator.cookie))).toEqual([409, 'source_not_live'])
  })

  it('is recorded once per person, source and hour', async () => {
    const again = async () => {
      await reconcile(worker.url)
      const leave = new AbortController()
      await ask(people.operator.cookie, leave.signal)
      leave.abort()
    }
    await again()
    const before = await watched()
    expect(before.map(({ actor }) => actor).sort()).toEqual(
      Object.values(people)
        .map((person) => person.id)
        .sort(),
    )
    expect(before[0]).toMatchObject({ subject: `source/${id}`, facts: {} })
    for (let hour = 0; hour < 4; hour += 1) {
      api.clock.at += 900_001
      await again()
    }
    expect(await watched()).toHaveLength(4)
  })

  it('ends when the worker ends, and when the person signs out', async () => {
    await reconcile(worker.url)
    const first = await ask(people.operator.cookie)
    await until('the stream', () => worker.open.size === 1)
    for (const response of worker.open) response.end()
    expect(await first.text()).toBe('first fragment')
    const second = await ask(people.operator.cookie)
    let isCut = false
    void second.text().catch(() => (isCut = true))
    await people.operator.call('DELETE', '/api/session')
    await until('the cut', () => isCut)
    await until('the worker is let go', () => worker.open.size === 0)
  })

  it('is not offered for a source that was switched off', async () => {
    await reconcile(worker.url)
    const admin = await api.as('device_admin')
    const { version } = (await admin.call('GET', `/api/sources/${id}`)).json<{ version: number }>()
    await admin.call('PATCH', `/api/sources/${id}`, { version, enabled: false })
    expect(await codeOf(await ask(admin.cookie))).toEqual([409, 'source_not_live'])
  })
})
