import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../contract/models.ts'
import type { Precision } from '../../contract/precision.ts'
import { shadowReportContext, type ShadowReport } from '../../contract/shadow-report.ts'
import type { ShadowDetail, ShadowRun } from '../../contract/shadows.ts'
import type { ReconcileAnswer } from '../../contract/workers.ts'
import { startTestApi, workerToken, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { bearer, manifest, onnx, passed, sha256 } from '../models/test/sample-model.ts'
import { callAsWorker, keyOf, sayOnce, signText } from '../test/worker-call.ts'
import { endShadows, forgetShadowPictures, keepPicturesMs } from './end-shadow.ts'

const code = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code
const box = { left: 0.2, top: 0.4, right: 0.5, bottom: 0.7 }
const noDrops = { opening: 0, behind: 0, busy: 0, budget: 0, failed: 0, idle: 0 }
const counts: ShadowReport['counts'] = {
  looks: 100,
  looked: 80,
  dropped: { ...noDrops, behind: 20 },
  ms: 4_000,
  slowestMs: 90,
  cpuMs: 3_000,
  residentBytes: 300_000_000,
  elapsedMs: 60_000,
  sizes: null,
  lost: 0,
}

describe.skipIf(!testServer)('a shadow', () => {
  let api: TestApi
  let steps: Steps
  let [admin, operator, ann]: [As, As, As] = [] as never
  let model: Model
  let run: ShadowRun
  let jpeg: string
  let [beganAt, stayAt] = [0, 0]

  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    admin = steps.admin
    operator = await api.as('operator')
    ann = await api.as('officer', 'ann')
    api.world.queues.request = async (contract) => contract.reply.parse(passed)
    const grey = { create: { width: 32, height: 18, channels: 3 as const, background: '#777' } }
    jpeg = (await sharp(grey).jpeg().toBuffer()).toString('base64')
    model = (await admin.call('POST', '/api/models', { manifest })).json<Model>()
    await api.world.db.source.update({ where: { id: steps.sourceId }, data: { enabled: true } })
    api.clock.at += 60_000
    beganAt = api.clock.at
    // The car of the day stood there an hour ago.
    stayAt = beganAt - 3_600_000
  })
  afterAll(() => api?.close())

  const tryIt = async (version: number) =>
    (
      await admin.call('POST', `/api/models/${model.id}/trial`, { version, pictureBase64: null })
    ).json<Model>()
  const start = (more: object = {}) =>
    admin.call('POST', '/api/shadows', {
      model: { kind: 'own', id: model.id },
      sourceIds: [steps.sourceId],
      ...more,
    })
  const wanted = async (idle: object[] = []) => {
    const payload = { workerId: 'w1', capacity: 5, model: null, states: [], idle }
    return (await callAsWorker(api.app, payload)).json<ReconcileAnswer>().shadow
  }
  const file = () =>
    api.app.inject({ method: 'GET', url: `/api/workers/models/${model.id}/file`, headers: bearer })
  const send = (report: object, workerId = 'w1', context = shadowReportContext) =>
    api.app.inject({
      method: 'POST',
      url: '/api/workers/shadow',
      headers: { authorization: `Bearer ${workerToken}` },
      payload: signText(sayOnce(report, api.clock.at), keyOf(workerId), context),
    })
  const report = (events: object[] = [], more: object = {}) => ({
    workerId: 'w1',
    runId: run.id,
    sourceId: steps.sourceId,
    beganAt,
    counts,
    fault: null,
    events,
    ...more,
  })
  const rule = () => `rule-zone-${steps.sourceId}-illegal_parking`
  const confirmed = (findingId: string, more: object = {}) => ({
    stage: 'confirmed',
    side: 'shadow',
    findingId,
    zoneId: `zone-${steps.sourceId}`,
    ruleId: rule(),
    ruleVersion: 1,
    kind: 'illegal_parking',
    openedAt: stayAt,
    confirmedAt: stayAt + 60_000,
    box,
    looks: 0,
    shared: 0,
    picture: jpeg,
    ...more,
  })
  const detail = async (as: As = admin) =>
    (await as.call('GET', `/api/shadows/${run.id}`)).json<ShadowDetail>()
  const judge = (as: As, findingId: string, truth: string) =>
    as.call('POST', `/api/shadows/${run.id}/verdicts`, { findingId, truth })
  const rows = async () => ({
    findings: await api.world.db.finding.count(),
    alerts: await api.world.db.alert.count(),
    dossiers: await api.world.db.dossier.count(),
  })

  it('is of no draft: what was not tried may crash a worker', async () => {
    expect(code(await start())).toBe('shadow_model_unfit')
    const bytes = { 'content-type': 'application/octet-stream', cookie: admin.cookie }
    const url = `/api/models/${model.id}/file?version=1`
    model = (await api.app.inject({ method: 'PUT', url, headers: bytes, payload: onnx })).json<Model>()
    expect(code(await start())).toBe('shadow_model_unfit')
    model = await tryIt(model.version)
    expect(model.state).toBe('ready')
    expect(await wanted()).toBeNull()
  })

  it.each([
    ['no source', { sourceIds: [] }, 'sourceIds'],
    ['an unknown source', { sourceIds: ['elsewhere'] }, 'sourceIds.0'],
    ['a whole core', { cpuPercent: 100 }, 'cpuPercent'],
    ['no end', { hours: 1_000 }, 'hours'],
  ])('refuses %s, naming the field', async (_name, more, path) => {
    const answer = await start(more)
    expect([400, 404]).toContain(answer.statusCode)
    const { problems } = answer.json<{ problems: { path: string }[] }>()
    expect(problems.map((one) => one.path)).toContain(path)
  })

  it('refuses a model that no worker offers', async () => {
    const model = { kind: 'built_in', name: 'centernet-mobilenet' }
    expect(code(await start({ model }))).toBe('shadow_model_unfit')
    await wanted([{ name: model.name, title: { zh: '甲', en: 'a' }, classes: ['car'] }])
    const { candidates } = (await admin.call('GET', '/api/shadows')).json<{
      candidates: { name: string }[]
    }>()
    expect(candidates.map(({ name }) => name)).toEqual([manifest.name, model.name])
  })

  it('is started by an administrator, told to the worker of its sources, and given its file', async () => {
    expect((await file()).statusCode).toBe(404)
    const answer = await start()
    expect(answer.statusCode, answer.body).toBe(200)
    run = answer.json<ShadowRun>()
    expect(run).toMatchObject({
      model: { name: manifest.name, fileSha256: sha256 },
      endedAt: null,
      cpuPercent: 25,
    })
    expect(await wanted()).toEqual({
      runId: run.id,
      model: { kind: 'own', wanted: { id: model.id, sha256, bytes: onnx.length, manifest } },
      sourceIds: [steps.sourceId],
      cpuPercent: 25,
    })
    expect((await file()).statusCode).toBe(200)
    expect(code(await start())).toBe('shadow_running')
  })

  it('is told of nobody who may not: operators and officers look and judge, administrators start and stop', async () => {
    expect(code(await operator.call('POST', '/api/shadows', {}))).toBe('not_permitted')
    expect(code(await ann.call('POST', `/api/shadows/${run.id}/stop`, {}))).toBe('not_permitted')
    expect(code(await judge(admin, 'x', 'right'))).toBe('not_permitted')
    for (const as of [operator, ann]) expect((await detail(as)).run.id).toBe(run.id)
  })

  it('alerts nobody: what it finds is no finding, no dossier and no alert', async () => {
    await steps.alertOf({ findingId: 'in-force-1', openedAt: stayAt })
    const before = await rows()
    const answer = await send(report([confirmed('s-1', { openedAt: beganAt + 10_000_000 })]))
    expect(answer.statusCode, answer.body).toBe(200)
    expect(await rows()).toEqual(before)
    expect(await detail()).toMatchObject({
      comparison: { both: 0, shadowOnly: 1, judgement: 'undecided' },
      cost: {
        looks: 100,
        looked: 80,
        meanMs: 50,
        cpuPercent: 5,
        residentBytes: 300_000_000,
        dropped: { behind: 20 },
      },
      differences: [{ side: 'shadow', findingId: 's-1', hasPicture: true, truth: 'open' }],
    })
  })

  it('told again changes nothing', async () => {
    await send(report([confirmed('s-1', { openedAt: 1, box: { ...box, left: 0 } })]))
    expect((await detail()).differences).toMatchObject([{ findingId: 's-1', openedAt: beganAt + 10_000_000 }])
    expect((await detail()).cost.looks).toBe(100)
  })

  it.each([
    ['another zone', { zoneId: 'zone-elsewhere' }],
    ['another rule', { ruleId: 'rule-elsewhere' }],
    ['another kind', { kind: 'angling' }],
  ] as const)('is not believed of %s', async (_name, more) => {
    await send(report([confirmed('s-foreign', more)]))
    expect((await detail()).differences.map(({ findingId }) => findingId)).not.toContain('s-foreign')
  })

  it('is believed of a worker that holds the source alone, and of no other call that it signed', async () => {
    await wanted()
    const other = { workerId: 'w2', capacity: 0, model: null, states: [] }
    await callAsWorker(api.app, other)
    expect(code(await send({ ...report(), workerId: 'w2' }, 'w2'))).toBe('not_found')
    expect(code(await send(report([], { sourceId: 'elsewhere' })))).toBe('not_found')
    expect(code(await send(report(), 'w1', 'sightline worker call 1\n'))).toBe('worker_call_invalid')
    expect(code(await send(report(), 'w9'))).toBe('worker_key_refused')
    expect(code(await send(report([{ ...confirmed('s-2'), picture: '<svg>' }])))).toBe('worker_call_invalid')
  })

  it('keeps no picture that is none', async () => {
    const picture = Buffer.from('<svg onload=alert(1)>').toString('base64')
    await send(report([confirmed('s-svg', { picture, openedAt: beganAt + 50_000_000 })]))
    const own = (await detail()).differences.find(({ findingId }) => findingId === 's-svg')
    expect(own?.hasPicture).toBe(false)
    expect(code(await judge(operator, 's-svg', 'wrong'))).toBe('not_found')
  })

  it('is compared finding by finding: the same stay is one, whoever found it', async () => {
    const same = { box: { ...box, left: 0.22 } }
    const inForce = { side: 'in_force', looks: 50, shared: 40 } as const
    await send(report([confirmed('s-2', same), confirmed('in-force-1', inForce)]))
    const { comparison, differences } = await detail()
    expect(comparison).toMatchObject({ both: 1, inForceOnly: 0 })
    expect(differences.map(({ findingId }) => findingId)).not.toContain('s-2')
  })

  it('is shown to be worse by the words of people on its pictures', async () => {
    const made = ['w-1', 'w-2', 'w-3', 'w-4']
    const far = (i: number) => ({ openedAt: beganAt + (i + 2) * 10_000_000 })
    await send(report(made.map((id, i) => confirmed(id, far(i)))))
    const picture = await operator.call('GET', `/api/shadows/${run.id}/picture?side=shadow&findingId=w-1`)
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/jpeg'])
    for (const id of made) expect((await judge(operator, id, 'wrong')).statusCode).toBe(200)
    expect(await detail()).toMatchObject({
      comparison: { judgement: 'worse', shadow: { counts: { wrong: 4 } }, favour: { hits: 0, tries: 4 } },
    })
  })

  it('takes the later of two words, keeps both, and writes each into the trail', async () => {
    api.clock.at += 1_000
    expect((await judge(ann, 'w-1', 'right')).json()).toMatchObject({
      truth: 'right',
      saidBy: { name: 'ann' },
    })
    expect((await detail()).comparison).toMatchObject({
      judgement: 'undecided',
      favour: { hits: 1, tries: 4 },
    })
    const said = await api.world.db.shadowVerdict.findMany({ where: { findingId: 'w-1' } })
    expect(said.map(({ truth }) => truth).toSorted()).toEqual(['right', 'wrong'])
    await expect(api.world.db.shadowVerdict.deleteMany({})).rejects.toThrow(/append-only/)
    const where = { action: 'shadow.judged', subject: `shadow/${run.id}` }
    expect(await api.world.db.auditEntry.count({ where })).toBe(5)
  })

  it('counts what was done with the alert of a finding in force', async () => {
    const alert = await api.world.db.alert.findUniqueOrThrow({ where: { findingId: 'in-force-1' } })
    await steps.act(operator, alert.id, { action: 'claim' })
    await steps.act(operator, alert.id, { action: 'dismiss', reason: 'not_a_violation', note: '' })
    const { comparison } = await detail()
    expect(comparison.inForce.counts).toMatchObject({ wrong: 1 })
    expect(comparison.shadow.counts).toMatchObject({ wrong: 4, right: 1 })
  })

  it('says why it does not look', async () => {
    await send(report([], { fault: 'crashed' }))
    expect((await detail()).faults).toMatchObject([{ fault: 'crashed', workerId: 'w1' }])
    await send(report())
    expect((await detail()).faults).toEqual([])
  })

  it('is no word on the precision of those in force', async () => {
    const query = `from=${beganAt - 86_400_000}&to=${beganAt + 86_400_000_000}`
    const { all } = (await ann.call('GET', `/api/precision?${query}`)).json<Precision>()
    expect(all.counts).toMatchObject({ right: 0, wrong: 1 })
  })

  it('is stopped once, in the version that was seen; its file is given no more', async () => {
    const stop = (version: number) => admin.call('POST', `/api/shadows/${run.id}/stop`, { version })
    expect(code(await stop(9))).toBe('changed_meanwhile')
    expect((await stop(1)).json()).toMatchObject({ endedWhy: 'stopped', version: 2 })
    expect(code(await stop(2))).toBe('shadow_ended')
    expect(await wanted()).toBeNull()
    expect((await file()).statusCode).toBe(404)
    api.clock.at += 1_000
    expect((await judge(operator, 'w-2', 'unsaid')).statusCode).toBe(200)
  })

  it('ends by itself when its time is over, or its model is another', async () => {
    const { db } = api.world
    const ended = async (id: string) => (await db.shadowRun.findUniqueOrThrow({ where: { id } })).endedWhy
    const first = (await start({ hours: 1 })).json<ShadowRun>()
    await endShadows(db, api.clock.at)
    expect(await ended(first.id)).toBeNull()
    api.clock.at += 3_600_000
    // Nobody stays signed in for an hour without a word.
    admin = await api.as('device_admin')
    expect(await wanted()).toBeNull()
    await endShadows(db, api.clock.at)
    expect(await ended(first.id)).toBe('over')
    const second = (await start()).json<ShadowRun>()
    const body = { version: model.version, manifest: { ...manifest, decoder: 'yolox' } }
    expect((await admin.call('PUT', `/api/models/${model.id}/manifest`, body)).statusCode).toBe(200)
    expect(await wanted()).toBeNull()
    await endShadows(db, api.clock.at)
    expect(await ended(second.id)).toBe('model_changed')
  })

  it('leaves its figures, and after a month no picture', async () => {
    const { db } = api.world
    const { endedAt } = await db.shadowRun.findUniqueOrThrow({ where: { id: run.id } })
    await forgetShadowPictures(db, endedAt!.getTime() + keepPicturesMs)
    expect(await db.shadowPicture.count()).toBeGreaterThan(0)
    await forgetShadowPictures(db, endedAt!.getTime() + keepPicturesMs + 1)
    expect(await db.shadowPicture.count()).toBe(0)
    expect((await detail()).comparison.shadow.counts).toMatchObject({ wrong: 3, right: 1, unsaid: 1 })
  })
})
