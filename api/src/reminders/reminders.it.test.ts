import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { PhraseList } from '../../contract/phrases.ts'
import type { AlertReminders } from '../../contract/reminders.ts'
import type { SourceSpeaker } from '../../contract/speakers.ts'
import type { AlertSteps } from '../../contract/steps.ts'
import type { ReconcileAnswer } from '../../contract/workers.ts'
import { answerWithinMs, takeUpWithinMs } from '../../law/reminders.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { callAsWorker } from '../test/worker-call.ts'
import { lapseReminders } from './lapse.ts'

const minute = 60_000
const proof = { how: 'rtsp', status: 200, lengthMs: 4000, sha256: 'ab'.repeat(32) }

describe.skipIf(!testServer)('reminding', () => {
  let api: TestApi
  let people: Steps
  let operator: As
  let other: As
  let ann: As
  beforeAll(async () => {
    api = await startTestApi()
    people = await createSteps(api)
    operator = await api.as('operator')
    other = await api.as('operator', 'second')
    ann = await api.as('officer', 'ann')
    await people.admin.call('PATCH', `/api/sources/${people.sourceId}`, { version: 1, enabled: true })
    await setSpeaker({})
  })
  afterAll(() => api?.close())

  let version = 0
  const path = () => `/api/sources/${people.sourceId}/speaker`
  async function setSpeaker(change: object) {
    const answer = await people.admin.call('PUT', path(), { version, kind: 'onvif', ...change })
    version = answer.statusCode === 200 ? version + 1 : version
    return answer
  }
  let nth = 0
  const alertOf = (adjust?: Parameters<Steps['alertOf']>[0]) => {
    nth += 1
    api.clock.at += minute
    return people.alertOf({ findingId: `said-${nth}`, openedAt: api.clock.at - 6 * minute, ...adjust })
  }
  const ask = (as: As, alertId: string, body: object = {}) =>
    as.call('POST', `/api/alerts/${alertId}/reminders`, { key: randomUUID(), ...body })
  const seen = async (as: As, alertId: string) =>
    (await as.call('GET', `/api/alerts/${alertId}/reminders`)).json<AlertReminders>()
  const work = async (spoken: object[] = [], workerId = 'kerb-1') => {
    const answer = await callAsWorker(api.app, { workerId, capacity: 5, model: null, states: [], spoken })
    expect(answer.statusCode).toBe(200)
    return answer.json<ReconcileAnswer>().speech
  }
  const delivered = (id: string) => ({ id, at: api.clock.at, result: { outcome: 'delivered', proof } })
  const steps = async (alertId: string) =>
    (await operator.call('GET', `/api/alerts/${alertId}/steps`)).json<AlertSteps>().items

  it('is one press: said by the worker of the source, and a step once it was delivered', async () => {
    const alertId = await alertOf()
    const asked = await ask(operator, alertId)
    expect([asked.statusCode, asked.json()]).toMatchObject([
      200,
      { items: [{ state: 'waiting', askedBy: { name: 'operator' }, phrase: { version: 0 } }] },
    ])
    expect(await steps(alertId)).toEqual([])
    const [speech, ...more] = await work()
    expect(more).toEqual([])
    expect(speech).toMatchObject({
      sourceId: people.sourceId,
      speaker: { kind: 'onvif', sealedSecret: null },
      language: 'zh',
      clip: null,
    })
    expect(speech?.text).toContain('禁止停车')
    expect((await seen(operator, alertId)).items).toMatchObject([{ state: 'speaking' }])
    expect(await steps(alertId)).toEqual([])
    api.clock.at += 5000
    expect(await work([delivered(speech!.id)])).toEqual([])
    expect((await seen(ann, alertId)).items).toMatchObject([
      { state: 'delivered', proof, endedAt: api.clock.at },
    ])
    expect(await steps(alertId)).toMatchObject([
      {
        kind: 'voice_warning',
        at: api.clock.at,
        doneBy: 'operator',
        origin: 'own',
        spoken: { speaker: 'onvif', phraseVersion: 0, isAutomatic: false },
      },
    ])
    const { timeline } = await people.detail(operator, alertId)
    expect(timeline.slice(-2)).toMatchObject([{ action: 'speech.asked' }, { action: 'speech.delivered' }])
    const { db } = api.world
    await expect(db.utterance.deleteMany({})).rejects.toThrow(/append-only/)
    await expect(db.utteranceEnd.updateMany({ data: { outcome: 'unknown' } })).rejects.toThrow(/append-only/)
    // A step that a loudspeaker took cannot be made unsaid.
    const undo = await operator.call('POST', `/api/steps/${speech!.id}/correction`, { reason: '误按' })
    expect(undo.statusCode).toBe(404)
  })

  it('is one voice: of two who press at once one is heard, and the same press sent twice is one', async () => {
    const alertId = await alertOf()
    const key = randomUUID()
    const answers = await Promise.all([
      ask(operator, alertId, { key }),
      ask(operator, alertId, { key }),
      ask(other, alertId),
      ask(other, alertId, { again: true }),
    ])
    const heard = answers.filter(({ statusCode }) => statusCode === 200)
    const refused = answers
      .filter(({ statusCode }) => statusCode === 409)
      .map((one) => one.json<{ code: string }>().code)
    expect([heard.length + refused.length, new Set(refused)]).toEqual([4, new Set(['reminder_said_already'])])
    expect((await seen(operator, alertId)).items).toHaveLength(1)
    const [first, second] = await Promise.all([work(), work([], 'kerb-2')])
    expect([first.length, second.length]).toEqual([1, 0])
    await work([delivered(first[0]!.id)])
    expect((await ask(other, alertId)).json()).toMatchObject({ code: 'reminder_said_already' })
    const again = await ask(other, alertId, { again: true })
    expect(again.statusCode).toBe(200)
    await work([delivered((await work())[0]!.id)])
    // What somebody else named alike is a press of his own.
    expect((await ask(ann, alertId, { key })).json()).toMatchObject({ code: 'reminder_said_already' })
    expect((await seen(operator, alertId)).items).toHaveLength(2)
  })

  it('talks over nobody: one place, one voice', async () => {
    const [one, two] = [await alertOf(), await alertOf()]
    expect((await ask(operator, one)).statusCode).toBe(200)
    expect((await ask(operator, two)).json()).toMatchObject({ code: 'reminder_voice_busy' })
    const [speech] = await work()
    await work([{ id: speech!.id, at: 0, result: { outcome: 'not_delivered', code: 'no_backchannel' } }])
    expect((await seen(operator, one)).items).toMatchObject([
      { state: 'not_delivered', code: 'no_backchannel' },
    ])
    expect(await steps(one)).toEqual([])
    expect((await ask(operator, two)).statusCode).toBe(200)
    await work([delivered((await work())[0]!.id)])
    // What was not delivered warned nobody: it is pressed again without further ado.
    expect((await ask(operator, one)).statusCode).toBe(200)
    await work([delivered((await work())[0]!.id)])
  })

  it('is never said twice, whoever dies: it ends, and says that nobody knows', async () => {
    const [lost, unheard] = [await alertOf(), await alertOf()]
    await ask(operator, lost)
    const [speech] = await work()
    expect(await work()).toEqual([])
    api.clock.at += answerWithinMs
    await lapseReminders(api.world.db, { now: api.clock.at, since: 0 })
    expect((await seen(operator, lost)).items).toMatchObject([{ state: 'unknown', code: 'worker_lost' }])
    await work([delivered(speech!.id)])
    expect((await seen(operator, lost)).items).toMatchObject([{ state: 'unknown' }])
    expect(await steps(lost)).toEqual([])
    expect((await ask(operator, lost)).json()).toMatchObject({ facts: { state: 'unknown' } })
    await ask(operator, unheard)
    api.clock.at += takeUpWithinMs
    expect(await work()).toEqual([])
    await Promise.all([
      lapseReminders(api.world.db, { now: api.clock.at, since: 0 }),
      lapseReminders(api.world.db, { now: api.clock.at, since: 0 }),
    ])
    expect((await seen(operator, unheard)).items).toMatchObject([
      { state: 'not_delivered', code: 'no_worker' },
    ])
  })

  it('is answered for by the worker that took it up alone', async () => {
    const alertId = await alertOf()
    await ask(operator, alertId)
    const [speech] = await work()
    await work([delivered(speech!.id)], 'kerb-2')
    expect((await seen(operator, alertId)).items).toMatchObject([{ state: 'speaking' }])
    await work([delivered(speech!.id)])
  })

  it('in free words needs a reason, which an officer who types the plate is not told', async () => {
    const alertId = await alertOf()
    const bare = await ask(operator, alertId, { freeWords: '渝B54321 请驶离' })
    expect([bare.statusCode, bare.json()]).toMatchObject([400, { problems: [{ path: 'reason' }] }])
    const said = { freeWords: '渝B54321 请驶离', reason: '渝B54321 车主在场' }
    expect((await ask(operator, alertId, said)).statusCode).toBe(200)
    await work([delivered((await work())[0]!.id)])
    const told = async (as: As) =>
      (await as.call('GET', `/api/alerts/${alertId}/reminders`)).body +
      (await as.call('GET', `/api/alerts/${alertId}/steps`)).body +
      (await as.call('GET', `/api/alerts/${alertId}`)).body
    expect(await told(operator)).toContain('渝B54321')
    expect(await told(ann)).not.toContain('渝B54321')
    expect((await seen(ann, alertId)).items).toMatchObject([{ isWithheld: true, phrase: null }])
  })

  it('keeps quiet hours, which an officer breaks for a reason and an operator does not', async () => {
    const at = new Date(api.clock.at + 8 * 60 * minute)
    const from = (at.getUTCHours() * 60 + at.getUTCMinutes() + 1320) % 1440
    expect((await setSpeaker({ quiet: { from, to: (from + 720) % 1440 } })).statusCode).toBe(200)
    const alertId = await alertOf()
    expect(await seen(operator, alertId)).toMatchObject({
      speaker: { isQuiet: true },
      refusal: { code: 'reminder_quiet_hours' },
    })
    const insists = { breakQuiet: true, reason: '有人落水，须立即喊话' }
    expect((await ask(operator, alertId, insists)).json()).toMatchObject({ code: 'reminder_quiet_hours' })
    expect((await ask(ann, alertId)).json()).toMatchObject({ facts: { mayBreakQuiet: true } })
    expect((await ask(ann, alertId, insists)).statusCode).toBe(200)
    await work([delivered((await work())[0]!.id)])
    await setSpeaker({})
  })

  it('speaks by itself as a finding opens, where both the source and the phrase are meant so', async () => {
    const opens = async (findingId: string) => {
      api.clock.at += minute
      await people.intake(
        await people.sealer.seal({
          sourceId: people.sourceId,
          findingId,
          stage: 'opened',
          openedAt: api.clock.at - 2000,
        }),
      )
      return api.world.db.utterance.findMany({ where: { findingId }, include: { end: true } })
    }
    expect(await opens('by-itself-0')).toEqual([])
    await setSpeaker({ automatic: true })
    expect(await opens('by-itself-1')).toMatchObject([{ askedById: null, end: null, phraseVersion: 0 }])
    const [speech] = await work()
    await work([delivered(speech!.id)])
    const alertId = await people.alertOf({ findingId: 'by-itself-1', openedAt: api.clock.at - 2000 })
    expect(await steps(alertId)).toMatchObject([
      { kind: 'voice_warning', recordedBy: { id: 'system' }, spoken: { isAutomatic: true } },
    ])
    expect((await ask(operator, alertId)).json()).toMatchObject({ code: 'reminder_said_already' })
  })

  it.each([
    ['heard it and left put it right', true, 'self_rectified'],
    ['left before anything was heard was only seen', false, 'left_in_grace'],
  ])('who %s', async (_who, isHeard, end) => {
    await setSpeaker({ automatic: true })
    api.clock.at += minute
    const [findingId, openedAt] = [`obeyed-${isHeard}`, api.clock.at - 2000]
    const of = { sourceId: people.sourceId, findingId, openedAt, link: { part: 'first' } } as const
    await people.intake(await people.sealer.seal({ ...of, stage: 'opened' }))
    const [speech] = await work()
    if (isHeard) await work([delivered(speech!.id)])
    const finding = { reason: 'left_in_grace', wasConfirmed: false } as const
    const closed = await people.sealer.seal({
      ...of,
      stage: 'closed',
      adjust: (draft) => ({ ...draft, finding: { ...draft.finding, ...finding } }),
    })
    api.clock.at = Math.max(api.clock.at, (JSON.parse(closed.manifest) as { sealedAt: number }).sealedAt)
    await people.intake(closed)
    const { id } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId } })
    expect((await people.detail(operator, id)).alert.openedEnd).toBe(end)
    const period = `from=${openedAt}&to=${openedAt + 1}`
    const figures = (await ann.call('GET', `/api/precision?${period}`)).json<{ grace: object[] }>()
    expect(figures.grace).toMatchObject([{ ends: { [end]: 1 } }])
    await setSpeaker({ automatic: false })
  })

  it('is set and tried by a device administrator, whose secret stays sealed', async () => {
    const bad = (change: object) => setSpeaker({ kind: 'http', ...change })
    expect((await bad({ url: '' })).json()).toMatchObject({
      code: 'speaker_invalid',
      problems: [{ path: 'url' }],
    })
    expect((await bad({ url: 'http://169.254.169.254/x' })).json()).toMatchObject({
      code: 'source_network_refused',
    })
    const own = await setSpeaker({ kind: 'onvif', secret: 'x' })
    expect(own.json()).toMatchObject({ code: 'speaker_invalid', problems: [{ path: 'secret' }] })
    const set = await bad({ url: 'http://10.0.0.7/play', user: 'u', secret: 'horn-secret' })
    expect(set.json()).toMatchObject({ speaker: { kind: 'http', hasSecret: true } })
    expect((await bad({ url: 'http://10.0.0.8/play' })).json()).toMatchObject({
      code: 'source_password_needed',
    })
    const key = randomUUID()
    const tried = await people.admin.call('POST', `${path()}/test`, { key })
    expect(tried.json<SourceSpeaker>().tests).toMatchObject([{ state: 'waiting', phrase: null }])
    const [speech] = await work()
    expect(speech?.speaker.sealedSecret).toMatch(/^v1\./)
    await work([delivered(speech!.id)])
    const { body } = await people.admin.call('GET', path())
    expect(JSON.parse(body)).toMatchObject({ tests: [{ state: 'delivered' }] })
    const trail = await api.world.db.auditEntry.findMany({ where: { subject: `source/${people.sourceId}` } })
    expect(body + JSON.stringify(trail)).not.toContain('horn-secret')
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['speaker.set', 'speech.asked', 'speech.delivered']),
    )
  })

  it('says what two people published, word for word, by its recording where it has one', async () => {
    const legal = await api.as('legal_reviewer')
    const wav = Buffer.concat([Buffer.from('RIFF0000WAVEfmt '), Buffer.alloc(60)])
    const draft = {
      kind: 'illegal_parking',
      zh: '此处禁停，请驶离',
      en: 'No parking here',
      isAutomatic: false,
    }
    const drafted = (as: As, more: object = {}) => as.call('POST', '/api/phrases', { ...draft, ...more })
    expect((await drafted(operator)).statusCode).toBe(403)
    const noClip = await drafted(legal, { clip: Buffer.from('MP3').toString('base64') })
    expect([noClip.statusCode, noClip.json()]).toMatchObject([
      422,
      { code: 'phrase_invalid', problems: [{ path: 'clip' }] },
    ])
    const list = (await drafted(legal, { clip: wav.toString('base64') })).json<PhraseList>()
    const { id } = list.versions[0]!
    expect(list.inForce.find(({ kind }) => kind === draft.kind)?.version).toBe(0)
    const decide = (as: As) => as.call('POST', `/api/phrases/${id}/decision`, { isApproved: true })
    expect((await decide(legal)).json()).toMatchObject({ code: 'second_person_needed' })
    const head = await api.as('head')
    const answers = await Promise.all([decide(head), decide(head)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await decide(head)).json()).toMatchObject({ code: 'phrase_decided' })
    await setSpeaker({ kind: 'onvif' })
    const alertId = await alertOf()
    const asked = await ask(operator, alertId)
    expect(asked.json()).toMatchObject({ items: [{ text: draft.zh, phrase: { version: 1 } }] })
    const [speech] = await work()
    expect(speech?.clip).toEqual({ base64: wav.toString('base64'), sha256: hashBytes(wav).sha256 })
    await expect(api.world.db.phraseVersion.updateMany({ data: { zh: 'x' } })).rejects.toThrow(/append-only/)
  })
})
