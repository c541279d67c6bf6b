import { expect, it } from 'vitest'
import { shareOut, type Asking, type Lease } from './share-out.ts'

const asking: Asking = { workerId: 'me', capacity: 2, isOverloaded: false, at: 1_000, settledAt: 0 }
const lease = (sourceId: string, workerId: string, until: number): Lease => ({ sourceId, workerId, until })

const rows: [string, Lease[], Partial<Asking>, string[]][] = [
  ['takes what nobody holds, up to its capacity', [], {}, ['a', 'b']],
  ['keeps what it holds before it takes more', [lease('c', 'me', 5_000)], {}, ['c', 'a']],
  ['keeps what it holds though the lease ran out', [lease('c', 'me', 1)], {}, ['c', 'a']],
  ['leaves what another holds', [lease('a', 'other', 1_001)], {}, ['b', 'c']],
  ['takes over when the lease of another ran out', [lease('a', 'other', 1_000)], {}, ['a', 'b']],
  [
    'moves nothing until the first lease after a start has passed',
    [lease('a', 'other', 1)],
    { settledAt: 1_001 },
    ['b', 'c'],
  ],
  [
    'gives up what it has no room for',
    [lease('a', 'me', 5_000), lease('b', 'me', 5_000)],
    { capacity: 1 },
    ['a'],
  ],
  [
    'keeps what it has and takes no more while it is overloaded',
    [lease('c', 'me', 5_000)],
    { isOverloaded: true },
    ['c'],
  ],
  ['takes nothing without capacity', [], { capacity: 0 }, []],
]
it.each(rows)('%s', (...[, leases, more, expected]) => {
  expect(shareOut(['a', 'b', 'c'], leases, { ...asking, ...more })).toEqual(expected)
})
