import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { zoneSchema, type Zone } from '@sightline/api/contract/zones'
import { keptEdges } from '@sightline/infra/platform/pixels/edges'
import { isDrawnAnew, loadView, saveView, viewOfZones, zonesInForce, type SavedView } from './saved-view.ts'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-view-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const edges = (count: number, width: number) =>
  keptEdges(
    Uint8Array.from({ length: count }, (_, at) => (at % 7 === 0 || at % 5 === 1 ? 1 : 0)),
    width,
  )
const view: SavedView = {
  zones: ['zone-1@2'],
  isMoved: true,
  views: [
    { part: 0, edges: edges(15 * 9, 15) },
    { part: 7, edges: edges(15 * 9, 15) },
  ],
}

describe('on the disk', () => {
  it('is nothing where nothing was saved', async () => {
    expect(await loadView(dir, 1)).toEqual({ value: null, refused: null })
  })

  it('comes back as it was saved, also where its pixels fill no byte', async () => {
    await saveView(dir, view)
    expect(await loadView(dir, 1)).toEqual({ value: view, refused: null })
  })

  it('is small, whatever was learnt', async () => {
    const all = Array.from({ length: 8 }, (_, part) => ({ part, edges: edges(160 * 90, 160) }))
    await saveView(dir, { ...view, views: all })
    expect((await stat(join(dir, 'view.json'))).size).toBeLessThan(24_000)
  })

  it.each<[string, (saved: object) => unknown, string]>([
    ['another version', (saved) => ({ ...saved, version: 2 }), 'saved_view_version_differs'],
    ['a field that is missing', (saved) => ({ ...saved, zones: undefined }), 'saved_view_malformed'],
    ['pixels for another size', (saved) => ({ ...saved, heightPx: 90 }), 'saved_view_malformed'],
    ['no view', (saved) => ({ ...saved, views: [] }), 'saved_view_malformed'],
    [
      'a part of the day twice',
      (saved) => ({ ...saved, views: [1, 1].map((part) => ({ part, edges: 'AA==' })) }),
      'saved_view_malformed',
    ],
    [
      'what is no base64',
      (saved) => ({ ...saved, views: [{ part: 0, edges: '~' }] }),
      'saved_view_malformed',
    ],
    ['what is not JSON', () => '{"version":1', 'file_not_json'],
  ])('%s is refused, moved aside, and nothing is known', async (...[, spoil, code]) => {
    await saveView(dir, view)
    const spoilt = spoil(JSON.parse(await readFile(join(dir, 'view.json'), 'utf8')) as object)
    await writeFile(join(dir, 'view.json'), typeof spoilt === 'string' ? spoilt : JSON.stringify(spoilt))
    const { value, refused } = await loadView(dir, 77)
    expect([value, refused?.code]).toEqual([null, code])
    expect(await readdir(dir)).toEqual(['view.json.refused-77'])
  })
})

const zone = (id: string, version: number, active = true): Zone =>
  zoneSchema.parse({
    id,
    sourceId: 'cam-1',
    version,
    name: '人行道',
    active,
    createdAt: 0,
    polygon: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
    ],
  })

describe('of its zones', () => {
  it.each<[string, Zone[], Zone[], boolean]>([
    ['the same zones', [zone('a', 1), zone('b', 4)], [zone('b', 4), zone('a', 1)], false],
    ['published anew, whatever was changed', [zone('a', 1)], [zone('a', 2)], true],
    ['one more', [zone('a', 1)], [zone('a', 1), zone('b', 1)], true],
    ['one less: nobody looked at the picture for that', [zone('a', 1), zone('b', 1)], [zone('a', 1)], false],
    ['one taken out of force', [zone('a', 1), zone('b', 1)], [zone('a', 1), zone('b', 2, false)], false],
    ['one put in force again', [zone('a', 1), zone('b', 2, false)], [zone('a', 1), zone('b', 3)], true],
    ['the first', [], [zone('a', 1)], true],
    ['none left', [zone('a', 1)], [], false],
  ])('%s', (...[, before, now, isAnew]) => {
    expect(isDrawnAnew(zonesInForce(before), now)).toBe(isAnew)
    const saved = { ...view, zones: zonesInForce(before) }
    expect(viewOfZones(saved, now)).toBe(isAnew || now.length === 0 ? null : saved)
  })
})
