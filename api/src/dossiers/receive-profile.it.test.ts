import { hashBytes } from '@sightline/infra/platform/hash'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalFile } from '../../law/approval-file.ts'
import { isZoneReplaced } from '../reviews/grounds-of-finding.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import type { DossierOptions, ManifestDraft } from '../test/dossier-fixture.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { recordApproval, testSign } from '../test/put-in-use.ts'
import { testServer } from '../test/database.ts'

type Change = (draft: ManifestDraft) => ManifestDraft
type Options = Omit<DossierOptions, 'sourceId'>

describe.skipIf(!testServer)('the profile of a kind', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
  })
  afterAll(() => api?.close())

  let count = 0
  /** Takes in a finding; answers how it stands, and by what it was judged. */
  const judged = async (options: Options & { sourceId?: string } = {}) => {
    const findingId = `judged-${(count += 1)}`
    await steps.intake(await steps.sealer.seal({ sourceId: steps.sourceId, findingId, ...options }))
    return standing(findingId)
  }
  const standing = async (findingId: string) => {
    const alert = await api.world.db.alert.findUniqueOrThrow({ where: { findingId } })
    const { profile, manifests } = await steps.detail(ann, alert.id)
    const failing = profile?.points.flatMap(({ point, reason }) => (reason ? [`${point}: ${reason}`] : []))
    return { is: alert.standing, failing, sign: profile?.sign, reasons: manifests.at(-1)?.clueReasons }
  }

  it('of pictures that have all of it: evidence, each point met, the sign beside them by its hash, in the trail too', async () => {
    const { is, failing, sign, reasons } = await judged()
    expect({ is, failing, reasons }).toEqual({ is: 'evidence', failing: [], reasons: [] })
    expect(sign).toMatchObject({ sha256: testSign.sha256, takenOn: '2023-06-01', revision: 1 })
    const subject = `finding/judged-${count}`
    const entry = await api.world.db.auditEntry.findFirstOrThrow({
      where: { subject, action: 'dossier.received' },
    })
    expect(entry.facts).toMatchObject({ signSha256: testSign.sha256, signTakenOn: '2023-06-01' })
  })

  it('in parts: judged when the recording is there, never before', async () => {
    const about = { sourceId: steps.sourceId, findingId: 'parts' }
    const first = await steps.sealer.seal({ ...about, link: { part: 'first' } })
    await steps.intake(first)
    expect(await standing('parts')).toMatchObject({ is: 'evidence', failing: undefined })
    const named = hashBytes(Buffer.from(first.manifest)).sha256
    await steps.intake(await steps.sealer.seal({ ...about, link: { part: 'supplement', first: named } }))
    expect(await standing('parts')).toMatchObject({ is: 'evidence', failing: [] })
  })

  /** 20 pixels high. */
  const speck = { left: 0.4, top: 0.5, right: 0.6, bottom: 0.5 + 20 / 720 }
  const unmeasured: Change = ({ measures: _none, ...older }) => older
  const ofPlate =
    (texts: readonly string[]): Change =>
    (draft) => ({
      ...draft,
      plate: draft.plate && {
        ...draft.plate,
        frames: texts.map((text, at) => ({ at, stage: 'confirmed', text, confidence: 0.95 })),
      },
    })
  const measuring =
    (change: object): Change =>
    (draft) => ({
      ...draft,
      measures: draft.measures && {
        ...draft.measures,
        pictures: draft.measures.pictures.map((one) => ({ ...one, ...change })),
      },
    })
  const holed: Change = (draft) => ({
    ...draft,
    exhibits: draft.exhibits.map(({ fragments, ...one }) =>
      fragments
        ? { ...one, fragments: fragments.map((part, i) => ({ ...part, at: part.at + (i > 1 ? 3000 : 0) })) }
        : one,
    ),
  })

  it.each<[string, Options, string[]]>([
    ['the plate was read on one picture', { adjust: ofPlate(['渝A12345']) }, ['plate: plate_unread']],
    ['and differently on another', { adjust: ofPlate(['渝A12345', '渝A12346']) }, ['plate: plate_differs']],
    ['no plate', { plate: null }, ['plate: plate_unread']],
    ['the picture is blurred', { adjust: measuring({ sharpness: 0.01 }) }, ['sharpness: picture_blurred']],
    ['the car is a speck', { own: speck }, ['target: target_small']],
    [
      'the camera had been turned',
      {
        adjust: (draft) => ({ ...draft, measures: draft.measures && { ...draft.measures, viewMatch: 0.1 } }),
      },
      ['view: view_changed'],
    ],
    [
      'the record has a hole of 3 s, which its worker did not say',
      { adjust: holed },
      ['record: gap_in_segment'],
    ],
    [
      'nothing was measured',
      { adjust: unmeasured },
      ['target: not_measured', 'sharpness: not_measured', 'view: not_measured'],
    ],
    [
      'there is no picture of the opening',
      {
        adjust: (draft) => ({
          ...draft,
          exhibits: draft.exhibits.filter(({ name }) => name !== 'opened/wide.jpg'),
        }),
      },
      [],
    ],
  ])('%s: a clue that says so, whatever its worker signed', async (name, options, failing) => {
    if (name.startsWith('there is no picture')) {
      // Measures of a still that is not sealed contradict themselves, before anybody judges.
      await expect(judged(options)).rejects.toMatchObject({ code: 'dossier_invalid' })
      return
    }
    const told = await judged(options)
    expect(told).toMatchObject({ is: 'clue', failing })
    expect(told.reasons).toEqual([...new Set(failing.map((one) => one.split(': ')[1]))])
  })

  it.each<[string, Change]>([
    ['larger than they are', measuring({ widthPx: 3840, heightPx: 2160 })],
    ['of a still that nobody sealed', measuring({ sha256: 'c'.repeat(64) })],
    ['of a thing larger than the picture', measuring({ targetPx: 721 })],
    ['of a thing larger than its trace says', measuring({ targetPx: 400 })],
  ])('measures %s are refused, once and for good', async (_name, adjust) => {
    await expect(judged({ adjust })).rejects.toMatchObject({ facts: { problem: 'measures_contradict' } })
    const subject = `finding/judged-${count}`
    expect(await api.world.db.auditEntry.count({ where: { subject, action: 'dossier.refused' } })).toBe(1)
    expect(await api.world.db.finding.count({ where: { id: `judged-${count}` } })).toBe(0)
  })

  it('a still that is said to be of a moment which its recording does not show is refused', async () => {
    const adjust: Change = (draft) => ({
      ...draft,
      exhibits: draft.exhibits.map((one) =>
        one.name === 'opened/wide.jpg' ? { ...one, at: one.at - 60_000 } : one,
      ),
    })
    await expect(judged({ adjust })).rejects.toMatchObject({ facts: { problem: 'times_contradict' } })
  })

  const from = Date.parse('2026-11-20T10:00:00+08:00')
  const camera = async (file: Partial<ApprovalFile>): Promise<string> => {
    const body = { name: '三号', kind: 'fixed', url: 'rtsp://10.0.0.3/main' }
    const { id } = (await steps.admin.call('POST', '/api/sources', body)).json<{ id: string }>()
    const stood = { state: 'in_use', action: 'put_in_use', file } as const
    await recordApproval(api.world.db, id, { ...stood, revision: 1, at: from })
    return id
  }
  const signed = (takenOn: string): Partial<ApprovalFile> => ({
    sign: { sha256: testSign.sha256, bytes: 9, takenOn, versionId: null },
  })
  it.each<[string, Partial<ApprovalFile>, string[]]>([
    ['photographed the day before', signed('2026-11-19'), []],
    ['that there was not', { sign: null }, ['sign: sign_missing']],
    ['photographed after the act', signed('2026-11-21'), ['sign: sign_unfit']],
    ['of five years ago', signed('2021-11-01'), ['sign: sign_unfit']],
  ])('a sign %s', async (_name, file, failing) => {
    const sourceId = await camera(file)
    expect(await judged({ sourceId, openedAt: from + 60_000 })).toMatchObject({ failing })
  })
  it('a sign that was entered after the act is not the one in force', async () => {
    const sourceId = await camera({ sign: null })
    const later = { revision: 2, state: 'in_use', action: 'sign', at: from + 120_000 } as const
    await recordApproval(api.world.db, sourceId, { ...later, file: signed('2026-11-19') })
    expect(await judged({ sourceId, openedAt: from + 60_000 })).toMatchObject({
      failing: ['sign: sign_missing'],
      sign: null,
    })
  })

  it('what fails is refused to who confirms, by its reasons; an officer who was there makes it good', async () => {
    const adjust = measuring({ sharpness: 0.01 })
    const alertId = await passedOn(api, steps, { findingId: 'refused', own: speck, adjust })
    await steps.openAll(ann, alertId)
    const refusal = (await steps.review(ann, alertId)).json<{ code: string; facts: { reasons: string[] } }>()
    expect(refusal).toMatchObject({
      code: 'ev_profile',
      facts: {
        reasons: ['target_small', 'picture_blurred'],
        points: [
          { point: 'target', measured: [20], asked: [60] },
          { point: 'sharpness', measured: [0.01] },
        ],
      },
    })
  })

  it('what was judged before there were profiles stands as it stood', async () => {
    const alertId = await passedOn(api, steps, { findingId: 'before', adjust: unmeasured })
    const { db } = api.world
    expect(await standing('before')).toMatchObject({ is: 'clue' })
    // As an api of before would have left it.
    await db.$executeRaw`ALTER TABLE dossier DISABLE TRIGGER USER`
    await db.$executeRaw`UPDATE dossier SET profile = NULL, clue_reasons = '{}', standing = 'evidence' WHERE finding_id = 'before'`
    await db.$executeRaw`ALTER TABLE dossier ENABLE TRIGGER USER`
    await db.alert.update({ where: { id: alertId }, data: { standing: 'evidence' } })
    expect(await standing('before')).toMatchObject({ is: 'evidence', failing: undefined, reasons: [] })
    await steps.openAll(ann, alertId)
    expect((await steps.review(ann, alertId)).statusCode).toBe(200)
  })

  it.each<[string, number, boolean]>([
    ['replaced an hour before it opened', -3_600_000, true],
    ['replaced half a minute before: its worker may not have heard', -30_000, false],
    ['replaced meanwhile', 60_000, false],
    ['replaced since', 86_400_000, false],
  ])('a zone %s', async (_name, afterMs, isReplaced) => {
    const openedAt = Date.UTC(2024, 5, 1)
    const zoneId = `zone-${afterMs}`
    const adjust: Change = (draft) => ({ ...draft, zone: { ...draft.zone, id: zoneId } })
    const findingId = `zoned-${afterMs}`
    await steps.intake(await steps.sealer.seal({ sourceId: steps.sourceId, findingId, openedAt, adjust }))
    const { db } = api.world
    const zone = await db.zoneVersion.findFirstOrThrow({ where: { id: zoneId } })
    const shape = { polygon: zone.polygon ?? [], bays: [], hours: [] }
    const createdAt = new Date(openedAt + afterMs)
    await db.zoneVersion.create({ data: { ...zone, ...shape, version: 2, createdAt } })
    expect(await db.$transaction((tx) => isZoneReplaced(tx, findingId))).toBe(isReplaced)
  })
})
