import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestSchema } from '@sightline/api/contract/dossier'
import { emptyScene } from '@sightline/detectors/scene'
import type { FindingStage } from '@sightline/detectors/finding'
import { hashBytes } from '@sightline/infra/platform/hash'
import { readWhole } from '../media/boxes.ts'
import { ffmpegPath } from '../media/test/media.ts'
import { openTraceLog } from '../findings/trace-log.ts'
import { createExhibitWriter } from './exhibits.ts'
import { segmentFile, type HeldPin } from './stills.ts'
import type { FillTask, SealingSetup } from './sealing-task.ts'
import { createSealingThread, type SealingThread } from './sealing-thread.ts'
import { sampleFault, sampleRecord } from './test/sample-record.ts'

const setup: SealingSetup = {
  ffmpegPath,
  software: { sightline: '0', ffmpeg: '5' },
  logLevel: 'silent',
  models: null,
}
const seconds = 15
let root: string
let pin: HeldPin
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sightline-sealing-'))
  pin = await makePin(sampleRecord().event.openedAt - 1000)
}, 60_000)
afterAll(() => rm(root, { recursive: true, force: true }))

/** A segment as it is pinned: 15 s of 1080p25, about 6 MB, a fragment per picture. */
async function makePin(fromAt: number): Promise<HeldPin> {
  const dir = await mkdtemp(join(root, 'pin-'))
  const path = join(dir, segmentFile)
  const film = ['-f', 'lavfi', '-i', `testsrc2=s=1920x1080:r=25:d=${seconds}`]
  const rate = ['-g', '50', '-bf', '0', '-b:v', '3.2M', '-minrate', '3.2M', '-maxrate', '3.2M']
  const shape = ['-bufsize', '3.2M', '-x264-params', 'nal-hrd=cbr', '-pix_fmt', 'yuv420p']
  const movflags = ['-movflags', 'frag_every_frame+empty_moov+default_base_moof', path]
  const coder = ['-c:v', 'libx264', '-preset', 'ultrafast', ...rate, ...shape]
  await promisify(execFile)(ffmpegPath, ['-v', 'error', '-y', ...film, ...coder, ...movflags])
  const { init, fragments } = readWhole(await readFile(path))
  // As the ring writes it: without the index that ffmpeg puts behind a file.
  await writeFile(path, Buffer.concat([init.bytes, ...fragments.map(({ bytes }) => bytes)]))
  const segment = {
    initSha256: init.sha256,
    fragments: fragments.map(({ bytes, pts, isKey }, i) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { at: fromAt + i * 40, arrivedAt: fromAt + i * 40, bytes: bytes.length, isKey, sha256, pts }
    }),
  }
  const askedToAt = fromAt + seconds * 1000
  return { dir, pin: { format: 'sightline.pin/1', askedFromAt: fromAt, askedToAt, segment } }
}

/** Ten detections in each of five judged frames a second, for as long as a dwell of ten minutes. */
async function writeTrace(fromAt: number, frames: number): Promise<string> {
  const watchDir = await mkdtemp(join(root, 'watch-'))
  const box = { left: 0.123456, top: 0.234567, right: 0.345678, bottom: 0.456789 }
  const detections = Array.from({ length: 10 }, () => ({ class: 'car' as const, score: 0.876543, box }))
  const log = await openTraceLog(watchDir, 0)
  for (let at = fromAt; at < fromAt + frames * 200; at += 200) {
    const before = { ...emptyScene, tracker: { ...emptyScene.tracker, at: at - 200 } }
    log.append({ at, detections, tracks: [{ id: 1, box }] }, before, { rules: [] })
  }
  await log.close()
  return watchDir
}

/** A dossier of real size: two segments (750 fragments, 12 MB), four pictures, a trace of 3000 frames. */
async function makeTask(): Promise<FillTask> {
  const { event, stayFromAt, ...rest } = sampleRecord()
  const at = event.openedAt + 10_000
  const record = { ...rest, stayFromAt: at - 600_000, event }
  const watchDir = await writeTrace(record.stayFromAt + 200, 3000)
  const dir = join(await mkdtemp(join(root, 'dossier-')), 'building')
  await mkdir(dir)
  const pins = new Map<FindingStage, HeldPin>([
    ['opened', pin],
    ['confirmed', pin],
  ])
  return { record, stage: 'confirmed', part: 'whole', firstDir: null, pins, watchDir, dir }
}

async function withThread(
  use: (thread: SealingThread) => Promise<void>,
  spawn?: Parameters<typeof createSealingThread>[1],
): Promise<void> {
  const thread = createSealingThread(setup, spawn)
  try {
    await use(thread)
  } finally {
    await thread.close()
  }
}

/** Holds this thread's event loop still until the file is there. */
function blockUntil(path: string): boolean {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  for (let waits = 0; waits < 3000 && !existsSync(path); waits += 1) Atomics.wait(cell, 0, 0, 20)
  return existsSync(path)
}

describe('the sealing thread', () => {
  it('fills a dossier of real size while the event loop of this thread stands still', async () => {
    const task = await makeTask()
    await withThread(async (thread) => {
      await expect(thread.ask('read', join(root, 'none'))).rejects.toThrow('ENOENT')
      const filled = thread.ask('fill', task)
      expect(blockUntil(join(task.dir, 'confirmed/trace.json'))).toBe(true)
      const { exhibits, plate, measures } = manifestSchema
        .omit({ chain: true })
        .parse(JSON.parse(Buffer.from(await filled).toString()))
      const wide = exhibits.filter(({ name }) => name.endsWith('wide.jpg'))
      const size = { widthPx: 1920, heightPx: 1080, sharpness: expect.any(Number) as number }
      expect(measures?.pictures).toMatchObject(wide.map(({ sha256 }) => ({ sha256, ...size })))
      expect(measures?.viewMatch).toBeGreaterThan(0.3)
      expect(plate).toMatchObject({ verdict: 'not_read', reason: 'no_network' })
      expect(exhibits.map(({ name }) => name)).toEqual([
        'opened/segment.mp4',
        'confirmed/segment.mp4',
        'opened/wide.jpg',
        'confirmed/wide.jpg',
        'confirmed/close-up.jpg',
        'confirmed/overlay.jpg',
        'confirmed/trace.json',
      ])
      expect(exhibits.flatMap(({ fragments }) => fragments ?? [])).toHaveLength(750)
      for (const { name, sha256, sm3, bytes } of exhibits)
        expect(hashBytes(await readFile(join(task.dir, name)))).toEqual({ sha256, sm3, bytes })
      const trace = JSON.parse(await readFile(join(task.dir, 'confirmed/trace.json'), 'utf8')) as {
        frames: { own: unknown }[]
      }
      expect(trace.frames.filter(({ own }) => own)).toHaveLength(3000)
    })
  }, 120_000)

  it('fills the moment first, and the rest without repeating its picture', async () => {
    const task = await makeTask()
    const folder = async () => mkdtemp(join(root, 'part-'))
    const [firstDir, dir] = [await folder(), await folder()]
    await withThread(async (thread) => {
      const moment = new Map([['confirmed' as const, pin]])
      const draft = await thread.ask('fill', { ...task, part: 'first', pins: moment, dir: firstDir })
      const chain = { keyId: 'k', sequence: 0, previous: null }
      const manifest = await thread.ask('place', { draft, chain })
      const first = manifestSchema.parse(JSON.parse(Buffer.from(manifest).toString()))
      expect(first).toMatchObject({ link: { part: 'first' }, standing: 'evidence', chain })
      expect(first.exhibits.map(({ name }) => name)).toEqual(['confirmed/wide.jpg', 'confirmed/trace.json'])
      await writeFile(join(firstDir, 'manifest.json'), manifest)
      const rest = await thread.ask('fill', { ...task, part: 'supplement', firstDir, dir })
      const { link, exhibits, plate, measures } = manifestSchema
        .omit({ chain: true })
        .parse(JSON.parse(Buffer.from(rest).toString()))
      expect(link).toEqual({ part: 'supplement', first: hashBytes(manifest).sha256 })
      expect(plate).toMatchObject({ verdict: 'not_read' })
      // Of the still that is in the first part too, by its hash.
      expect(measures?.pictures.at(-1)?.sha256).toBe(first.exhibits[0]?.sha256)
      expect(first.measures).toBeUndefined()
      expect(exhibits.map(({ name }) => name)).toEqual([
        'opened/segment.mp4',
        'confirmed/segment.mp4',
        'opened/wide.jpg',
        'confirmed/close-up.jpg',
        'confirmed/overlay.jpg',
        'confirmed/trace.json',
      ])
    })
  }, 120_000)

  it("fills a camera's fault in the same two parts", async () => {
    const { dir: _dir, record: _record, ...task } = await makeTask()
    const fault = { ...task, record: sampleFault() }
    const folder = async () => mkdtemp(join(root, 'fault-'))
    const [firstDir, dir] = [await folder(), await folder()]
    const named = (draft: Uint8Array) =>
      manifestSchema.omit({ chain: true }).parse(JSON.parse(Buffer.from(draft).toString()))
    await withThread(async (thread) => {
      const moment = new Map([['confirmed' as const, pin]])
      const draft = await thread.ask('fill', { ...fault, part: 'first', pins: moment, dir: firstDir })
      const { link, clueReasons, exhibits } = named(draft)
      expect([link, clueReasons]).toEqual([{ part: 'first' }, ['clock_unproven', 'camera_fault']])
      expect(exhibits.map(({ name }) => name)).toEqual(['confirmed/wide.jpg', 'confirmed/trace.json'])
      const chain = { keyId: 'k', sequence: 0, previous: null }
      const manifest = await thread.ask('place', { draft, chain })
      await writeFile(join(firstDir, 'manifest.json'), manifest)
      const rest = named(await thread.ask('fill', { ...fault, part: 'supplement', firstDir, dir }))
      expect(rest.link).toEqual({ part: 'supplement', first: hashBytes(manifest).sha256 })
      expect(rest.exhibits.map(({ name }) => name)).toEqual([
        'opened/segment.mp4',
        'confirmed/segment.mp4',
        'opened/before.jpg',
        'opened/wide.jpg',
        'confirmed/trace.json',
      ])
      expect(rest.clueReasons).not.toContain('gap_in_segment')
    })
  }, 120_000)

  it('hands on the code of what it refuses', async () => {
    const [task, dir] = [await makeTask(), await mkdtemp(join(root, 'altered-'))]
    await writeFile(join(dir, segmentFile), (await readFile(join(pin.dir, segmentFile))).subarray(0, -1))
    const pins = new Map(task.pins).set('opened', { ...pin, dir })
    await withThread(async (thread) => {
      await expect(thread.ask('fill', { ...task, pins })).rejects.toMatchObject({ code: 'segment_altered' })
    })
  })

  it('fails what it was at when it dies, and begins again with the next', async () => {
    let spawned = 0
    const dying = () =>
      new Worker("require('node:worker_threads').parentPort.on('message', () => process.exit(3))", {
        eval: true,
        execArgv: [],
      })
    const real = () =>
      new Worker(new URL('./sealing-entry.mjs', import.meta.url), { workerData: setup, execArgv: [] })
    const spawn = () => (spawned++ === 0 ? dying() : real())
    await withThread(async (thread) => {
      const both = [thread.ask('read', root), thread.ask('read', root)]
      for (const ask of both)
        await expect(ask).rejects.toMatchObject({ code: 'sealing_crashed', facts: { exit: 3 } })
      await expect(thread.ask('read', join(root, 'none'))).rejects.toThrow('ENOENT')
    }, spawn)
  })
})

it('takes a segment as it is pinned', async () => {
  const writer = createExhibitWriter(await mkdtemp(join(root, 'taken-')))
  await writer.addSegment(
    { name: 'opened/segment.mp4', stage: 'opened' },
    join(pin.dir, segmentFile),
    pin.pin.segment!,
  )
  expect(writer.list()).toHaveLength(1)
})

it.each<[string, (bytes: Buffer, path: string) => Promise<void>]>([
  [
    'a byte inside was altered',
    async (bytes, path) => {
      const { init, fragments } = readWhole(bytes)
      const sent = fragments.slice(0, 200).reduce((sum, fragment) => sum + fragment.bytes.length, 0)
      const last = init.bytes.length + sent - 1
      bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last)
      await writeFile(path, bytes)
    },
  ],
  ['the last byte is missing', async (bytes, path) => writeFile(path, bytes.subarray(0, -1))],
  ['the beginning of a box stands behind it', async (_, path) => appendFile(path, Buffer.alloc(7))],
  ['a box that no player shows stands behind it', async (_, path) => appendFile(path, freeBox)],
  ['such a box stands before it', async (bytes, path) => writeFile(path, Buffer.concat([freeBox, bytes]))],
  ['a second head stands behind it', async (bytes, path) => appendFile(path, readWhole(bytes).init.bytes)],
])('refuses a segment: %s', async (_name, alter) => {
  const dir = await mkdtemp(join(root, 'altered-'))
  const path = join(dir, segmentFile)
  const bytes = await readFile(join(pin.dir, segmentFile))
  await writeFile(path, bytes)
  const writer = createExhibitWriter(await mkdtemp(join(root, 'refused-')))
  const label = { name: 'opened/segment.mp4', stage: 'opened' } as const
  await alter(bytes, path)
  await expect(writer.addSegment(label, path, pin.pin.segment!)).rejects.toMatchObject({
    code: 'segment_altered',
  })
  expect(writer.list()).toEqual([])
})

const freeBox = Buffer.from([0, 0, 0, 12, ...Buffer.from('free'), 1, 2, 3, 4])
