import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Precision } from '../../contract/precision.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import type { ManifestDraft } from '../test/dossier-fixture.ts'

const other = { name: 'centernet-mobilenet', sha256: '9'.repeat(64), threshold: 0.3 }

describe.skipIf(!testServer)('precision, from what people did', () => {
  let api: TestApi
  let steps: Steps
  let operator: As
  let ann: As
  let openedAt: number

  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    operator = await api.as('operator')
    ann = await api.as('officer', 'ann')
    openedAt = api.clock.at - 3_600_000
  })
  afterAll(() => api?.close())

  const period = (from = openedAt - 1, to = openedAt + 3_600_000) => `from=${from}&to=${to}`
  const read = async (query = period()) =>
    (await ann.call('GET', `/api/precision?${query}`)).json<Precision>()
  const alert = (adjust?: (manifest: ManifestDraft) => ManifestDraft) =>
    steps.alertOf({ openedAt, findingId: `f-${crypto.randomUUID()}`, ...(adjust ? { adjust } : {}) })
  const dismiss = async (alertId: string, reason: string) => {
    await steps.act(operator, alertId, { action: 'claim' })
    const answer = await steps.act(operator, alertId, { action: 'dismiss', reason, note: 'seen on site' })
    expect(answer.statusCode).toBe(200)
  }

  it('is of nothing before anybody has spoken', async () => {
    await alert()
    const { all } = await read()
    expect(all).toMatchObject({ counts: { open: 1, right: 0 }, precision: { share: null, tries: 0 } })
  })

  it('counts an operator against the machine only where the machine erred', async () => {
    await dismiss(await alert(), 'not_a_violation')
    await dismiss(await alert(), 'handled_on_site')
    await dismiss(await alert(), 'picture_unclear')
    const { all } = await read()
    expect(all.counts).toEqual({ right: 1, wrong: 1, unsaid: 1, open: 1 })
  })

  it("counts an officer's agreement as right, and a rejection by its reason", async () => {
    for (const [verdict, reason] of [
      ['confirm', null],
      ['reject', 'outside_zone'],
    ] as const) {
      const alertId = await alert()
      await steps.act(operator, alertId, { action: 'claim' })
      await steps.openAll(operator, alertId)
      await steps.act(operator, alertId, { action: 'pass_on' })
      await steps.openAll(ann, alertId)
      const answer = await steps.review(ann, alertId, { verdict, reason })
      expect(answer.statusCode, answer.body).toBe(200)
    }
    expect((await read()).all.counts).toEqual({ right: 2, wrong: 2, unsaid: 1, open: 1 })
  })

  it('takes back what was taken back', async () => {
    const alertId = await alert()
    await dismiss(alertId, 'not_a_violation')
    expect((await read()).all.counts.wrong).toBe(3)
    await steps.act(operator, alertId, { action: 'restore' })
    expect((await read()).all.counts).toMatchObject({ wrong: 2, open: 2 })
  })

  it('tells versions of models apart, by what was sealed (R68)', async () => {
    await dismiss(await alert((manifest) => ({ ...manifest, network: other })), 'not_a_violation')
    const { byModel } = await read()
    const own = byModel.find(({ model }) => model === other.name)
    expect(own).toMatchObject({ sha256: other.sha256, counts: { wrong: 1, right: 0 } })
    expect(byModel.find(({ model }) => model === 'yolox-nano')?.counts.wrong).toBe(2)
  })

  it('is of the period, source and kind that is asked for, by the hour in Shanghai (R68)', async () => {
    const { byHour, bySource, byRule } = await read()
    expect(byHour).toMatchObject([{ hour: 9 }])
    expect(bySource).toMatchObject([{ sourceId: steps.sourceId, sourceName: '滨江路12号' }])
    expect(byRule).toMatchObject([{ kind: 'illegal_parking', zoneName: '人行道' }])
    expect((await read(period(openedAt + 1))).all.counts.open).toBe(0)
    expect((await read(`${period()}&sourceId=elsewhere`)).bySource).toEqual([])
    expect((await read(`${period()}&kind=angling`)).byKind).toEqual([])
    expect((await read(`${period()}&kind=illegal_parking`)).byKind).toHaveLength(1)
  })

  it.each([
    ['no period', 'from=1', 'to'],
    ['a period that ends before it begins', 'from=5&to=5', 'to'],
    ['an unknown kind', 'from=1&to=2&kind=loitering', 'kind'],
  ])('refuses %s, naming the field', async (_name, query, path) => {
    const answer = await ann.call('GET', `/api/precision?${query}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ problems: { path: string }[] }>().problems.map((one) => one.path)).toContain(path)
  })

  it('is not for operators', async () => {
    expect((await operator.call('GET', `/api/precision?${period()}`)).statusCode).toBe(403)
  })
})
