import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Masks } from '../../contract/masks.ts'
import { grain, startTraining, type Training } from '../datasets/test/training.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { permitOriginals } from '../test/take-package.ts'

const window = { left: 64, top: 18, width: 60, height: 30 }
const shape = [
  { x: 0.1, y: 0.05 },
  { x: 0.2, y: 0.05 },
  { x: 0.2, y: 0.15 },
  { x: 0.1, y: 0.15 },
]
const free = { left: 300, top: 20, width: 60, height: 30 }

describe.skipIf(!testServer)('privacy masks', () => {
  let api: TestApi
  let town: Training
  let officer: As
  let still: { id: string; bytes: number }
  let url: string
  beforeAll(async () => {
    api = await startTestApi()
    town = await startTraining(api)
    officer = await api.as('officer', 'xu')
    const dossier = { findingId: 'filed', stage: 'confirmed' as const }
    still = await api.world.db.exhibit.findFirstOrThrow({ where: { role: 'still', dossier } })
    url = `/api/sources/${town.steps.sourceId}/masks`
    api.hiding.find = async () => ({ faces: [], plates: [], vehicles: [] })
  })
  afterAll(() => api?.close())

  const draw = (version: number, shapes: object = [shape], as = town.people.ann) =>
    as.call('PUT', url, { version, shapes })
  const look = (as: As, query = '', headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'GET',
      url: `/api/exhibits/${still.id}/content${query}`,
      headers: { cookie: as.cookie, ...headers },
    })
  const copy = () => officer.call('GET', `/api/exhibits/${still.id}/copy`)

  it('are drawn by who draws zones, in versions that nobody changes, of two at once one', async () => {
    expect((await officer.call('GET', url)).json<Masks>()).toMatchObject({ version: 0, isStale: false })
    expect((await draw(0, [shape], officer)).json()).toMatchObject({ code: 'not_permitted' })
    const crossing = [shape[0], shape[2], shape[1], shape[3]]
    const wrong = await draw(0, [shape, crossing])
    expect([wrong.statusCode, wrong.json()]).toMatchObject([422, { problems: [{ path: 'shapes.1' }, {}] }])
    const both = await Promise.all([draw(0), draw(0)])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    expect((await officer.call('GET', url)).json<Masks>()).toMatchObject({ version: 1, shapes: [shape] })
    await expect(api.world.db.maskVersion.deleteMany({})).rejects.toThrow(/append-only/)
  })

  it('are burnt into the still that is shown, whole, whatever range is asked for, and it counts as seen (R42)', async () => {
    for (const headers of [{}, { range: 'bytes=0-99' }] as Record<string, string>[]) {
      const shown = await look(officer, '', headers)
      expect([shown.statusCode, shown.headers['content-range']]).toEqual([200, undefined])
      expect(await grain(shown.rawPayload, window)).toBeLessThan(8)
      expect(await grain(shown.rawPayload, free)).toBeGreaterThan(60)
    }
    expect((await officer.call('POST', `/api/exhibits/${still.id}/opened`, {})).statusCode).toBe(200)
  })

  it('are not there for who has a permission for originals of that case, and that is on record (R21)', async () => {
    const { id: caseId } = await api.world.db.case.findFirstOrThrow()
    const permission = await permitOriginals(api, officer, caseId)
    const original = await look(officer, `?permission=${permission}`)
    expect(await grain(original.rawPayload, window)).toBeGreaterThan(60)
    const other = await look(await api.as('officer', 'yu'), `?permission=${permission}`)
    expect([other.statusCode, other.json()]).toMatchObject([403, { code: 'original_permission_needed' }])
    const [row] = await api.world.db.auditEntry.findMany({ where: { action: 'exhibit.unmasked' } })
    expect(row).toMatchObject({ actor: officer.id, facts: { permission, address: '127.0.0.1' } })
  })

  it('are burnt into what leaves, and nothing leaves where the camera shows another view since (R73)', async () => {
    const kept = await copy()
    expect(await grain(kept.rawPayload, window)).toBeLessThan(16)
    const { db } = api.world
    const moved = await town.steps.alertOf({ findingId: 'moved-view', openedAt: 1_700_200_000_000 })
    await db.alert.update({ where: { id: moved }, data: { fault: 'moved' } })
    expect((await officer.call('GET', url)).json<Masks>().isStale).toBe(false)
    const stale = await copy()
    expect([stale.statusCode, stale.json()]).toMatchObject([409, { code: 'mask_stale' }])
    // It was taken before anybody drew a mask, on a view that is gone: who judges it is not left without it.
    expect((await look(officer)).statusCode).toBe(200)
    await db.alert.update({ where: { id: moved }, data: { openedAt: new Date(api.clock.at + 1) } })
    api.clock.at += 1000
    expect((await officer.call('GET', url)).json<Masks>().isStale).toBe(true)
    expect((await draw(1)).json<Masks>()).toMatchObject({ version: 2, isStale: false })
  })
})
