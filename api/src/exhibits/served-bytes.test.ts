import { once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { createDeliveries, isServedEnough, unionOf, type Served } from './served-bytes.ts'

it.each<[string, Served, Served]>([
  ['nothing', [], []],
  ['one', [[3, 5]], [[3, 5]]],
  [
    'touching',
    [
      [6, 9],
      [0, 5],
    ],
    [[0, 9]],
  ],
  [
    'one in another',
    [
      [0, 9],
      [2, 3],
    ],
    [[0, 9]],
  ],
  [
    'the same twice',
    [
      [0, 0],
      [0, 0],
    ],
    [[0, 0]],
  ],
  [
    'with a hole',
    [
      [0, 4],
      [6, 9],
    ],
    [
      [0, 4],
      [6, 9],
    ],
  ],
])('joins %s', (_name, ranges, union) => expect(unionOf(ranges)).toEqual(union))

it.each<[string, 'still' | 'segment', Served, boolean]>([
  ['a byte of a picture', 'still', [[0, 0]], false],
  ['a picture but its last byte', 'still', [[0, 98]], false],
  [
    'a picture in two halves',
    'still',
    [
      [0, 49],
      [50, 99],
    ],
    true,
  ],
  ['a byte of a recording', 'segment', [[0, 0]], false],
  [
    'the same part again and again',
    'segment',
    Array.from({ length: 20 }, () => [0, 9] as [number, number]),
    false,
  ],
  ['nine tenths of a recording', 'segment', [[0, 89]], true],
])('%s: enough is %s %j %s', (...[, role, ranges, isEnough]) => {
  expect(isServedEnough(ranges, { bytes: 100, role })).toBe(isEnough)
})

it('keeps what passed, before its last byte leaves', async () => {
  const deliveries = createDeliveries()
  const kept: Served[] = []
  const count = deliveries.count(
    { key: 'a', range: { start: 5, end: 9 } },
    async (served) => void kept.push(served),
  )
  const out = Readable.from([Buffer.from('abc'), Buffer.from('de')]).pipe(count)
  expect((await buffer(out)).toString()).toBe('abcde')
  expect(kept).toEqual([[[5, 9]]])
  expect(deliveries.of('a')).toEqual([])
})

it('keeps of what broke off only what had left, and counts it meanwhile', async () => {
  const deliveries = createDeliveries()
  const kept: Served[] = []
  const count = deliveries.count({ key: 'a', range: null }, async (served) => void kept.push(served))
  count.write(Buffer.from('abc'))
  count.write(Buffer.from('def'))
  await once(count, 'data')
  expect(deliveries.of('a')).toEqual([[0, 2]])
  expect(deliveries.of('b')).toEqual([])
  count.destroy()
  await once(count, 'close')
  expect(kept).toEqual([[[0, 2]]])
})
