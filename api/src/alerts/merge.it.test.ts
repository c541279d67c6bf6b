import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mergeFindings } from '../../law/merge.ts'
import type { LiveEvent } from '../../contract/live.ts'
import type { Alert, AlertDetail } from '../../contract/alerts.ts'
import type { ManifestDraft } from '../test/dossier-fixture.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'

const minute = 60_000
const day = 1440 * minute
const noon = Date.parse('2026-10-20T12:00:00+08:00')

const inKitchen =
  (place: string, kind: ManifestDraft['kind'] = 'kitchen_no_hat') =>
  (draft: ManifestDraft): ManifestDraft => ({
    ...draft,
    kind,
    source: { ...draft.source, kind: 'kitchen', place },
    standing: 'clue',
    clueReasons: ['camera_fault'],
  })

describe.skipIf(!testServer)('findings that are one alert', () => {
  let api: TestApi
  let steps: Steps
  let operator: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    operator = await api.as('operator')
  })
  afterAll(() => api?.close())

  /** Seals findings that opened so many minutes after noon; they are taken in in the order given. */
  const arrive = async (adjust: (draft: ManifestDraft) => ManifestDraft, names: readonly string[]) => {
    const ids: string[] = []
    for (const name of names) {
      const openedAt = noon + Number(name.split('-').at(-1)) * minute
      api.clock.at += 1
      ids.push(await steps.alertOf({ findingId: name, openedAt, adjust }))
    }
    return ids
  }
  const wall = async (query = '') =>
    (await operator.call('GET', `/api/alerts?limit=200${query}`)).json<{
      items: Alert[]
      next: string | null
    }>()
  const at = async (place: string, query = '') =>
    (await wall(query)).items.filter((alert) => alert.place === place)
  const detail = async (id: string) => (await operator.call('GET', `/api/alerts/${id}`)).json<AlertDetail>()

  it('shows one alert for a kitchen and kind within half an hour, with all its findings', async () => {
    const [first] = await arrive(inKitchen('一食堂'), ['one-0', 'one-10', 'one-30', 'one-31'])
    await arrive(inKitchen('一食堂', 'kitchen_rodent'), ['rat-10'])
    await arrive(inKitchen('二食堂'), ['two-10'])
    const cards = await at('一食堂', '&status=new&status=claimed')
    expect(cards.map(({ findingId, group }) => [findingId, group?.size])).toEqual([
      ['rat-10', 1],
      ['one-31', 1],
      ['one-0', 3],
    ])
    expect((await at('二食堂')).map(({ group }) => group)).toMatchObject([{ size: 1, times: 1 }])
    const { alert, merged, exhibits } = await detail(first!)
    expect(merged.map((one) => (one.openedAt - noon) / minute)).toEqual([0, 10, 30])
    expect(exhibits.length).toBeGreaterThan(0)
    expect(alert.group).toMatchObject({ id: first, size: 3, times: 1, isRepeat: false })
  })

  it('lets each be handled by itself: what is done hides nothing that is not', async () => {
    const [first, second] = await arrive(inKitchen('三食堂'), ['three-0', 'three-5', 'three-6'])
    await steps.act(operator, first!, { action: 'claim' })
    await steps.act(operator, first!, { action: 'dismiss', reason: 'handled_on_site' })
    const open = await at('三食堂', '&status=new&status=claimed')
    expect(open.map(({ findingId, group }) => [findingId, group?.size, group?.id])).toEqual([
      ['three-5', 3, first],
    ])
    expect((await at('三食堂', '&status=dismissed')).map(({ id }) => id)).toEqual([first])
    expect((await at('三食堂')).map(({ id }) => id)).toEqual([first])
    expect((await steps.act(operator, second!, { action: 'claim' })).statusCode).toBe(200)
    expect((await detail(second!)).merged.map(({ status }) => status)).toEqual([
      'dismissed',
      'claimed',
      'new',
    ])
  })

  it('calls nobody twice for one alert, but calls again when the one before was handled', async () => {
    const news: LiveEvent[] = []
    const off = api.world.hub.subscribe({
      send: (event) => void news.push(event),
      end: () => undefined,
      hears: () => true,
    })
    const [first] = await arrive(inKitchen('四食堂'), ['four-0'])
    await arrive(inKitchen('四食堂'), ['four-1'])
    await steps.act(operator, first!, { action: 'claim' })
    await steps.act(operator, first!, { action: 'dismiss', reason: 'handled_on_site' })
    const [, second] = (await detail(first!)).merged
    await steps.act(operator, second!.id, { action: 'claim' })
    await arrive(inKitchen('四食堂'), ['four-2'])
    await steps.act(operator, second!.id, { action: 'dismiss', reason: 'handled_on_site' })
    const third = (await detail(first!)).merged[2]!.id
    await steps.act(operator, third, { action: 'claim' })
    await steps.act(operator, third, { action: 'dismiss', reason: 'handled_on_site' })
    const [last] = await arrive(inKitchen('四食堂'), ['four-3'])
    const created = () =>
      news.flatMap((event) => (event.type === 'alert' && event.change === 'created' ? [event.id] : []))
    await expect.poll(created, { timeout: 10_000 }).toContain(last)
    expect(created()).toEqual([first, last])
    off()
  })

  it('marks the third alert in seven days, and not the third finding (R49)', async () => {
    const place = inKitchen('五食堂')
    await arrive(place, ['five-0', 'five-5', 'five-10'])
    await arrive(place, [`five-${(3 * day) / minute}`, `five-${(7 * day) / minute}`])
    await arrive(place, [`five-${(7 * day) / minute + 60}`])
    await arrive(place, [`five-${(20 * day) / minute}`])
    const told = (await at('五食堂')).map(({ group }) => `${group?.times}${group?.isRepeat ? ' repeat' : ''}`)
    expect(told).toEqual(['1', '3 repeat', '3 repeat', '2', '1'])
  })

  it('gives the same groups whatever the order of arrival', async () => {
    const minutes = [0, 12, 29, 31, 45, 60, 62, 90, 91, 125, 130, 155, 156]
    const groups = async (place: string, order: readonly number[]) => {
      await arrive(
        inKitchen(place),
        order.map((each) => `${place}-${each}`),
      )
      const rows = await api.world.db.alert.findMany({ where: { place }, include: { head: true } })
      return rows
        .map((row) => [
          Number(row.findingId.split('-')[1]),
          Number((row.head ?? row).findingId.split('-')[1]),
        ])
        .toSorted(([a = 0], [b = 0]) => a - b)
    }
    const findings = minutes.map((each) => ({
      findingId: `x-${each}`,
      place: 'x',
      kind: 'kitchen_no_hat' as const,
      at: noon + each * minute,
    }))
    const expected = mergeFindings(findings).flatMap(({ findingId, findingIds }) =>
      findingIds.map((one) => [Number(one.split('-')[1]), Number(findingId.split('-')[1])]),
    )
    expect(await groups('r1', minutes.toReversed())).toEqual(expected)
    expect(await groups('r2', [90, 0, 31, 156, 12, 62, 130, 29, 91, 45, 125, 60, 155])).toEqual(expected)
  })

  it('is one group also when they come all at once, and each twice', async () => {
    const { sealer, sourceId, intake } = steps
    const sealed = []
    for (const name of ['all-0', 'all-4', 'all-9', 'all-14']) {
      const openedAt = noon + Number(name.slice(4)) * minute
      sealed.push(await sealer.seal({ sourceId, findingId: name, openedAt, adjust: inKitchen('六食堂') }))
    }
    await Promise.all([...sealed, ...sealed.toReversed()].map(intake))
    const [card, ...more] = await at('六食堂')
    expect(more).toEqual([])
    expect(card).toMatchObject({ findingId: 'all-0', group: { size: 4, times: 1 } })
  })

  it('merges no parked cars', async () => {
    const place = (draft: ManifestDraft) => ({ ...draft, source: { ...draft.source, place: '停车场' } })
    await arrive(place, ['car-0', 'car-1'])
    expect((await at('停车场')).map(({ group }) => group)).toEqual([null, null])
  })

  it('merges by camera where no place is written down', async () => {
    await arrive(inKitchen('', 'camera_health'), ['none-0', 'none-1'])
    const cards = await at('')
    expect(cards.map(({ group }) => group?.size)).toEqual([2])
  })

  it('turns the pages of a wall with groups without leaving one out', async () => {
    const whole = (await wall()).items.map(({ id }) => id)
    const paged: string[] = []
    for (let cursor: string | null = '', n = 0; cursor !== null && n < 50; n += 1) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`
      const page = (await operator.call('GET', `/api/alerts?limit=3${query}`)).json<{
        items: Alert[]
        next: string | null
      }>()
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    expect(paged).toEqual(whole)
    expect(new Set(whole).size).toBe(whole.length)
  })
})
