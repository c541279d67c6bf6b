import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalFile } from '../../law/approval-file.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { createSealer, type ManifestDraft } from '../test/dossier-fixture.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { recordApproval } from '../test/put-in-use.ts'
import { testServer } from '../test/database.ts'
import { receiveDossier } from './receive-dossier.ts'

type Change = (draft: ManifestDraft) => ManifestDraft

describe.skipIf(!testServer)('what a manifest says of sources, zones and rules', () => {
  let api: TestApi
  let steps: Steps
  let operator: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    operator = await api.as('operator')
    await steps.alertOf({ findingId: 'sound' })
    const other = { name: '二号', kind: 'fixed', url: 'rtsp://10.0.0.2/main' }
    const { id } = (await steps.admin.call('POST', '/api/sources', other)).json<{ id: string }>()
    const { db } = api.world
    const zone = await db.zoneVersion.findFirstOrThrow()
    const shape = { polygon: zone.polygon ?? [], bays: [], hours: [] }
    await db.zoneVersion.createMany({
      data: [
        { ...zone, ...shape, id: 'zone-elsewhere', sourceId: id },
        { ...zone, ...shape, id: 'zone-beside' },
      ],
    })
    const rule = await db.ruleVersion.findFirstOrThrow()
    await db.ruleVersion.createMany({ data: [{ ...rule, id: 'rule-for-clues', params: { clueOnly: true } }] })
  })
  afterAll(() => api?.close())

  /** As it comes: nothing is registered for it. */
  const arrive = async (findingId: string, adjust: Change) =>
    receiveDossier(api.world, await steps.sealer.seal({ sourceId: steps.sourceId, findingId, adjust }))
  const ruled =
    (more: Partial<ManifestDraft['rule']>): Change =>
    (draft) => ({ ...draft, rule: { ...draft.rule, id: `rule-${draft.zone.id}-illegal_parking`, ...more } })
  const zoned =
    (more: Partial<ManifestDraft['zone']>): Change =>
    (draft) => ({ ...ruled({})(draft), zone: { ...draft.zone, ...more } })

  it.each<[string, Change]>([
    ['zone_unknown', zoned({ id: 'zone-of-nobody' })],
    ['zone_unknown', zoned({ version: 2 })],
    ['zone_of_another_source', zoned({ id: 'zone-elsewhere' })],
    ['rule_of_another_zone', zoned({ id: 'zone-beside' })],
    ['rule_unknown', ruled({ id: 'rule-of-nobody' })],
    ['rule_unknown', ruled({ version: 2 })],
    ['rule_of_another_kind', (draft) => ({ ...ruled({})(draft), kind: 'street_vending' })],
    ['rule_differs', ruled({ id: 'rule-for-clues' })],
  ])('is refused as %s', async (problem, adjust) => {
    await expect(arrive('other', adjust)).rejects.toMatchObject({
      code: 'dossier_invalid',
      facts: { problem },
    })
    expect(await api.world.db.finding.count({ where: { id: 'other' } })).toBe(0)
  })

  it('is refused of a finding that another worker began', async () => {
    const other = await createSealer(api.world.objects, join(api.dir, 'other-worker'))
    const closed = await other.seal({ sourceId: steps.sourceId, findingId: 'sound', stage: 'closed' })
    await expect(steps.intake(closed)).rejects.toMatchObject({ facts: { problem: 'key_of_another' } })
  })

  /** A camera of its own, in use from 10:00 to 12:00 of a day: revisions 1 and 2. */
  const from = Date.parse('2026-11-20T10:00:00+08:00')
  const minute = 60_000
  const cameraInUse = async (until: number, file: Partial<ApprovalFile> = {}): Promise<string> => {
    const body = { name: '三号', kind: 'fixed', url: 'rtsp://10.0.0.3/main' }
    const { id } = (await steps.admin.call('POST', '/api/sources', body)).json<{ id: string }>()
    const { db } = api.world
    await recordApproval(db, id, { revision: 1, state: 'in_use', action: 'put_in_use', at: from, file })
    await recordApproval(db, id, { revision: 2, state: 'suspended', action: 'suspend', at: until, file })
    return id
  }
  const revised =
    (revision: number): Change =>
    (draft) => ({
      ...draft,
      source: { ...draft.source, approval: { state: 'in_use', revision, basis: '' } },
    })
  let count = 0
  const standingOf = async (of: { id: string; openedAt: number; revision: number }) => {
    const { id: sourceId, openedAt, revision } = of
    const findingId = `stood-${(count += 1)}`
    await steps.intake(await steps.sealer.seal({ sourceId, findingId, openedAt, adjust: revised(revision) }))
    const { standing, clueReasons, manifest } = await api.world.db.dossier.findFirstOrThrow({
      where: { findingId },
    })
    expect(JSON.parse(manifest)).toMatchObject({ standing: 'evidence', clueReasons: [] })
    return [standing, clueReasons]
  }

  it.each<[string, { opened: number; revision: number }, string[]]>([
    ['while it was in use, suspended since', { opened: 10, revision: 1 }, []],
    ['before it was put in use', { opened: -20, revision: 1 }, ['source_not_in_use', 'sign_missing']],
    ['over its suspension', { opened: 118, revision: 1 }, ['source_not_in_use']],
    ['after it', { opened: 130, revision: 1 }, ['source_not_in_use']],
    [
      'while it was in use, by a revision of another time',
      { opened: 10, revision: 2 },
      ['source_not_in_use'],
    ],
    ['while it was in use, by a revision of no time', { opened: 10, revision: 9 }, ['source_not_in_use']],
  ])('R13: captured %s: judged as it stood then', async (_name, { opened, revision }, reasons) => {
    const id = await cameraInUse(from + 120 * minute)
    const told = await standingOf({ id, openedAt: from + opened * minute, revision })
    expect(told).toEqual([reasons.length > 0 ? 'clue' : 'evidence', reasons])
  })

  it.each<[string, Partial<ApprovalFile>, string[]]>([
    ['in date', { calibration: { number: 'J', until: '2026-11-20' } }, []],
    [
      'expired the day before',
      { calibration: { number: 'J', until: '2026-11-19' } },
      ['calibration_expired'],
    ],
    ['on trial to that day', { trialUntil: '2026-11-20' }, ['source_on_trial']],
  ])('captured with the source %s', async (_name, file, reasons) => {
    const id = await cameraInUse(from + 120 * minute, file)
    const [, told] = await standingOf({ id, openedAt: from + 10 * minute, revision: 1 })
    expect(told).toEqual(reasons)
  })

  it('a clue because of its source says so on the page, and keeps what was signed', async () => {
    const sourceId = await cameraInUse(from + 120 * minute)
    const openedAt = from - 20 * minute
    const submitted = await steps.sealer.seal({ sourceId, findingId: 'early', openedAt })
    await steps.intake(submitted)
    const { id } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId: 'early' } })
    const { alert, manifests } = await steps.detail(operator, id)
    expect(alert.standing).toBe('clue')
    expect(manifests[0]).toMatchObject({
      standing: 'clue',
      clueReasons: ['source_not_in_use', 'sign_missing'],
    })
  })

  it.each(['left', 'watch_ended'])(
    'suspended between its confirmation and its end (%s), a stay stays what it was confirmed as',
    async (reason) => {
      const sourceId = await cameraInUse(from + 20 * minute)
      const about = { findingId: `ended-${reason}`, openedAt: from + 12 * minute, sourceId }
      await steps.intake(await steps.sealer.seal(about))
      const adjust = (manifest: ManifestDraft): ManifestDraft => ({
        ...manifest,
        standing: 'clue',
        clueReasons: ['source_not_in_use'],
        source: { ...manifest.source, approval: { state: 'suspended', revision: 2, basis: '' } },
        finding: { ...manifest.finding, reason },
      })
      await steps.intake(await steps.sealer.seal({ ...about, stage: 'closed', adjust }))
      const alert = await api.world.db.alert.findUniqueOrThrow({ where: { findingId: about.findingId } })
      expect(alert).toMatchObject({ standing: 'evidence', closeReason: reason })
    },
  )

  it('what a program drew is a clue, however its source came to stand', async () => {
    const id = await cameraInUse(from + 120 * minute)
    await api.world.db.source.update({ where: { id }, data: { drawn: true } })
    const told = await standingOf({ id, openedAt: from + 10 * minute, revision: 1 })
    expect(told).toEqual(['clue', ['source_drawn']])
  })
})
