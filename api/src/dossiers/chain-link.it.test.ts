import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import type { ManifestDraft } from '../test/dossier-fixture.ts'
import { testServer } from '../test/database.ts'
import { brokenLinks, chainLinkOf } from '../chains/chain-link.ts'

describe.skipIf(!testServer)('the chain of what a worker sealed', () => {
  let api: TestApi
  let steps: Steps
  let officer: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    officer = await api.as('officer', 'ann')
  })
  afterAll(() => api?.close())

  const dossierOf = (findingId: string) => api.world.db.dossier.findFirstOrThrow({ where: { findingId } })
  /** What an officer is shown of it. */
  const shownOf = async (findingId: string) => {
    const { id } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId } })
    return (await steps.detail(officer, id)).chain
  }
  const chained =
    (change: (chain: ManifestDraft['chain']) => Partial<ManifestDraft['chain']>) =>
    (draft: ManifestDraft): ManifestDraft => ({ ...draft, chain: { ...draft.chain, ...change(draft.chain) } })

  it('is judged again when what was awaited is here', async () => {
    const { sealer, sourceId, intake } = steps
    const sealed = []
    for (const findingId of ['a', 'b', 'c']) sealed.push(await sealer.seal({ sourceId, findingId }))
    const [a, b, c] = sealed
    await intake(a!)
    await intake(c!)
    const late = await dossierOf('c')
    expect([late.chainLink, await chainLinkOf(api.world.db, late)]).toEqual(['waiting', 'waiting'])
    expect(await shownOf('c')).toBe('waiting')
    await intake(b!)
    expect(await chainLinkOf(api.world.db, late)).toBe('linked')
    expect(await shownOf('c')).toBe('sound')
  })

  it('is broken by the predecessor that comes late and is another', async () => {
    const { sealer, sourceId, intake } = steps
    const adjust = chained(() => ({ previous: 'a'.repeat(64) }))
    const before = await sealer.seal({ sourceId, findingId: 'before' })
    await intake(await sealer.seal({ sourceId, findingId: 'after', adjust }))
    expect(await brokenLinks(api.world.db, 'after')).toEqual([])
    await intake(before)
    expect(await brokenLinks(api.world.db, 'after')).toEqual(['confirmed/whole'])
    expect(await shownOf('after')).toBe('broken')
  })

  it.each<[string, ReturnType<typeof chained>]>([
    ['names another predecessor', chained(() => ({ previous: 'b'.repeat(64) }))],
    ['takes a place that is taken', chained(({ sequence }) => ({ sequence: sequence - 1 }))],
    ['claims to be the first at a later place', chained(() => ({ previous: null }))],
  ])('keeps officers from confirming what %s', async (name, adjust) => {
    const findingId = name.replaceAll(' ', '-')
    const alertId = await passedOn(api, steps, { findingId, openedAt: 1_700_500_000_000, adjust })
    await steps.openAll(officer, alertId)
    const refused = await steps.review(officer, alertId)
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'ev_chain_broken', facts: { broken: ['confirmed/whole'] } },
    ])
  })
})
