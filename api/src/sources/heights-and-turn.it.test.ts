import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testServer } from '../test/database.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'

type At = { readonly x: number; readonly y: number }

describe.skipIf(!testServer)('heights that are marked, and the turn of a picture', () => {
  let api: TestApi
  let admin: As
  let id: string
  const mark = (foot: number, high: number) => ({
    head: { x: 0.5, y: foot - high },
    foot: { x: 0.5, y: foot },
  })
  const two = [mark(0.4, 0.1), mark(0.9, 0.4)]
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('device_admin')
  })
  afterAll(() => api?.close())
  beforeEach(async () => {
    const body = { name: '滨江路', kind: 'fixed', url: 'rtsp://10.0.0.1/main' }
    id = (await admin.call('POST', '/api/sources', body)).json<{ id: string }>().id
  })
  const markHeights = (as: As, heights: object[], version = 1) =>
    as.call('PUT', `/api/sources/${id}/heights`, { version, heights })
  const change = (more: object, version = 1) =>
    admin.call('PATCH', `/api/sources/${id}`, { version, ...more })
  const audit = () =>
    api.world.db.auditEntry.findMany({ where: { subject: `source/${id}` }, orderBy: { at: 'asc' } })

  it('are stored, audited, told to the worker, and taken away', async () => {
    const marked = await markHeights(admin, two)
    expect(marked.json()).toMatchObject({ version: 2, heights: two })
    expect((await audit()).at(-1)).toMatchObject({
      action: 'source.changed',
      facts: { to: { heights: two } },
    })
    expect((await markHeights(admin, [], 2)).json()).toMatchObject({ version: 3, heights: [] })
  })

  it.each([
    ['one alone', [mark(0.5, 0.2)], 'heights', 'two_needed'],
    ['a head under its foot', [mark(0.4, 0.1), mark(0.9, -0.05)], 'heights.1', 'upside_down'],
    ['side by side', [mark(0.5, 0.2), mark(0.52, 0.2)], 'heights', 'too_near'],
  ])('%s are refused, and named', async (...[, heights, path, message]) => {
    const answer = await markHeights(admin, heights)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { code: 'heights_invalid', problems: [{ path, message }] },
    ])
  })

  it('outside the picture are refused', async () => {
    expect((await markHeights(admin, [mark(0.4, 0.5), mark(0.9, 0.4)])).statusCode).toBe(400)
  })

  it('need the version that was seen and a permission', async () => {
    expect((await markHeights(admin, two, 7)).json()).toMatchObject({ code: 'changed_meanwhile' })
    const officer = await api.as('officer')
    expect((await markHeights(officer, two)).statusCode).toBe(403)
  })

  it('of a turn: zones keep their places in the scene, marks go, and both are in the trail', async () => {
    const polygon = [
      { x: 0.1, y: 0.2 },
      { x: 0.4, y: 0.2 },
      { x: 0.4, y: 0.6 },
    ]
    const bay = polygon.map(({ x, y }) => ({ x: x / 2, y }))
    const zone = { sourceId: id, name: 'z', polygon, bays: [bay] }
    const zoneId = (await admin.call('POST', '/api/zones', zone)).json<{ id: string }>().id
    await markHeights(admin, two)
    const answer = await change({ turn: 90 }, 2)
    expect(answer.json()).toMatchObject({ turn: 90, heights: [], version: 3 })
    const [now] = (await admin.call('GET', `/api/zones?sourceId=${id}`)).json<{
      items: { version: number; polygon: At[]; bays: At[][] }[]
    }>().items
    expect(now).toMatchObject({ version: 2 })
    expect(now!.polygon[0]!.x).toBeCloseTo(0.8, 9)
    expect(now!.polygon[0]!.y).toBe(0.1)
    expect(now!.bays[0]![0]!.x).toBeCloseTo(0.8, 9)
    expect(now!.bays[0]![0]!.y).toBe(0.05)
    const trail = await api.world.db.auditEntry.findMany({ where: { subject: `zone/${zoneId}` } })
    expect(trail.map(({ action }) => action)).toEqual(['zone.created', 'zone.changed'])
    await change({ turn: 0 }, 3)
    const [back] = (await admin.call('GET', `/api/zones?sourceId=${id}`)).json<{
      items: { polygon: { x: number; y: number }[] }[]
    }>().items
    expect(back!.polygon.map(({ x, y }) => [Math.round(x * 1e9) / 1e9, Math.round(y * 1e9) / 1e9])).toEqual(
      polygon.map(({ x, y }) => [x, y]),
    )
  })

  it('the same turn again is no change of the zones', async () => {
    await admin.call('POST', '/api/zones', {
      sourceId: id,
      name: 'z',
      polygon: [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
      ],
    })
    await change({ turn: 0 })
    expect((await admin.call('GET', `/api/zones?sourceId=${id}`)).json()).toMatchObject({
      items: [{ version: 1 }],
    })
  })

  it.each([45, -90, 360, '90'])('of %j degrees is refused', async (turn) => {
    expect((await change({ turn })).statusCode).toBe(400)
  })
})
