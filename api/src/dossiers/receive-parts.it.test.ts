import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'

const hashOf = ({ manifest }: DossierSubmitted): string => createHash('sha256').update(manifest).digest('hex')

describe.skipIf(!testServer)('taking in a stage in parts', () => {
  let api: TestApi
  let steps: Steps
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
  })
  afterAll(() => api?.close())

  const seal = (findingId: string, more: Partial<Parameters<Steps['sealer']['seal']>[0]> = {}) =>
    steps.sealer.seal({ sourceId: steps.sourceId, findingId, ...more })
  const first = { part: 'first' } as const
  const after = (submitted: DossierSubmitted) => ({
    part: 'supplement' as const,
    first: hashOf(submitted),
  })
  const alertOf = (findingId: string) => api.world.db.alert.findUnique({ where: { findingId } })
  const partsOf = async (findingId: string) =>
    (await api.world.db.dossier.findMany({ where: { findingId }, orderBy: { sequence: 'asc' } })).map(
      ({ stage, part }) => `${stage} ${part}`,
    )

  it('stands as opened before the first part of the confirmation is there, and as new from then on', async () => {
    await steps.intake(await seal('a', { stage: 'opened', link: first }))
    expect(await alertOf('a')).toMatchObject({ status: 'opened', confirmedAt: null })
    await steps.intake(await seal('a', { link: first }))
    expect(await alertOf('a')).toMatchObject({ status: 'new', standing: 'evidence' })
    expect(await partsOf('a')).toEqual(['opened first', 'confirmed first'])
  })

  it.each([
    ['in order', [0, 1, 2, 3]],
    ['each twice', [0, 0, 1, 1, 2, 2, 3, 3]],
    ['all again at the end', [0, 1, 2, 3, 0, 1, 2, 3]],
    ['the closing before the rest of the confirmation', [0, 2, 1, 3]],
  ])('stores every part once, and one alert: %s', async (_name, order) => {
    const id = `order-${order.join('')}`
    const confirmed = await seal(id, { link: first })
    const rest = await seal(id, { link: after(confirmed) })
    const closed = await seal(id, { stage: 'closed', link: first })
    const all = [confirmed, rest, closed, await seal(id, { stage: 'closed', link: after(closed) })]
    for (const at of order) await steps.intake(all[at]!)
    expect((await partsOf(id)).toSorted()).toEqual([
      'closed first',
      'closed supplement',
      'confirmed first',
      'confirmed supplement',
    ])
    expect(await api.world.db.alert.count({ where: { findingId: id } })).toBe(1)
  })

  it('is told again later what overtook its first part', async () => {
    const confirmed = await seal('late', { link: first })
    const rest = await seal('late', { link: after(confirmed) })
    await expect(steps.intake(rest)).rejects.toMatchObject({ code: 'dossier_waits_for_first' })
    expect(await partsOf('late')).toEqual([])
    await steps.intake(confirmed)
    expect(await steps.intake(rest)).toBe('stored')
  })

  it.each<[string, (confirmed: DossierSubmitted) => Promise<DossierSubmitted>]>([
    ['supplement_of_another', () => seal('other', { link: { part: 'supplement', first: 'a'.repeat(64) } })],
    ['stage_whole_and_in_parts', () => seal('other')],
    [
      'manifest_of_another',
      async (confirmed) => ({ ...(await seal('other', { link: after(confirmed) })), part: 'whole' }),
    ],
  ])('refuses %s', async (problem, make) => {
    const known = await api.world.db.dossier.findFirst({ where: { findingId: 'other' } })
    const confirmed = await seal('other', { link: first })
    if (!known) await steps.intake(confirmed)
    await expect(steps.intake(await make(confirmed))).rejects.toMatchObject({
      code: 'dossier_invalid',
      facts: { problem },
    })
  })

  it('makes the alert a clue by what the supplement knows', async () => {
    const confirmed = await seal('clue', { link: first })
    await steps.intake(confirmed)
    const adjust = (manifest: object) => ({ ...manifest, standing: 'clue', clueReasons: ['gap_in_segment'] })
    await steps.intake(await seal('clue', { link: after(confirmed), adjust: adjust as never }))
    expect(await alertOf('clue')).toMatchObject({ standing: 'clue' })
  })

  it('lets nobody review before the recording is there, says what is awaited, and then does', async () => {
    const [operator, officer] = [await api.as('operator'), await api.as('officer')]
    const confirmed = await seal('review', { link: first })
    await steps.intake(confirmed)
    const { id } = (await alertOf('review'))!
    await steps.act(operator, id, { action: 'claim' })
    await steps.openAll(operator, id)
    await steps.act(operator, id, { action: 'pass_on' })
    const before = await steps.detail(officer, id)
    expect(before).toMatchObject({ awaited: ['confirmed'], alert: { status: 'passed_on' } })
    expect(before.allowed).not.toContain('review')
    await steps.openAll(officer, id)
    const review = () =>
      steps.review(officer, id, { verdict: 'reject', reason: 'not_a_violation', plate: null })
    const refused = await review()
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'ev_recording_awaited'])
    await steps.intake(await seal('review', { link: after(confirmed) }))
    const now = await steps.detail(officer, id)
    expect(now.awaited).toEqual([])
    expect(now.allowed).toContain('review')
    expect(now.exhibits.map(({ role }) => role).toSorted()).toEqual([
      'segment',
      'segment',
      'still',
      'still',
      'still',
      'trace',
      'trace',
    ])
    await steps.openAll(officer, id)
    expect((await review()).statusCode).toBeLessThan(300)
  })
})
