import { expect, it } from 'vitest'
import { zoneSchema, type Zone } from '@sightline/api/contract/zones'
import { keptEdges } from '@sightline/infra/platform/pixels/edges'
import type { KeptViews } from './gate/health-view.ts'
import { toSaved } from './keep-view.ts'
import type { SavedView } from './saved-view.ts'

const polygon = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
]
const zone = (version: number, active = true): Zone =>
  zoneSchema.parse({
    id: 'a',
    sourceId: 'cam-1',
    version,
    name: '人行道',
    polygon,
    active,
    createdAt: 0,
  })
const known = (part: number, isMoved = false): KeptViews => ({
  views: [{ part, edges: keptEdges(new Uint8Array(8).fill(1), 4) }],
  isMoved,
})
const before: SavedView = { ...known(1), zones: ['a@1'] }

it.each<[string, SavedView | null, KeptViews | null, Zone[], boolean, boolean]>([
  ['nothing is learnt yet', null, null, [zone(1)], true, false],
  ['learnt for the first time', null, known(1), [zone(1)], false, true],
  ['learnt where no zones are', null, known(1), [], true, false],
  ['learnt where no zone is in force', null, known(1), [zone(1, false)], true, false],
  ['another look, soon after', before, known(2), [zone(1)], false, false],
  ['another look, when it is time', before, known(2), [zone(1)], true, true],
  ['turned', before, known(1, true), [zone(1)], false, true],
  ['turned back', { ...before, isMoved: true }, known(1), [zone(1)], false, true],
  ['other zones, and nothing is learnt of them yet', before, null, [zone(2)], true, false],
  ['other zones, and their view is learnt', before, known(1), [zone(2)], false, true],
])('%s', (...[, saved, kept, zones, isDue, isSaved]) => {
  const expected = kept && isSaved ? { ...kept, zones: [`a@${zones[0]?.version}`] } : null
  expect(toSaved(saved, { kept, zones, isDue })).toEqual(expected)
})
