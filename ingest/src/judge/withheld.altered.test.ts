import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { WantedSource } from '@sightline/api/contract/workers'
import type { Detection } from '@sightline/detectors/detection'
import type { Drop } from '@sightline/detectors/finding'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { sampleRecord, sampleSource } from '../dossier/test/sample-record.ts'
import { toManifest } from '../dossier/to-manifest.ts'
import { toTrace } from '../dossier/to-trace.ts'
import { isFault, type FindingRecord } from '../findings/finding-record.ts'
import { readTrace } from '../findings/trace-log.ts'
import { proveDossier } from '../replay/prove-dossier.ts'
import { replay } from '../replay/replay.ts'
import { openJudge, type Judge } from './judge.ts'
import type { Unproven } from './withheld.ts'

/** A tracker that joins whoever comes to whoever was there. */
vi.mock(
  '@sightline/detectors/tracking/associate',
  async () => await import('@sightline/detectors/test/joins-all'),
)

const began = 1_790_000_000_000
const { stream } = sampleRecord()
const by = [{ name: 'n', sha256: '0'.repeat(64), threshold: 0.35, classes: ['person' as const] }]
const parking = sampleSource({})
const wanted: WantedSource = {
  ...parking,
  rules: parking.rules.map((rule) => ({
    ...rule,
    kind: 'angling',
    params: { stillSeconds: 10, graceSeconds: 10 },
  })),
}
const looking = (appearance: readonly number[]): Detection => ({
  class: 'person',
  score: 0.8,
  box: { left: 0.4, top: 0.4, right: 0.46, bottom: 0.6 },
  appearance,
})
const [anna, boris] = [looking([127, 20, 0]), looking([20, 127, 0])]

let dir: string
let records: FindingRecord[]
let unproven: Unproven[]
let drops: Drop[]
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-withheld-'))
  records = []
  unproven = []
  drops = []
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const open = (): Promise<Judge> =>
  openJudge(
    {
      dir,
      tracker: trackerDefaults,
      onDrops: (more) => void drops.push(...more),
      onUnproven: (one) => void unproven.push(one),
      clock: { now: () => began, monotonic: () => 0 },
      onRecords: (more) => void records.push(...more),
    },
    wanted,
  )

/** Anna until 12 s, nobody for a second, then Boris, five looks a second. */
async function watch(judge: Judge, fromS: number, toS: number): Promise<void> {
  for (let at = fromS * 1000; at < toS * 1000; at += 200) {
    const detections = at < 12_000 ? [anna] : at < 13_000 ? [] : [boris]
    await judge.look({ at: began + at, detections }, { stream, by })
  }
}
const stages = (): readonly string[] =>
  records.map(({ event: { stage, at } }) => `${stage} ${(at - began) / 1000}`)

it('takes back a confirmation that rests on two people, says why and counts it', async () => {
  const judge = await open()
  await watch(judge, 0, 30)
  expect(stages()).toEqual(['opened 10'])
  expect(unproven.map(({ failures }) => failures.map(({ code }) => code))).toEqual([['looks_differ']])
  expect(drops.filter(({ reason }) => reason === 'unproven')).toHaveLength(1)
  expect(judge.state().scene.stays[0]?.finding).toMatchObject({ confirmedAt: null })
  await judge.close()
})

it('confirms by what the second alone proves, over a restart, and a replay finds the same', async () => {
  const judge = await open()
  await watch(judge, 0, 25)
  await judge.close()
  const again = await open()
  await watch(again, 25, 60)
  const confirmed = records.find(({ event }) => event.stage === 'confirmed')
  if (!confirmed || isFault(confirmed)) throw new Error('not confirmed')
  expect(confirmed.event.dwell.fromAt - began).toBeGreaterThanOrEqual(20_000)
  const trace = toTrace(await readTrace(dir, confirmed.stayFromAt, confirmed.event.at), confirmed)
  await again.close()
  expect(trace.frames.filter(({ withheld }) => withheld)).toHaveLength(1)
  const software = { sightline: '0', ffmpeg: '5' }
  const manifest = toManifest({
    record: confirmed,
    stage: 'confirmed',
    software,
    exhibits: [],
    hasGap: false,
    sealedAt: 1,
  })
  expect(proveDossier(manifest, trace)).toEqual([])
  const { isSame } = replay({ manifest, trace, start: trace.start, tracker: trackerDefaults })
  expect(isSame).toBe(true)
})
