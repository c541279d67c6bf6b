import { expect, it } from 'vitest'
import { createStampReader } from './live-player.ts'

function box(type: string, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + payload.length)
  new DataView(bytes.buffer).setUint32(0, bytes.length)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(payload, 8)
  return bytes
}
function stamp(at: number): Uint8Array {
  const payload = new Uint8Array(24)
  const view = new DataView(payload.buffer)
  view.setUint32(8, Math.floor(at / 1000) + 2_208_988_800)
  view.setUint32(12, ((at % 1000) / 1000) * 2 ** 32)
  return box('prft', payload)
}
const join = (parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))
const fragment = (at: number, bytes: number) => [
  stamp(at),
  box('moof', new Uint8Array(100)),
  box('mdat', new Uint8Array(bytes)),
]
const stream = join([
  box('ftyp', new Uint8Array(20)),
  box('moov', new Uint8Array(600)),
  ...fragment(1_700_000_000_250, 5),
  ...fragment(1_700_000_000_290, 9000),
  ...fragment(1_700_000_000_330, 1),
])

it.each([1, 7, 31, 32, 33, 4096, 1 << 20])('finds the newest stamp in chunks of %d bytes', (size) => {
  const read = createStampReader()
  const seen = new Set<number | null>()
  for (let at = 0; at < stream.length; at += size) {
    const newest = read(stream.slice(at, at + size))
    seen.add(newest === null ? null : Math.round(newest))
  }
  expect([...seen].at(-1)).toBe(1_700_000_000_330)
  if (size < 600) expect([...seen]).toEqual([null, 1_700_000_000_250, 1_700_000_000_290, 1_700_000_000_330])
})

it('refuses what is not MP4', () => {
  expect(() => createStampReader()(new Uint8Array(64))).toThrow('not MP4')
})
