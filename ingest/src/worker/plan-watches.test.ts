import { expect, it } from 'vitest'
import { wantedSourceSchema, type WantedSource } from '@sightline/api/contract/workers'
import { planWatches } from './plan-watches.ts'

const source = (id: string, change: object = {}): WantedSource =>
  wantedSourceSchema.parse({
    id,
    version: 1,
    name: id,
    kind: 'fixed',
    place: '',
    position: null,
    url: `rtsp://camera/${id}`,
    user: 'u',
    sealedPassword: 'sealed',
    approval: { state: 'in_use', revision: 1, basis: '' },
    zones: [],
    rules: [],
    ...change,
  })

const zone = {
  id: 'z',
  sourceId: 'a',
  version: 1,
  name: 'z',
  polygon: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
  ],
  bays: [],
  hours: [],
  active: true,
  createdAt: 0,
}

it.each<[string, WantedSource[], WantedSource[], object]>([
  ['nothing wanted, nothing running', [], [], {}],
  ['a new source starts', [source('a')], [], { start: ['a'] }],
  ['a source no longer wanted stops', [], [source('a')], { stop: ['a'] }],
  ['the same source is left alone', [source('a')], [source('a')], {}],
  [
    'another address reconnects',
    [source('a', { url: 'rtsp://other/a' })],
    [source('a')],
    { reconnect: ['a'] },
  ],
  ['another user reconnects', [source('a', { user: 'v' })], [source('a')], { reconnect: ['a'] }],
  [
    'another password reconnects',
    [source('a', { sealedPassword: null })],
    [source('a')],
    { reconnect: ['a'] },
  ],
  ['a new zone only updates', [source('a', { zones: [zone] })], [source('a')], { update: ['a'] }],
  ['a new name only updates', [source('a', { name: 'b', version: 2 })], [source('a')], { update: ['a'] }],
  ['a source listed twice starts once', [source('a'), source('a')], [], { start: ['a'] }],
  [
    'all at once',
    [source('a'), source('b', { place: 'here' }), source('c', { user: 'v' })],
    [source('b'), source('c'), source('d')],
    { start: ['a'], update: ['b'], reconnect: ['c'], stop: ['d'] },
  ],
])('%s', (...[, wanted, running, expected]) => {
  const plan = planWatches(wanted, running)
  const ids = (sources: readonly WantedSource[]) => sources.map(({ id }) => id)
  expect({
    start: ids(plan.start),
    reconnect: ids(plan.reconnect),
    update: ids(plan.update),
    stop: plan.stop,
  }).toEqual({ start: [], reconnect: [], update: [], stop: [], ...expected })
})
