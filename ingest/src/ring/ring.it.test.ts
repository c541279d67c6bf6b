import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readWhole } from '../media/boxes.ts'
import { openRing, type Ring, type RingDeps } from './ring.ts'
import { drawStretch, readInit } from '../media/test/drawn-boxes.ts'
import { makeFolder, until } from '../media/test/media.ts'

const START = 1_700_000_000_000
let folder: Awaited<ReturnType<typeof makeFolder>>
let rings: Ring[]
let states: string[]
let now: number
let free: number

beforeEach(async () => {
  folder = await makeFolder()
  ;[rings, states, now, free] = [[], [], START, 1e12]
})
afterEach(async () => {
  await Promise.all(rings.map((ring) => ring.close()))
  await folder.remove()
})

const dir = (): string => join(folder.path, 'ring')
const out = (name: string) => (part: number) => join(folder.path, `${name}-${part}.mp4`)

async function start(options: Partial<RingDeps> = {}): Promise<Ring> {
  const clock = { now: () => now, monotonic: () => now }
  const bounds = { maxBytes: 1e9, maxAgeMs: 3_600_000, floorBytes: 1e6, freeBytes: async () => free }
  const ring = await openRing({
    dir: dir(),
    clock,
    ...bounds,
    onState: (state) => states.push(state),
    ...options,
  })
  rings.push(ring)
  return ring
}

function record(ring: Ring, startAt: number, seconds: number): void {
  ring.init(readInit())
  for (const sample of drawStretch(startAt, seconds)) ring.append(sample)
}

it('gives back the untouched bytes from the key frame before, with the hashes of their arrival (R43)', async () => {
  const ring = await start()
  record(ring, START, 30)
  const clip = await ring.clip({ fromAt: START + 8500, toAt: START + 12_500 }, out('a'))
  expect(clip).toMatchObject({ isComplete: true, gaps: [] })
  const [part] = clip.parts
  const bytes = await readFile(part!.path)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(part!.sha256)
  const { init, fragments } = readWhole(bytes)
  expect(init.sha256).toBe(part!.initSha256)
  const wanted = drawStretch(START, 30).filter(({ at }) => at >= START + 8000 && at <= START + 12_500)
  expect(fragments.map((fragment) => fragment.bytes)).toEqual(wanted.map((sample) => sample.bytes))
  expect(part!.fragments.map(({ at, sha256 }) => [at, sha256])).toEqual(
    wanted.map(({ at, sha256 }) => [at, sha256]),
  )
  for (const { offset, bytes: length, sha256 } of part!.fragments)
    expect(
      createHash('sha256')
        .update(bytes.subarray(offset, offset + length))
        .digest('hex'),
    ).toBe(sha256)
  expect(ring.stats()).toMatchObject({ state: 'recording', files: 3, lost: 0, fromAt: START })
})

it('makes a part for each connection and says what is missing between', async () => {
  const ring = await start()
  record(ring, START, 5)
  record(ring, START + 9000, 5)
  const clip = await ring.clip({ fromAt: START + 3000, toAt: START + 11_000 }, out('two'))
  expect(clip.parts).toHaveLength(2)
  expect(clip).toMatchObject({ isComplete: false, gaps: [{ fromAt: START + 4960, toAt: START + 9000 }] })
  expect(readWhole(await readFile(clip.parts[1]!.path)).fragments[0]).toMatchObject({ pts: 0, isKey: true })
})

it.each([
  ['before anything', START - 60_000, START - 50_000],
  ['after everything', START + 60_000, START + 70_000],
])('fails loudly for a time %s', async (_, fromAt, toAt) => {
  const ring = await start()
  record(ring, START, 5)
  await expect(ring.clip({ fromAt, toAt }, out('none'))).rejects.toMatchObject({ code: 'ring_range_gone' })
})

it('notices a hash that was changed in the index of a file', async () => {
  const ring = await start()
  record(ring, START, 5)
  await ring.clip({ fromAt: START, toAt: START + 1000 }, out('good'))
  const [name] = (await readdir(dir())).filter((file) => file.endsWith('.idx'))
  const file = await open(join(dir(), name!), 'r+')
  await file.write('0', (await file.stat()).size - 2)
  await file.close()
  const clip = ring.clip({ fromAt: START, toAt: START + 5000 }, out('bad'))
  await expect(clip).rejects.toMatchObject({ code: 'ring_fragment_altered' })
})

it('notices one changed byte and leaves no clip behind', async () => {
  const ring = await start()
  record(ring, START, 5)
  await ring.clip({ fromAt: START, toAt: START + 1000 }, out('good'))
  const [name] = (await readdir(dir())).filter((file) => file.endsWith('.mp4'))
  const file = await open(join(dir(), name!), 'r+')
  await file.write(Buffer.from([0xff]), 0, 1, (await file.stat()).size - 2)
  await file.close()
  const clip = ring.clip({ fromAt: START, toAt: START + 5000 }, out('bad'))
  await expect(clip).rejects.toMatchObject({ code: 'ring_fragment_altered' })
  expect((await readdir(folder.path)).toSorted()).toEqual(['good-0.mp4', 'ring'])
})

it('deletes the oldest files over its bounds, but none that is held', async () => {
  const ring = await start({ maxBytes: 60_000 })
  record(ring, START, 12)
  const release = ring.hold({ fromAt: START + 2000, toAt: START + 3000 })
  record(ring, START + 12_000, 60)
  await ring.clip({ fromAt: START + 2000, toAt: START + 3000 }, out('held'))
  expect(ring.stats().fromAt).toBe(START)
  release()
  record(ring, START + 72_000, 22)
  await ring.clip({ fromAt: START + 90_000, toAt: START + 91_000 }, out('new'))
  expect(ring.stats().fromAt).toBeGreaterThan(START + 12_000)
  expect(ring.stats().bytes).toBeLessThan(120_000)
})

it('stops when the disk is short and only held files are left, says so once, and goes on when there is room', async () => {
  const ring = await start()
  record(ring, START, 5)
  const release = ring.hold({ fromAt: START, toAt: START + 5000 })
  await ring.clip({ fromAt: START, toAt: START + 1000 }, out('before'))
  free = 0
  record(ring, START + 5000, 5)
  await expect(ring.clip({ fromAt: START + 6000, toAt: START + 7000 }, out('x'))).rejects.toMatchObject({
    code: 'ring_range_gone',
  })
  expect(ring.stats()).toMatchObject({ state: 'disk_full', files: 1, lost: 125 })
  free = 1e12
  record(ring, START + 10_000, 5)
  await ring.clip({ fromAt: START + 11_000, toAt: START + 12_000 }, out('after'))
  release()
  expect(states).toEqual(['disk_full', 'recording'])
})

/** A key frame and pictures for so many seconds without another. */
function recordGroup(ring: Ring, startAt: number, seconds: number): void {
  ring.init(readInit())
  for (const [i, sample] of drawStretch(startAt, seconds).entries())
    ring.append({ ...sample, isKey: i === 0 })
}

it('keeps its bounds of bytes and time where no key frame comes any more', async () => {
  const ring = await start({ maxBytes: 60_000 })
  recordGroup(ring, START, 300)
  await ring.clip({ fromAt: START, toAt: START + 100 }, out('a'))
  expect(ring.stats().bytes).toBeLessThan(60_000)
  const timed = await start({ dir: join(folder.path, 'timed') })
  recordGroup(timed, START, 300)
  await timed.clip({ fromAt: START, toAt: START + 100 }, out('b'))
  expect(timed.stats()).toMatchObject({ fromAt: START, toAt: START + 119_960 })
  expect(timed.stats().lost).toBe(180 * 25)
})

it('stops in the middle of a group when the disk becomes short', async () => {
  const ring = await start()
  recordGroup(ring, START, 2)
  const release = ring.hold({ fromAt: START, toAt: START + 5000 })
  await ring.clip({ fromAt: START, toAt: START + 100 }, out('a'))
  ;[free, now] = [0, now + 2000]
  for (const sample of drawStretch(START + 2000, 2)) ring.append({ ...sample, isKey: false })
  await ring.clip({ fromAt: START, toAt: START + 100 }, out('b'))
  for (const sample of drawStretch(START + 4000, 2)) ring.append({ ...sample, isKey: false })
  await ring.clip({ fromAt: START, toAt: START + 100 }, out('c'))
  release()
  expect(states).toEqual(['disk_full'])
  expect(ring.stats()).toMatchObject({ state: 'disk_full', lost: 50 })
})

it('cuts a torn end off at start-up and keeps everything before it', async () => {
  const ring = await start()
  record(ring, START, 5)
  await ring.close()
  const [index, media] = (await readdir(dir())).toSorted().map((name) => join(dir(), name))
  const whole = (await stat(media!)).size
  await appendFile(media!, Buffer.alloc(777))
  await appendFile(index!, '9999 12')
  const again = await start()
  expect(again.recovered).toEqual({ files: 1, fragments: 125, cutBytes: 777, removed: 0 })
  expect((await stat(media!)).size).toBe(whole)
  expect((await again.clip({ fromAt: START, toAt: START + 4960 }, out('kept'))).isComplete).toBe(true)
})

it('survives kill -9: every fragment that was said to be written is there, and the ring goes on', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'test/record-cli.ts'), dir()],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  await until('a few hundred fragments', () => Number(said.trim().split('\n').at(-1)) > 300)
  child.kill('SIGKILL')
  await once(child, 'close')
  const written = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
  const ring = await start()
  expect(ring.recovered.fragments).toBeGreaterThanOrEqual(written)
  const { fromAt, toAt } = ring.stats()
  const clip = await ring.clip({ fromAt: fromAt!, toAt: toAt! }, out('all'))
  expect(clip.isComplete).toBe(true)
  expect(clip.parts[0]!.fragments).toHaveLength(ring.recovered.fragments)
  record(ring, toAt! + 1000, 2)
  expect((await ring.clip({ fromAt: toAt! + 1000, toAt: toAt! + 2000 }, out('more'))).parts).toHaveLength(1)
})
