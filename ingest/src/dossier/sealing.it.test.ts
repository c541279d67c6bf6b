import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { manifestSchema } from '@sightline/api/contract/dossier'
import { findingIdSchema } from '@sightline/api/contract/ids'
import { emptyScene } from '@sightline/detectors/scene'
import type { FindingStage } from '@sightline/detectors/finding'
import { systemClock } from '@sightline/infra/platform/clock'
import { hashBytes } from '@sightline/infra/platform/hash'
import { openSigner } from '@sightline/infra/platform/sign'
import { readWhole } from '../capture/boxes.ts'
import { decodeStill } from '../capture/still.ts'
import { ffmpegPath } from '../capture/test/media.ts'
import { createExhibitWriter } from './exhibits.ts'
import { fillDossier, segmentFile, type DossierContent, type FillDeps, type HeldPin } from './fill-dossier.ts'
import { openSpool } from './spool.ts'
import { sampleRecord } from './test/sample-record.ts'

const seconds = 15
let dir: string
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-sealing-'))))
afterAll(() => rm(dir, { recursive: true, force: true }))

/** A segment as it is pinned: 15 s of 1080p25, about 6 MB, a fragment per picture. */
async function makePin(fromAt: number): Promise<HeldPin> {
  const film = `testsrc2=s=1920x1080:r=25:d=${seconds}`
  const rate = ['-g', '50', '-bf', '0', '-b:v', '3.2M', '-minrate', '3.2M', '-maxrate', '3.2M']
  const shape = ['-bufsize', '3.2M', '-x264-params', 'nal-hrd=cbr', '-pix_fmt', 'yuv420p']
  const path = join(dir, segmentFile)
  const movflags = ['-movflags', 'frag_every_frame+empty_moov+default_base_moof', path]
  const coder = ['-c:v', 'libx264', '-preset', 'ultrafast', ...rate, ...shape]
  await promisify(execFile)(ffmpegPath, [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    film,
    ...coder,
    ...movflags,
  ])
  const { init, fragments } = readWhole(await readFile(path))
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
function makeTrace(fromAt: number): DossierContent['trace'] {
  const box = { left: 0.123456, top: 0.234567, right: 0.345678, bottom: 0.456789 }
  const detections = Array.from({ length: 10 }, () => ({ class: 'car' as const, score: 0.876543, box }))
  const frames = Array.from({ length: 3000 }, (_, i) => ({ at: fromAt + i * 200, detections, own: box }))
  return {
    format: 'sightline.trace/1',
    sourceId: sampleRecord().source.id,
    trackId: 1,
    start: emptyScene,
    frames,
  }
}

/** A dossier of real size: two segments (750 fragments, 12 MB), four pictures, a trace of 3000 frames. */
async function makeContent(): Promise<DossierContent> {
  const record = sampleRecord()
  const { openedAt } = record.event
  const pin = await makePin(openedAt - 1000)
  const pins = new Map<FindingStage, HeldPin>([
    ['opened', pin],
    ['confirmed', pin],
  ])
  return { record, stage: 'confirmed', pins, trace: makeTrace(openedAt - 1000) }
}

/** Made once: the film takes ffmpeg some seconds, which are not what is measured. */
async function openSealing() {
  const content = await makeContent()
  const signer = await openSigner(join(dir, 'secrets'))
  const limits = { spoolBytes: 1e9, diskFloorBytes: 0 }
  const spool = await openSpool({ dataDir: join(dir, 'data'), signer, limits })
  const deps: FillDeps = {
    ...{ clock: systemClock, software: { sightline: '0', ffmpeg: '5' } },
    decodeStill: async (path, pts) => (await decodeStill({ ffmpegPath, path, pts })).jpeg,
  }
  return (id: string) =>
    spool.seal({
      ...{ findingId: findingIdSchema.parse(id), stage: 'confirmed' },
      fill: (into, chain) => fillDossier(deps, content, { dir: into, chain }),
    })
}

/**
 * The promise is 20 ms, and what other processes take from the cores comes on top. A step that is too long is in every
 * dossier, their noise is not: the best of five has to stay under this. Read and hashed at once, 6 MB take 80 ms.
 */
const boundMs = 30

it('lets the event loop turn while dossiers of real size are sealed', async () => {
  const seal = await openSealing()
  await seal('first')
  const longest: number[] = []
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    const loop = monitorEventLoopDelay({ resolution: 2 })
    loop.enable()
    const { dir: sealed } = await seal(id)
    loop.disable()
    const [p99, max] = [loop.percentile(99) / 1e6, loop.max / 1e6]
    console.log(`sealed ${id}: event loop p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`)
    longest.push(max)
    const { exhibits } = manifestSchema.parse(
      JSON.parse(await readFile(join(sealed, 'manifest.json'), 'utf8')),
    )
    expect(exhibits.flatMap(({ fragments }) => fragments ?? [])).toHaveLength(750)
    for (const { name, sha256, sm3, bytes } of exhibits)
      expect(hashBytes(await readFile(join(sealed, name)))).toEqual({ sha256, sm3, bytes })
  }
  expect(Math.min(...longest)).toBeLessThan(boundMs)
})

it('refuses a segment of which a byte was altered since it arrived', async () => {
  const { dir: held, pin } = await makePin(0)
  const path = join(held, segmentFile)
  const bytes = await readFile(path)
  const { init, fragments } = readWhole(bytes)
  const last =
    fragments.slice(0, 200).reduce((end, fragment) => end + fragment.bytes.length, init.bytes.length) - 1
  bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last)
  await writeFile(path, bytes)
  const writer = createExhibitWriter(await mkdtemp(join(dir, 'altered-')))
  const label = { name: 'opened/segment.mp4', stage: 'opened' } as const
  await expect(writer.addSegment(label, path, pin.segment!)).rejects.toMatchObject({
    code: 'segment_altered',
  })
  expect(writer.list()).toEqual([])
})
