import { EventEmitter, once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { countServed, isServedEnough, unionOf, type Served } from './served-bytes.ts'

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
  const kept: Served[] = []
  const count = countServed({ start: 5, end: 9 }, async (served) => void kept.push(served))
  let isAllKept = false
  count.on('data', (chunk: Buffer) => (isAllKept = chunk.toString() !== 'de' || kept.at(-1)?.[0]?.[1] === 9))
  const out = Readable.from([Buffer.from('abc'), Buffer.from('de')]).pipe(count)
  expect((await buffer(out)).toString()).toBe('abcde')
  expect(kept.at(-1)).toEqual([[5, 9]])
  expect(isAllKept).toBe(true)
})

it('keeps what has left of an answer that is still under way', async () => {
  const kept = new EventEmitter<{ bytes: [Served] }>()
  const count = countServed(null, async (served) => void kept.emit('bytes', served))
  const first = once(kept, 'bytes')
  count.write(Buffer.from('abc'))
  count.write(Buffer.from('def'))
  expect(await first).toEqual([[[0, 2]]])
  const next = once(kept, 'bytes')
  count.write(Buffer.from('g'))
  expect(await next).toEqual([[[0, 5]]])
  count.destroy()
})

it('keeps of what broke off only what had left', async () => {
  const kept: Served[] = []
  const count = countServed(null, async (served) => void kept.push(served))
  count.write(Buffer.from('abc'))
  count.write(Buffer.from('def'))
  await once(count, 'data')
  count.destroy()
  await once(count, 'close')
  expect(kept.at(-1)).toEqual([[0, 2]])
})

it('breaks off where nothing can be kept', async () => {
  const count = countServed(null, () => Promise.reject(new Error('no database')))
  const out = Readable.from([Buffer.from('abc'), Buffer.from('de')]).pipe(count)
  await expect(buffer(out)).rejects.toThrow('no database')
})
