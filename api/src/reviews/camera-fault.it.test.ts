import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { Rule, Zone } from '../../contract/zones.ts'
import type { ManifestDraft } from '../test/dossier-fixture.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'

/** A camera that was covered: about nobody, seen by no model. */
const covered = (draft: ManifestDraft): ManifestDraft => ({
  ...draft,
  kind: 'camera_health',
  network: null,
  standing: 'clue',
  clueReasons: ['clock_unproven', 'camera_fault'],
  finding: { ...draft.finding, trackId: null, class: null, box: null, fault: 'covered' },
})
/** One from which nothing ever came. */
const dead = (draft: ManifestDraft): ManifestDraft => ({
  ...covered(draft),
  clueReasons: ['clock_unproven', 'camera_fault', 'no_video'],
  source: { ...draft.source, video: null, fingerprint: null },
  finding: { ...covered(draft).finding, fault: 'offline' },
  exhibits: draft.exhibits.filter(({ role }) => role === 'trace'),
})

describe.skipIf(!testServer)('a fault of a camera', () => {
  let api: TestApi
  let steps: Steps
  let operator: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    operator = await api.as('operator')
  })
  afterAll(() => api?.close())

  it('is told of by a rule that is bound like any other', async () => {
    const square = [0, 1].flatMap((x) => [0, 1].map((y) => ({ x, y: x ? 1 - y : y })))
    const zone = { sourceId: steps.sourceId, name: '全画面', polygon: square }
    const { id: zoneId } = (await steps.admin.call('POST', '/api/zones', zone)).json<Zone>()
    const rule = { zoneId, kind: 'camera_health', params: { stillSeconds: 30, includeMoved: false } }
    const made = await steps.admin.call('POST', '/api/rules', rule)
    expect(made.statusCode).toBe(200)
    expect(made.json<Rule>()).toMatchObject({ kind: 'camera_health', version: 1 })
    const wrong = { ...rule, params: { includeMoved: 3 } }
    expect((await steps.admin.call('POST', '/api/rules', wrong)).json()).toMatchObject({
      code: 'rule_params_invalid',
    })
  })

  it('stands on the wall as a clue, and is closed by an operator as handled', async () => {
    const id = await steps.alertOf({ findingId: 'covered-1', adjust: covered })
    const { alert, manifests } = await steps.detail(operator, id)
    expect(alert).toMatchObject({ kind: 'camera_health', fault: 'covered', standing: 'clue' })
    expect(manifests[0]?.finding).toMatchObject({ fault: 'covered', box: null })
    await steps.act(operator, id, { action: 'claim' })
    const done = await steps.act(operator, id, { action: 'dismiss', reason: 'handled_on_site' })
    expect(done.json()).toMatchObject({ status: 'dismissed', dismissReason: 'handled_on_site' })
  })

  it('becomes no case: no officer confirms it, and any may close it with a reason', async () => {
    const id = await passedOn(api, steps, {
      findingId: 'covered-2',
      openedAt: 1_700_100_000_000,
      adjust: covered,
    })
    const officer = await api.as('officer', 'ann')
    await steps.openAll(officer, id)
    const refused = await steps.review(officer, id, { plate: null })
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ code: 'ev_accuses_nobody' })
    const closed = await steps.review(officer, id, {
      verdict: 'reject',
      plate: null,
      reason: 'device_or_clock_fault',
    })
    expect(closed.json<AlertDetail>().alert).toMatchObject({ status: 'rejected', caseId: null })
  })

  it('of a camera that never sent anything is its looks alone', async () => {
    const { sealer, sourceId, intake } = steps
    const looks = [
      { fromAt: 1_700_200_000_000, toAt: 1_700_200_300_000, faults: ['offline' as const], isSure: false },
    ]
    const sealed = await sealer.seal({
      sourceId,
      findingId: 'dead',
      openedAt: 1_700_200_000_000,
      adjust: dead,
      looks,
    })
    const objects = sealed.objects.filter(({ name }) => name.endsWith('trace.json'))
    expect(await intake({ ...sealed, objects })).toBe('stored')
    const { id } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId: 'dead' } })
    const { exhibits, manifests, trace } = await steps.detail(operator, id)
    expect(trace).toMatchObject({ trackId: null, frames: [], looks })
    expect(exhibits.map(({ role, required }) => [role, required])).toEqual([['trace', false]])
    expect(manifests[0]?.clueReasons).toContain('no_video')
    expect((await operator.call('GET', `/api/alerts/${id}/thumb`)).statusCode).toBe(404)
  })

  it('is never evidence', async () => {
    const evidence = (draft: ManifestDraft): ManifestDraft => ({
      ...covered(draft),
      standing: 'evidence',
      clueReasons: [],
    })
    const sealed = await steps.sealer.seal({
      sourceId: steps.sourceId,
      findingId: 'evidence',
      adjust: evidence,
    })
    await expect(steps.intake(sealed)).rejects.toMatchObject({ facts: { problem: 'standing_contradicts' } })
  })
})
