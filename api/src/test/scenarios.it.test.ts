import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openS3Objects } from '@sightline/infra/platform/objects-s3'
import { rawS3 } from '@sightline/infra/platform/test/raw-s3'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { AlertMatters } from '../../contract/case-matter.ts'
import type { Case } from '../../contract/cases.ts'
import type { Precision } from '../../contract/precision.ts'
import { keepingState, keepUp } from '../keeping/keep-up.ts'
import { verifyPackage } from '../packages/verify-package.mjs'
import { day, startTestApi, type As, type TestApi } from './api.ts'
import { testServer } from './database.ts'
import type { ManifestDraft } from './dossier-fixture.ts'
import { createSteps, passedOn, type Steps } from './filed-case.ts'
import { recordOnSite } from './on-site.ts'
import { ownAuthority, parkingMatter, publishLaw } from './publish-law.ts'
import { recordApproval, storeTestSign } from './put-in-use.ts'
import { takePackage } from './take-package.ts'

const s3 = process.env['SIGHTLINE_TEST_S3']
const bucket = 'sightline-scenarios'
const minute = 60_000

type Refused = { code: string; facts: { failures?: { code: string; facts: object }[] } }
const codesOf = ({ code, facts }: Refused): string[] => facts?.failures?.map((one) => one.code) ?? [code]

/**
 * The acceptance scenarios of the domain, from the sealed dossier to the end of Sightline's part, each by its number. Those
 * that end before the api (8 at the water's edge, 12 at the night market) and 10 and 13 bear their number where their tests are.
 */
describe.skipIf(!testServer || !s3)('acceptance', () => {
  let api: TestApi
  let steps: Steps
  let people: Record<'ann' | 'bob' | 'head', As>
  let matterId: string
  beforeAll(async () => {
    const retentionDays = 3 / 86_400
    api = await startTestApi(undefined, () => openS3Objects({ url: s3 ?? '', bucket, retentionDays }))
    api.clock.at = Date.now()
    steps = await createSteps(api)
    // Years after the sign of the tests was photographed another one is asked for.
    const sign = { ...(await storeTestSign(api.world.objects, steps.sourceId)), takenOn: '2026-01-01' }
    const photographed = {
      revision: 2,
      state: 'in_use',
      action: 'sign',
      at: api.clock.at - 60 * day,
    } as const
    await recordApproval(api.world.db, steps.sourceId, { ...photographed, file: { sign } })
    people = {
      ann: await api.as('officer', 'ann'),
      bob: await api.as('officer', 'bob'),
      head: await api.as('head'),
    }
    ;[matterId = ''] = await publishLaw(api, 'matters', [parkingMatter])
    await publishLaw(api, 'authorities', [ownAuthority])
  })
  afterAll(() => api?.close())

  let nth = 0
  /** A stay of its own, passed on and looked through by both officers; `endsAfter` ms: it was seen to leave. */
  async function stay(
    plate: string,
    { ends = true, openedAt = 0, adjust = (one: ManifestDraft) => one, sourceId = steps.sourceId } = {},
  ): Promise<string> {
    nth += 1
    const findingId = `scenario-${nth}`
    const began = openedAt || api.clock.at - 20 * day + nth * 60 * minute
    const sealing = { findingId, openedAt: began, plate, adjust, sourceId }
    const alertId =
      sourceId === steps.sourceId ? await passedOn(api, steps, sealing) : await alertElsewhere(sealing)
    if (ends) await steps.intake(await steps.sealer.seal({ ...sealing, stage: 'closed' }))
    for (const officer of [people.ann, people.bob]) await steps.openAll(officer, alertId)
    return alertId
  }
  async function alertElsewhere(sealing: { findingId: string; sourceId: string }): Promise<string> {
    await steps.intake(await steps.sealer.seal(sealing))
    const { id } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId: sealing.findingId } })
    await steps.act(await api.as('operator'), id, { action: 'claim' })
    await steps.openAll(await api.as('operator'), id)
    await steps.act(await api.as('operator'), id, { action: 'pass_on' })
    return id
  }
  const first = { answer: 'does_not_apply', reason: '一年内再次停放', cites: [] as string[] }
  const judge = async (as: As, alertId: string, extra: object) =>
    (await steps.review(as, alertId, { matterId, first, ...extra })).json<AlertDetail & Refused>()
  async function agree(alertId: string, extra: object): Promise<Case> {
    for (const as of [people.ann, people.bob])
      expect(codesOf(await judge(as, alertId, extra))).toEqual([undefined])
    const { caseId } = (await steps.detail(people.ann, alertId)).alert
    return (await people.head.call('GET', `/api/cases/${caseId}`)).json<{ case: Case }>().case
  }
  const decide = async ({ id, version }: Case, body: object) =>
    (await people.head.call('POST', `/api/cases/${id}/decision`, { version, ...body })).json<
      { case: Case } & Refused
    >()
  const ledgerOf = async (alertId: string, plate: string) => {
    const asked = await people.ann.call('POST', `/api/alerts/${alertId}/matters`, { plate })
    return asked.json<AlertMatters>().options.find(({ atAct }) => atAct.id === matterId)?.ledger
  }

  // First: upkeep locks what there is, object by object, and here that is one finding.
  it('scenario 6: overwritten and deleted in the store: the locked version is read; a forged row is found and told', async () => {
    const plate = '渝A60001'
    const alertId = await stay(plate)
    const made = await agree(alertId, { plate })
    do await keepUp(api.world)
    while ((await keepingState(api.world)).waiting > 0)
    const { id } = (await steps.detail(people.ann, alertId)).exhibits.find(({ role }) => role === 'still')!
    const { db } = api.world
    const row = await db.exhibit.findUniqueOrThrow({ where: { id } })
    const read = async () => people.ann.call('GET', `/api/exhibits/${id}/content`)
    const bytes = (await read()).rawPayload
    const insider = rawS3(s3 ?? '')
    const forgery = Buffer.alloc(bytes.length, 'forged ')
    await insider.putObject(bucket, row.objectKey, forgery)
    await insider.removeObject(bucket, row.objectKey)
    const version = { versionId: row.versionId ?? '' }
    await expect(insider.removeObject(bucket, row.objectKey, version)).rejects.toMatchObject({
      code: 'AccessDenied',
    })
    expect((await read()).rawPayload.equals(bytes)).toBe(true)
    const put = await insider.putObject(bucket, row.objectKey, forgery)
    await db.$transaction([
      db.$executeRaw`SET LOCAL session_replication_role = 'replica'`,
      db.$executeRaw`UPDATE exhibit SET version_id = ${put.versionId} WHERE id = ${id}`,
    ])
    expect((await read()).json()).toMatchObject({ code: 'ev_hash' })
    const told = () => db.auditEntry.count({ where: { action: 'exhibit.altered' } })
    await expect.poll(told, { timeout: 20_000 }).toBe(1)
    // Before its first byte: nobody is given a package with a forgery in it.
    const taken = await takePackage(api, people.ann, made.id)
    expect([taken.statusCode, taken.json()]).toMatchObject([
      409,
      { code: 'ev_hash', facts: { altered: [row.name] } },
    ])
  })

  it('scenario 1: six minutes on the pavement, the owner’s second time: two officers, the head, every hash again', async () => {
    const plate = '渝A10001'
    const before = await agree(await stay(plate), { plate })
    expect((await decide(before, { action: 'file' })).case.status).toBe('filed')
    const alertId = await stay(plate)
    const detail = await steps.detail(people.ann, alertId)
    expect([detail.alert.standing, detail.mode]).toEqual(['evidence', 'DIRECT'])
    expect(detail.profile?.points.filter(({ reason }) => reason !== null)).toEqual([])
    expect((await ledgerOf(alertId, plate))?.acts).toMatchObject([{ number: before.number, status: 'filed' }])
    const made = await agree(alertId, { plate })
    expect(made).toMatchObject({ status: 'proposed', matter: { gaps: [], authority: { state: 'own' } } })
    const { case: filed } = await decide(made, { action: 'file' })
    expect(filed).toMatchObject({
      status: 'filed',
      filedNumber: expect.stringContaining('渝执立字') as string,
    })
    const { rawPayload } = await takePackage(api, people.ann, made.id)
    const { publicKeyPem: trustedKeyPem } = api.world.signer
    expect(verifyPackage(rawPayload, { trustedKeyPem })).toMatchObject({ status: 'intact', problems: [] })
  })

  it('scenario 1, where the city’s application files: handed over once, and what became of it is mirrored', async () => {
    const plate = '渝A10002'
    const made = await agree(await stay(plate), { plate })
    const say = async (body: object, version: number) =>
      people.ann.call('POST', `/api/cases/${made.id}/hand-over`, { version, ...body })
    const given = { action: 'hand_over', receiver: '市城管办案平台', documentNumber: '移〔2026〕1号' }
    const both = await Promise.all([say(given, made.version), say(given, made.version)])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    const { case: over } = both.find(({ statusCode }) => statusCode === 200)!.json<{ case: Case }>()
    expect(over.status).toBe('handed_over')
    const accepted = await say({ action: 'city_accepted', documentNumber: '受〔2026〕9号' }, over.version)
    expect(accepted.json()).toMatchObject({ case: { status: 'accepted' } })
  })

  it('scenario 2: gone two minutes after the message: no case, and a reminder on record, no act', async () => {
    const plate = '渝A20001'
    const alertId = await stay(plate)
    const step = { kind: 'reminder', text: '短信提醒驶离' }
    expect((await people.ann.call('POST', `/api/alerts/${alertId}/steps`, step)).statusCode).toBe(200)
    const rejection = { verdict: 'reject', reason: 'left_by_itself', plate: null }
    expect(await judge(people.ann, alertId, rejection)).toMatchObject({ alert: { caseId: null } })
    expect(await ledgerOf(await stay(plate), plate)).toMatchObject({
      acts: [],
      reminders: [{ alertId, isObeyed: true }],
    })
  })

  it('scenario 3: seen again forty minutes later without having left: one case, the second is refused', async () => {
    const plate = '渝A30001'
    const began = api.clock.at - 15 * day
    const made = await agree(await stay(plate, { ends: false, openedAt: began }), { plate })
    const again = await stay(plate, { openedAt: began + 40 * minute })
    const answer = await judge(people.ann, again, { plate })
    expect(codesOf(answer)).toEqual(['case_dup'])
    expect(JSON.stringify(answer.facts)).toContain(made.number)
  })

  it('scenario 4: calibrated until the day before: a clue, which no two officers make a case', async () => {
    const plate = '渝A40001'
    const body = { name: '临江路', kind: 'fixed', url: 'rtsp://10.0.0.4/main', password: 'camera-secret' }
    const made = await steps.admin.call('POST', '/api/sources', body)
    const sourceId = made.json<{ id: string }>().id
    const sign = { ...(await storeTestSign(api.world.objects, sourceId)), takenOn: '2026-01-01' }
    const until = new Date(api.clock.at - 11 * day).toISOString().slice(0, 10)
    const stood = { revision: 1, state: 'in_use', action: 'put_in_use', at: api.clock.at - 60 * day } as const
    await recordApproval(api.world.db, sourceId, {
      ...stood,
      file: { sign, calibration: { number: 'J1', until } },
    })
    const alertId = await stay(plate, { sourceId, openedAt: api.clock.at - 10 * day })
    const { alert, manifests } = await steps.detail(people.ann, alertId)
    expect([alert.standing, manifests[0]?.clueReasons]).toEqual(['clue', ['calibration_expired']])
    expect(codesOf(await judge(people.ann, alertId, { plate }))).toContain('ev_device_state')
  })

  it('scenario 5: a clock 1.4 s off makes clues for ever; set right, what is captured then stands', async () => {
    const plate = '渝A50001'
    const off = (draft: ManifestDraft): ManifestDraft => ({
      ...draft,
      standing: 'clue',
      clueReasons: ['clock_offset'],
      clock: { ...draft.clock, offsetMs: 1400 },
    })
    const old = await stay(plate, { adjust: off })
    const judged = await steps.detail(people.ann, old)
    expect(judged.alert.standing).toBe('clue')
    expect(judged.profile?.points.find(({ point }) => point === 'clock')).toMatchObject({
      reason: 'clock_offset',
      measured: [1400],
      asked: [1000],
    })
    const now = await stay(plate)
    expect((await steps.detail(people.ann, now)).alert.standing).toBe('evidence')
    expect((await steps.detail(people.ann, old)).alert.standing).toBe('clue')
    expect(codesOf(await judge(people.ann, old, { plate }))).toContain('ev_profile')
  })

  it('scenario 7: an angler in the protection zone: only officers who met him make a case of it, by the law of that day', async () => {
    const angling = (draft: ManifestDraft): ManifestDraft => ({ ...draft, kind: 'angling', plate: null })
    const alertId = await stay('渝A70001', { adjust: angling, openedAt: api.clock.at - 3 * day })
    const refused = await judge(people.ann, alertId, {
      plate: null,
      permit: null,
      matterId: null,
      first: null,
    })
    expect(codesOf(refused)).toContain('case_onsite')
    const sent = { kind: 'dispatch', text: '派人到场' }
    expect(
      (await (await api.as('operator')).call('POST', `/api/alerts/${alertId}/steps`, sent)).statusCode,
    ).toBe(200)
    const step = { kind: 'inspection', text: '现场查明垂钓人身份，当场劝离。' }
    expect((await recordOnSite(api, people.ann, { alertId, step })).statusCode).toBe(200)
    const seen = await judge(people.ann, alertId, { plate: null, permit: null, matterId: null, first: null })
    expect(codesOf(seen)).not.toContain('case_onsite')
  })

  it('scenario 11: a rat that is a cat: dismissed, the figures say so, and the camera goes on', async () => {
    const legal = await api.as('legal_reviewer')
    const wrong = async () => {
      const asked = await legal.call('GET', `/api/precision?from=0&to=${api.clock.at + day}`)
      return asked.json<Precision>().all.counts.wrong
    }
    const sourceIs = () => api.world.db.source.findUniqueOrThrow({ where: { id: steps.sourceId } })
    const [before, stood] = [await wrong(), await sourceIs()]
    const alertId = await steps.alertOf({ findingId: 'cat', openedAt: api.clock.at - 2 * day })
    await steps.act(await api.as('operator'), alertId, { action: 'claim' })
    const dismissal = { action: 'dismiss', reason: 'not_a_violation' }
    expect((await steps.act(await api.as('operator'), alertId, dismissal)).json()).toMatchObject({
      status: 'dismissed',
    })
    expect(await wrong()).toBe(before + 1)
    expect(await sourceIs()).toEqual(stood)
  })

  it('scenario 16: no certificate, no verdict; a system administrator sees no picture, and the attempt is on record', async () => {
    const plate = '渝A16001'
    const alertId = await stay(plate)
    const { ann } = people
    const operator = await api.as('operator')
    expect((await steps.review(operator, alertId, { plate })).json()).toMatchObject({ code: 'not_permitted' })
    const lapsed = await api.as('officer', 'lapsed')
    await api.world.db.person.update({
      where: { id: lapsed.id },
      data: { certificateUntil: new Date(api.clock.at - day) },
    })
    expect(codesOf(await judge(lapsed, alertId, { plate }))).toContain('ev_cert')
    const system = await api.as('system_admin')
    const { id } = (await steps.detail(ann, alertId)).exhibits[0]!
    expect((await system.call('GET', `/api/exhibits/${id}/content`)).statusCode).toBe(403)
    const refusals = await api.world.db.auditEntry.findMany({
      where: { action: 'access.refused', actor: system.id },
    })
    expect(refusals.length).toBeGreaterThan(0)
  })
})
