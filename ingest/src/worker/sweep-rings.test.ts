import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ringDir, watchDir } from '../watch/watch-dirs.ts'
import { sweepRings } from './sweep-rings.ts'

let dataDir: string
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'sightline-sweep-'))))
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const now = 1_790_000_000_000
const maxAgeMs = 900_000

/** A ring of two files, the newer one written so long ago, and what its watch has saved. */
async function makeRing(id: string, agoMs: number, state: string | null): Promise<void> {
  const dir = ringDir(dataDir, id)
  await mkdir(dir, { recursive: true })
  const seconds = (ago: number) => (now - ago) / 1000
  for (const [name, ago] of [
    ['1-1.mp4', agoMs + 60_000],
    ['2-2.mp4', agoMs],
  ] as const) {
    await writeFile(join(dir, name), 'video')
    await utimes(join(dir, name), seconds(ago), seconds(ago))
  }
  await utimes(dir, seconds(agoMs), seconds(agoMs))
  if (state === null) return
  await mkdir(watchDir(dataDir, id), { recursive: true })
  await writeFile(join(watchDir(dataDir, id), 'state.json'), state)
}

const settled = JSON.stringify({ version: 1, pending: [], open: [] })
const sweep = (watched: readonly string[] = []) =>
  sweepRings({
    dataDir,
    maxAgeMs,
    clock: { now: () => now, monotonic: () => 0 },
    isWatched: (id) => watched.includes(id),
  })

it.each<[string, { agoMs?: number; state?: string | null; watched?: string[] }, string[]]>([
  ['of a source that went long ago', {}, ['a']],
  ['of a source that never judged', { state: null }, ['a']],
  ['not while it is watched', { watched: ['a'] }, []],
  ['not while a ring would keep something of it', { agoMs: maxAgeMs - 1000 }, []],
  ['not while an event waits for its originals', { state: '{"pending":[{}]}' }, []],
  ['not where the saved state cannot be read', { state: '{"pend' }, []],
  ['not where the saved state is something else', { state: '[]' }, []],
])(
  'removes a ring %s',
  async (_name, { agoMs = maxAgeMs + 1000, state = settled, watched = [] }, expected) => {
    await makeRing('a', agoMs, state)
    await makeRing('b', 0, settled)
    expect(await sweep(watched)).toEqual(expected)
    expect(await readdir(ringDir(dataDir))).toEqual(['a', 'b'].filter((id) => !expected.includes(id)))
  },
)

it('touches nothing but rings', async () => {
  const others = ['held/f/opened', 'spool/0000000001-f-confirmed', 'handed/0000000000-e-confirmed']
  for (const other of others) {
    await mkdir(join(dataDir, other), { recursive: true })
    await writeFile(join(dataDir, other, 'segment.mp4'), 'video')
    await utimes(join(dataDir, other, 'segment.mp4'), 0, 0)
  }
  await makeRing('a', maxAgeMs + 1000, settled)
  expect(await sweep()).toEqual(['a'])
  for (const other of others) expect(await readdir(join(dataDir, other))).toEqual(['segment.mp4'])
  expect(await readdir(watchDir(dataDir, 'a'))).toEqual(['state.json'])
})

it('has nothing to do in a new data folder', async () => expect(await sweep()).toEqual([]))
