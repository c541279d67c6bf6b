import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { shift } from '@sightline/detectors/geometry/box'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { sampleRecord, sampleSource } from '../dossier/test/sample-record.ts'
import { toManifest, type ManifestDraft } from '../dossier/to-manifest.ts'
import { toTrace, type TraceExhibit } from '../dossier/to-trace.ts'
import { isFault, type FindingRecord, type StayRecord } from '../findings/finding-record.ts'
import { endOpen } from '../judge/end-open.ts'
import { openJudge, type Judge } from '../judge/judge.ts'
import { readState } from '../judge/saved-state.ts'
import { refuseUnproven } from '../judge/test/refuse-unproven.ts'
import { readTrace } from '../findings/trace-log.ts'
import { replay } from './replay.ts'

const began = 1_790_000_000_000
const { stream } = sampleRecord()
const by = [{ name: 'n', sha256: '0'.repeat(64), threshold: 0.35, classes: ['car' as const] }]
const wanted = sampleSource({ stillSeconds: 3, graceSeconds: 10 })
const car = { class: 'car' as const, score: 0.8, box: { left: 0.4, top: 0.4, right: 0.6, bottom: 0.6 } }

let dir: string
let records: FindingRecord[]
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-replay-'))
  records = []
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const open = (): Promise<Judge> =>
  openJudge(
    {
      dir,
      tracker: trackerDefaults,
      onDrops: () => undefined,
      onUnproven: refuseUnproven,
      clock: { now: () => began, monotonic: () => 0 },
      onRecords: (more) => void records.push(...more),
    },
    wanted,
  )
/** `sway`: how far the mast swings, shares of the picture. */
async function look(judge: Judge, [fromS, toS]: readonly [number, number], sway: number): Promise<void> {
  for (let at = fromS * 1000; at < toS * 1000; at += 200) {
    const off = { x: sway * Math.sin(at / 300), y: 0 }
    const detections = at < 2000 ? [] : [{ ...car, box: shift(car.box, off) }]
    await judge.look({ at: began + at, detections, ...(sway > 0 && { shift: off }) }, { stream, by })
  }
}

async function confirmed(sway = 0): Promise<{ manifest: ManifestDraft; trace: TraceExhibit }> {
  const judge = await open()
  await look(judge, [0, 8], sway)
  await judge.close()
  const again = await open()
  await look(again, [8, 20], sway)
  const record = records.findLast(({ event }) => event.stage === 'confirmed')
  if (!record || isFault(record)) throw new Error('not confirmed')
  const trace = toTrace(await readTrace(dir, record.stayFromAt, record.event.at), record)
  await again.close()
  return { manifest: manifestOf(record), trace }
}

const manifestOf = (record: StayRecord): ManifestDraft =>
  toManifest({
    record,
    stage: 'confirmed',
    software: { sightline: '0', ffmpeg: '5' },
    exhibits: [],
    hasGap: false,
    sealedAt: 1,
  })

it('gives the same finding from the trace, over a restart in the middle of the dwell', async () => {
  const { manifest, trace } = await confirmed()
  const result = replay({ manifest, trace, start: trace.start, tracker: trackerDefaults })
  expect(result.events.map(({ stage }) => stage)).toEqual(['opened', 'confirmed'])
  expect(result.isSame).toBe(true)
  expect(trace.frames.filter(({ own }) => own).length).toBeGreaterThan(60)
})

it('gives the same finding of a camera on a swaying mast, and shows the car where the picture does', async () => {
  const { manifest, trace } = await confirmed(0.09)
  const input = { manifest, trace, start: trace.start, tracker: trackerDefaults }
  expect(replay(input).isSame).toBe(true)
  const seen = trace.frames.filter(({ own }) => own !== null)
  expect(seen.length).toBeGreaterThan(60)
  for (const { own, detections } of seen) expect(own!.left).toBeCloseTo(detections[0]!.box.left, 9)
  const unsteady = trace.frames.map(({ shift: _none, ...frame }) => frame)
  expect(replay({ ...input, trace: { ...trace, frames: unsteady } }).isSame).toBe(false)
})

it('gives the same finding of a rule that was bound while the camera was watched', async () => {
  const judge = await open()
  judge.setSource({ ...wanted, rules: [] })
  await look(judge, [0, 6], 0)
  judge.setSource(wanted)
  await look(judge, [6, 30], 0)
  const record = records.findLast(({ event }) => event.stage === 'confirmed')
  if (!record || isFault(record)) throw new Error('not confirmed')
  const cut = await readTrace(dir, record.stayFromAt - 3000, record.event.at)
  const trace = toTrace(cut, record)
  await judge.close()
  const manifest = manifestOf(record)
  expect(trace.judgedFrom).toBe(began + 6000)
  const input = { manifest, trace, start: trace.start, tracker: trackerDefaults }
  expect(replay(input).isSame).toBe(true)
  const { judgedFrom: _none, ...always } = trace
  expect(replay({ ...input, trace: always }).isSame).toBe(false)
})

it('gives the same finding of a rule that asked for larger things first: the trace says what it asked for', async () => {
  const judge = await open()
  const { id } = wanted.rules[0]!
  judge.setEnvelope({ silent: {}, least: { [id]: { side: 'width', share: 0.3 } } })
  await look(judge, [0, 6], 0)
  judge.setEnvelope({ silent: {}, least: { [id]: { side: 'width', share: 0.1 } } })
  await look(judge, [6, 30], 0)
  const record = records.findLast(({ event }) => event.stage === 'confirmed')
  if (!record || isFault(record)) throw new Error('not confirmed')
  expect(record.event.dwell.fromAt).toBeGreaterThanOrEqual(began + 6000)
  const trace = toTrace(await readTrace(dir, record.stayFromAt - 3000, record.event.at), record)
  await judge.close()
  const input = { manifest: manifestOf(record), trace, start: trace.start, tracker: trackerDefaults }
  expect(replay(input).isSame).toBe(true)
  const { least: _none, ...unasked } = trace
  expect(replay({ ...input, trace: unasked }).isSame).toBe(false)
})

it('gives the same end of a finding whose rule turned out to be blind', async () => {
  const judge = await open()
  await look(judge, [0, 8], 0)
  judge.setEnvelope({ silent: { [wanted.rules[0]!.id]: 'too_far' }, least: {} })
  await look(judge, [8, 20], 0)
  const record = records.findLast(({ event }) => event.stage === 'closed')
  if (!record || isFault(record)) throw new Error('not closed')
  expect(record.event).toMatchObject({ reason: 'view_unfit', at: began + 8000 })
  const trace = toTrace(await readTrace(dir, record.stayFromAt, record.event.at), record)
  await judge.close()
  const manifest = { ...manifestOf(record), stage: 'closed' as const }
  expect(replay({ manifest, trace, start: trace.start, tracker: trackerDefaults }).isSame).toBe(true)
})

it('gives the same end of a finding whose source is watched no more', async () => {
  const judge = await open()
  await look(judge, [0, 30], 0)
  await judge.close()
  const { pending, open: left } = endOpen((await readState(dir))!, began + 30_500)
  expect(left).toEqual([])
  const record = pending.at(-1)
  if (!record || isFault(record)) throw new Error('not closed')
  expect(record).toMatchObject({ wasConfirmed: true, network: records.at(-1)?.network })
  expect(record.event).toMatchObject({ stage: 'closed', reason: 'watch_ended', at: began + 29_800 })
  const trace = toTrace(await readTrace(dir, record.stayFromAt, record.event.at), record)
  const manifest = { ...manifestOf(record), stage: 'closed' as const }
  expect(replay({ manifest, trace, start: trace.start, tracker: trackerDefaults }).isSame).toBe(true)
})

it('compares what a reviewer is told besides', async () => {
  const { manifest, trace } = await confirmed()
  const flagged = { ...manifest, finding: { ...manifest.finding, flags: ['boundary_doubtful' as const] } }
  expect(replay({ manifest: flagged, trace, start: trace.start, tracker: trackerDefaults }).isSame).toBe(
    false,
  )
})

it.each<[string, (trace: TraceExhibit) => TraceExhibit]>([
  ['a frame is taken out', (trace) => ({ ...trace, frames: trace.frames.toSpliced(30, 1) })],
  ['the last frame is missing', (trace) => ({ ...trace, frames: trace.frames.slice(0, -1) })],
  [
    'the car is drawn elsewhere at first',
    (trace) => ({
      ...trace,
      frames: trace.frames.map((frame, i) =>
        i > 20
          ? frame
          : {
              ...frame,
              detections: frame.detections.map((d) => ({ ...d, box: { ...d.box, left: 0.1, right: 0.3 } })),
            },
      ),
    }),
  ],
])('says so when %s', async (...[, alter]) => {
  const { manifest, trace } = await confirmed()
  expect(replay({ manifest, trace: alter(trace), start: trace.start, tracker: trackerDefaults }).isSame).toBe(
    false,
  )
})

it('says which software sealed what this one cannot begin with', async () => {
  const { manifest, trace } = await confirmed()
  const older = { ...trace.start, version: 0 }
  expect(() => replay({ manifest, trace, start: older, tracker: trackerDefaults })).toThrow(
    /scene_version_differs .*"sealedBy":"0"/,
  )
})

it('hands out again what was not carried out, and not what was', async () => {
  await confirmed()
  records = []
  const judge = await open()
  expect(records.map(({ event }) => event.stage)).toEqual(['opened', 'confirmed'])
  await judge.carriedOut(records[0]!)
  await judge.close()
  records = []
  await (await open()).close()
  expect(records.map(({ event }) => event.stage)).toEqual(['confirmed'])
})
