import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReconcileAnswer } from '../../contract/workers.ts'
import { composeApp } from '../features.ts'
import { startTestApi, workerToken, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { callAsWorker, newWorkerKey, signCall, signText } from '../test/worker-call.ts'
import { runWorkers } from './run-workers.ts'

const minute = 60_000
const call = (workerId: string) => ({ workerId, capacity: 5, model: null, states: [] })

describe.skipIf(!testServer)("a worker's id", () => {
  let api: TestApi
  const [own, others] = [newWorkerKey(), newWorkerKey()]
  const as = (key: typeof own, workerId = 'kerb-1') => callAsWorker(api.app, call(workerId), key)
  const sourcesOf = (answer: Awaited<ReturnType<typeof as>>) => answer.json<ReconcileAnswer>().sources.length
  const headers = { authorization: `Bearer ${workerToken}` }
  const asked = { method: 'POST', url: '/api/workers/reconcile', headers } as const
  const post = (payload: object) => api.app.inject({ ...asked, payload })
  const trail = async () => {
    const where = { OR: [{ subject: 'worker/kerb-1' }, { action: 'access.refused' }] }
    const rows = await api.world.db.auditEntry.findMany({ where, orderBy: { sequence: 'asc' } })
    return rows.map(({ action }) => action)
  }

  beforeAll(async () => {
    api = await startTestApi()
    const admin = await api.as('device_admin')
    const camera = {
      name: '滨江路',
      kind: 'fixed',
      url: 'rtsp://10.0.0.1/main',
      password: 'p',
      enabled: true,
    }
    expect((await admin.call('POST', '/api/sources', camera)).statusCode).toBe(200)
    api.clock.at += 60_000
  })
  afterAll(() => api?.close())

  it('belongs to the key that first came with it', async () => {
    expect(sourcesOf(await as(own))).toBe(1)
    expect(sourcesOf(await as(own))).toBe(1)
    expect(await trail()).toEqual(['worker.bound'])
  })

  it('gives the holder of the token and another key nothing, and takes nothing away', async () => {
    const answer = await as(others)
    expect([answer.statusCode, answer.json()]).toEqual([
      403,
      { code: 'worker_key_refused', facts: { workerId: 'kerb-1' } },
    ])
    expect(await trail()).toEqual(['worker.bound', 'access.refused'])
    expect(sourcesOf(await as(others, 'kerb-2'))).toBe(0)
    expect(sourcesOf(await as(own))).toBe(1)
  })

  it('is not had by a call that was listened to and is said again, to any api of the town', async () => {
    const heard = signCall(call('kerb-1'), api.clock.at, own)
    expect((await post(heard)).statusCode).toBe(200)
    const again = await post(heard)
    expect([again.statusCode, again.json()]).toEqual([
      409,
      { code: 'worker_call_repeated', facts: { workerId: 'kerb-1' } },
    ])
    const other = await composeApp({ ...api.world })
    const elsewhere = await other.inject({ ...asked, payload: heard })
    expect(elsewhere.json()).toMatchObject({ code: 'worker_call_repeated' })
    await other.close()
    expect((await post({ ...heard, signature: `${heard.signature}=` })).statusCode).toBe(409)
    api.clock.at += 2 * minute + 1
    expect((await post(heard)).json()).toMatchObject({ code: 'worker_clock_off' })
    expect(sourcesOf(await as(own))).toBe(1)
  })

  it.each([3 * minute, -3 * minute])('is told by name that its clock is off by %i ms', async (aheadMs) => {
    const answer = await post(signCall(call('kerb-1'), api.clock.at + aheadMs, own))
    expect([answer.statusCode, answer.json()]).toEqual([
      403,
      { code: 'worker_clock_off', facts: { workerId: 'kerb-1', aheadMs } },
    ])
  })

  it('is its own with a clock that is a minute off', async () => {
    const answer = await post(signCall(call('kerb-1'), api.clock.at - minute, own))
    expect(answer.statusCode).toBe(200)
  })

  const signed = signCall(call('kerb-1'), Date.parse('2026-11-21T10:01:00+08:00'), own)
  it.each([
    ['without a signature', { ...signed, signature: '' }],
    ["with another call's signature", { ...signed, call: JSON.stringify(call('kerb-3')) }],
    [
      "with the owner's key and another's signature",
      { ...signCall(call('kerb-1'), 0, others), publicKeyPem: own.publicKeyPem },
    ],
    ['with a key that is none', { ...signed, publicKeyPem: 'none' }],
    ['that is no JSON', signText('{', own)],
    ['that is no call', signText('{"workerId":"kerb-1"}', own)],
    ['that says not when', signText(JSON.stringify(call('kerb-1')), own)],
  ])('is not had by a call %s', async (_what, payload) => {
    const answer = await post(payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'worker_call_invalid' })
  })

  it('is free again when it was released at the server', async () => {
    const told: string[] = []
    const say = (line: string) => void told.push(line)
    const shell = { env: { DATABASE_URL: api.databaseUrl }, say, warn: say }
    expect(await runWorkers(['release'], shell)).toBe(2)
    expect(await runWorkers(['release', 'nobody'], shell)).toBe(2)
    expect(await runWorkers(['release', 'kerb-1'], shell)).toBe(0)
    expect(told.at(-1)).toBe('kerb-1: released')
    expect((await as(others)).statusCode).toBe(200)
    expect((await as(own)).statusCode).toBe(403)
    const moves = (await trail()).filter((action) => action !== 'access.refused')
    expect(moves).toEqual(['worker.bound', 'worker.released', 'worker.bound'])
  })
})
