import { expect, it } from 'vitest'
import { recoverIndex, type RingEntry, toEntryLine, toHeaderLine } from './ring-index.ts'

const header = { connection: 3, initBytes: 100, initSha256: 'a'.repeat(64) }
const entry = (i: number): RingEntry => ({
  offset: 100 + i * 50,
  bytes: 50,
  at: 1000 + i,
  arrivedAt: 1010 + i,
  pts: i * 3600 - 7,
  isKey: i === 0,
  sha256: 'b'.repeat(64),
  clock: { source: 'camera-ntp', offsetMs: i === 1 ? null : -40 },
})
const lines = [0, 1, 2].map((i) => toEntryLine(entry(i)))
const text = toHeaderLine(header) + lines.join('')

it('reads back what it wrote', () => {
  expect(recoverIndex(text, 250)).toEqual({
    header,
    entries: [entry(0), entry(1), entry(2)],
    indexBytes: text.length,
    fileBytes: 250,
  })
})

it.each<[string, string, number, number | null]>([
  ['a torn last line', text.slice(0, -1), 250, 2],
  ['a last line cut in its hash', text.slice(0, -30), 250, 2],
  ['bytes that never reached the file', text, 249, 2],
  ['a line of nothing', text.replace(lines[1]!, '\0'.repeat(20) + '\n'), 250, 1],
  ['a fragment out of place', text.replace(lines[1]!, ''), 250, 1],
  ['a file longer than its index', text, 9999, 3],
  ['a header without entries', toHeaderLine(header), 100, 0],
  ['a torn header', toHeaderLine(header).slice(0, -1), 100, null],
  ['a file shorter than its init segment', text, 99, null],
  ['nothing', '', 0, null],
])('%s', (...[, torn, fileBytes, entries]) => {
  expect(recoverIndex(torn, fileBytes)?.entries.length ?? null).toBe(entries)
})

it('is whole up to every byte it may be torn at', () => {
  for (let end = 0; end <= text.length; end++) {
    const whole = recoverIndex(text.slice(0, end), 250)
    const expected = text.slice(0, end).split('\n').length - 2
    expect(whole?.entries.length ?? -1).toBe(expected)
  }
})
