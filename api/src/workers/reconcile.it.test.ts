import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReconcileAnswer } from '../../contract/workers.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { callAsWorker } from '../test/worker-call.ts'
import { testServer } from '../test/database.ts'
import { putInUse } from '../test/put-in-use.ts'

const state = {
  connection: 'live',
  since: 1,
  fault: null,
  health: [],
  lastSampleAt: 1,
  clockSource: null,
  clockOffsetMs: null,
  classes: ['person', 'car'],
  cadence: 'key',
  fps: 25,
  kbps: 1,
  framesLooked: 0,
  framesDropped: {},
  drops: {},
  ringFromAt: null,
  ringBytes: 0,
  openStays: 0,
}
const square = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
]
const bowTie = [square[0], square[2], square[1], square[3]]

describe.skipIf(!testServer)('sources, zones, rules and the workers that watch them', () => {
  let api: TestApi
  let admin: As
  let id: string
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('device_admin')
  })
  afterAll(() => api?.close())

  const reconcile = async (workerId: string, capacity = 5, states: object[] = []) => {
    const answer = await callAsWorker(api.app, { workerId, capacity, model: null, states })
    expect(answer.statusCode).toBe(200)
    return answer.json<ReconcileAnswer>().sources
  }
  const code = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code
  const sourceNow = async () =>
    (await admin.call('GET', `/api/sources/${id}`)).json<{
      version: number
      state: { connection: string; fault: string }
    }>()

  it('keeps the password sealed and to itself (R76)', async () => {
    const body = {
      name: '滨江路',
      kind: 'fixed',
      url: 'rtsp://10.0.0.1/main',
      user: 'u',
      password: 'camera-secret',
      enabled: true,
    }
    const made = await admin.call('POST', '/api/sources', body)
    id = made.json<{ id: string }>().id
    expect(made.json()).toMatchObject({ hasPassword: true, approval: { state: 'draft' } })
    const row = await api.world.db.source.findUniqueOrThrow({ where: { id } })
    expect(
      api.world.secretBox.decrypt(row.sealedPassword!, `source/${id}/password/rtsp://10.0.0.1:554`),
    ).toBe('camera-secret')
    const audit = await api.world.db.auditEntry.findMany()
    expect(JSON.stringify([audit, (await admin.call('GET', '/api/sources')).body, made.body])).not.toContain(
      'camera-secret',
    )
  })

  it.each(['rtsp://:554/main', 'rtsp://[::1/main'])('registers nothing at %s', async (url) => {
    const count = await api.world.db.source.count()
    const answer = await admin.call('POST', '/api/sources', { name: '无处', kind: 'fixed', url })
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { code: 'source_url_invalid', problems: [{ path: 'url' }] },
    ])
    expect(await api.world.db.source.count()).toBe(count)
  })

  it('changes only the version that was seen, and suspends another address', async () => {
    const change = (version: number, more: object) =>
      admin.call('PATCH', `/api/sources/${id}`, { version, ...more })
    await putInUse(api.world.db, id)
    expect((await change(1, { name: '东段' })).json()).toMatchObject({ version: 2, name: '东段' })
    expect(code(await change(1, { name: 'x' }))).toBe('changed_meanwhile')
    const moved = await change(2, { url: 'rtsp://10.0.0.2/main', password: 'camera-secret' })
    expect(moved.json()).toMatchObject({ approval: { state: 'suspended', revision: 2 } })
  })

  it('names every problem of a zone and of parameters, and keeps old versions', async () => {
    const bad = await admin.call('POST', '/api/zones', {
      sourceId: id,
      name: 'z',
      polygon: bowTie,
      bays: [bowTie],
    })
    expect(code(bad)).toBe('zone_invalid')
    const { problems } = bad.json<{ problems: { path: string; message: string }[] }>()
    expect(problems).toEqual(expect.arrayContaining([{ path: 'bays.0', message: 'self_crossing' }]))
    const zone = (
      await admin.call('POST', '/api/zones', { sourceId: id, name: '人行道', polygon: square })
    ).json<{ id: string }>()
    const next = { version: 1, name: '人行道', polygon: square, active: true }
    expect((await admin.call('PUT', `/api/zones/${zone.id}`, next)).json()).toMatchObject({ version: 2 })
    expect(code(await admin.call('PUT', `/api/zones/${zone.id}`, next))).toBe('changed_meanwhile')
    expect(await api.world.db.zoneVersion.count({ where: { id: zone.id } })).toBe(2)
    await expect(api.world.db.zoneVersion.updateMany({ data: { name: 'x' } })).rejects.toThrow(/append-only/)
    const rule = { zoneId: zone.id, kind: 'illegal_parking' }
    expect(code(await admin.call('POST', '/api/rules', { ...rule, params: { nonsense: 1 } }))).toBe(
      'rule_params_invalid',
    )
    expect((await admin.call('POST', '/api/rules', rule)).json()).toMatchObject({ version: 1, enabled: true })
  })

  it('gives a source to one worker, with its zones and rules, until its lease runs out', async () => {
    const [wanted] = await reconcile('one')
    expect(wanted).toMatchObject({ id, zones: [{ version: 2 }], rules: [{ version: 1 }] })
    expect(await reconcile('two')).toEqual([])
    api.clock.at += 9_000
    expect(await reconcile('one')).toHaveLength(1)
    api.clock.at += 9_000
    expect(await reconcile('two')).toEqual([])
    api.clock.at += 2_000
    expect(await reconcile('two')).toHaveLength(1)
    expect(await reconcile('one')).toEqual([])
  })

  it('believes only the worker that holds the source, and nobody for longer than 5 s', async () => {
    await reconcile('one', 5, [{ sourceId: id, state }])
    expect((await sourceNow()).state.connection).toBe('waiting')
    await reconcile('two', 5, [{ sourceId: id, state }])
    expect((await sourceNow()).state.connection).toBe('live')
    api.clock.at += 5_001
    expect((await sourceNow()).state).toMatchObject({ connection: 'fault', fault: 'worker_lost' })
  })

  it('gives an overloaded worker no further source, and says why the source waits', async () => {
    const further = { name: '超载之后', kind: 'fixed', url: 'rtsp://10.0.0.3/main', enabled: true }
    const late = [{ sourceId: id, state: { ...state, isLate: true } }]
    const { id: next } = (await admin.call('POST', '/api/sources', further)).json<{ id: string }>()
    const stateOf = async (source: string) =>
      (await admin.call('GET', `/api/sources/${source}`)).json<{ state: object }>().state
    expect((await reconcile('two', 5, late)).map((wanted) => wanted.id)).toEqual([id])
    expect(await stateOf(next)).toMatchObject({ connection: 'waiting', fault: 'overloaded' })
    expect(await stateOf(id)).toMatchObject({ connection: 'live', isLate: true })
    expect(await reconcile('two', 5, [{ sourceId: id, state }])).toHaveLength(2)
    const { version } = (await admin.call('GET', `/api/sources/${next}`)).json<{ version: number }>()
    await admin.call('PATCH', `/api/sources/${next}`, { version, enabled: false })
  })

  it('takes a disabled source away', async () => {
    const { version } = await sourceNow()
    await admin.call('PATCH', `/api/sources/${id}`, { version, enabled: false })
    expect(await reconcile('two')).toEqual([])
    expect((await sourceNow()).state.connection).toBe('off')
  })

  it.each([
    ['auth', 'probe_unauthorised'],
    ['no_video', 'probe_no_video'],
    ['silence', 'probe_silent'],
    ['codec', 'probe_unsupported_codec'],
    ['unreachable', 'probe_unreachable'],
    ['not_found', 'probe_not_found'],
    ['digest', 'probe_digest_unsupported'],
    ['declined', 'probe_declined'],
    ['no_tcp', 'probe_no_tcp'],
    ['media_time', 'probe_media_time'],
    ['no_picture', 'probe_no_picture'],
    ['overloaded', 'probe_busy'],
  ] as const)('tells a probe that failed by %s as %s', async (fault, expected) => {
    api.probe.answer = { ok: false, fault, detail: '' }
    expect(
      code(
        await admin.call('POST', '/api/sources/probe', { url: 'rtsp://10.0.0.9/x', user: '', password: '' }),
      ),
    ).toBe(expected)
  })

  it('names the address to which a device sends us, and nothing else of it', async () => {
    const movedTo = 'rtsp://10.0.0.10/y'
    api.probe.answer = { ok: false, fault: 'elsewhere', detail: '', movedTo }
    const body = { url: 'rtsp://10.0.0.9/x', user: '', password: '' }
    const refusal = await admin.call('POST', '/api/sources/probe', body)
    expect(refusal.json()).toMatchObject({
      code: 'probe_elsewhere',
      problems: [{ path: 'url', message: movedTo }],
    })
  })

  it('brings the picture of a running source with its time', async () => {
    const video = { codec: 'h264', width: 1920, height: 1080, fps: 25 }
    const pictureBase64 = Buffer.from('jpeg').toString('base64')
    api.probe.answer = { ok: true, result: { video, hasClock: true, pictureBase64, capturedAt: 77 } }
    const picture = await admin.call('GET', `/api/sources/${id}/picture`)
    expect([picture.body, picture.headers['x-captured-at'], picture.headers['content-type']]).toEqual([
      'jpeg',
      '77',
      'image/jpeg',
    ])
    expect((await admin.call('GET', `/api/sources/${id}`)).json()).toMatchObject({ video })
  })
})
