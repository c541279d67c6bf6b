import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { createSealer, type ManifestDraft } from '../test/dossier-fixture.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
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

  it.each<[string, object]>([
    ['under another revision', { approvalRevision: 2 }],
    ['suspended', { approvalState: 'suspended' }],
  ])('makes a clue of a source that is here %s, says why and keeps what was signed', async (name, here) => {
    const { db } = api.world
    const where = { id: steps.sourceId }
    await db.source.update({ where, data: here })
    const findingId = `not-${name.replaceAll(' ', '-')}`
    const id = await steps.alertOf({ findingId, openedAt: 1_700_300_000_000 })
    await db.source.update({ where, data: { approvalState: 'in_use', approvalRevision: 1 } })
    const { alert, manifests } = await steps.detail(operator, id)
    expect(alert.standing).toBe('clue')
    expect(manifests[0]).toMatchObject({ standing: 'clue', clueReasons: ['source_not_in_use'] })
    const row = await db.dossier.findFirstOrThrow({ where: { findingId } })
    expect(JSON.parse(row.manifest)).toMatchObject({ standing: 'evidence', clueReasons: [] })
    expect(row).toMatchObject({ standing: 'clue', clueReasons: ['source_not_in_use'] })
  })

  it.each([
    ['left', 'clue'],
    ['watch_ended', 'evidence'],
  ] as const)(
    'after its source was retired, an end that says %s leaves the alert: %s',
    async (reason, standing) => {
      const { db } = api.world
      const where = { id: steps.sourceId }
      const about = { findingId: `retired-${reason}`, openedAt: 1_700_400_000_000, sourceId: steps.sourceId }
      const id = await steps.alertOf(about)
      await db.source.update({ where, data: { approvalState: 'suspended' } })
      const adjust = (manifest: ManifestDraft) => ({ ...manifest, finding: { ...manifest.finding, reason } })
      await steps.intake(await steps.sealer.seal({ ...about, stage: 'closed', adjust }))
      await db.source.update({ where, data: { approvalState: 'in_use' } })
      expect((await steps.detail(operator, id)).alert).toMatchObject({ standing, closeReason: reason })
    },
  )
})
