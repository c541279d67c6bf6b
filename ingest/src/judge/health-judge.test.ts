import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { ruleSchema } from '@sightline/api/contract/zones'
import type { HealthFault } from '@sightline/detectors/finding'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { sampleFault } from '../dossier/test/sample-record.ts'
import { toManifest } from '../dossier/to-manifest.ts'
import { toFaultTrace } from '../dossier/to-trace.ts'
import { replay } from '../replay/replay.ts'
import { isFault, type FaultRecord, type FindingRecord } from '../findings/finding-record.ts'
import { endOpen } from './end-open.ts'
import { openJudge, type Judge } from './judge.ts'
import { readState, saveState } from './saved-state.ts'
import { refuseUnproven } from './test/refuse-unproven.ts'

const began = 1_790_000_000_000
const { zone, stream } = sampleFault()
const rule = ruleSchema.parse({
  id: 'r',
  zoneId: zone.id,
  version: 1,
  kind: 'camera_health',
  enabled: true,
  createdAt: 0,
  params: { stillSeconds: 60, graceSeconds: 60 },
})
const wanted = wantedSourceSchema.parse({
  id: 's',
  version: 1,
  name: 'n',
  kind: 'kitchen',
  place: '一食堂',
  position: null,
  url: 'rtsp://10.0.0.1/a',
  user: '',
  sealedPassword: null,
  approval: { state: 'in_use', revision: 1, basis: '' },
  zones: [zone],
  rules: [rule],
})

let dir: string
let records: FindingRecord[]
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-health-'))
  records = []
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** A clock that moves with the looks, as the worker's does. */
let now = 0
const open = (source = wanted): Promise<Judge> =>
  openJudge(
    {
      dir,
      tracker: trackerDefaults,
      clock: { now: () => now, monotonic: () => now },
      onDrops: () => undefined,
      onUnproven: refuseUnproven,
      onRecords: (handed) => void records.push(...handed),
    },
    source,
  )

async function look(judge: Judge, [fromS, toS]: readonly [number, number], faults: HealthFault[]) {
  for (let s = fromS; s < toS; s += 1) {
    now = began + s * 1000
    const isSure = !faults.includes('offline')
    await judge.lookAtCamera({ at: now, faults, isSure }, { stream, newestAt: began })
  }
}
const told = () =>
  records
    .filter((record): record is FaultRecord => isFault(record))
    .map(({ event, wasConfirmed }) =>
      [event.stage, (event.at - began) / 1000, event.fault, ...(wasConfirmed ? ['was confirmed'] : [])].join(
        ' ',
      ),
    )

it('finds a camera that sends nothing with no frame at all, and says when it is back', async () => {
  const judge = await open()
  await look(judge, [0, 130], ['offline'])
  await look(judge, [130, 140], [])
  await judge.close()
  expect(told()).toEqual(['opened 60 offline', 'confirmed 120 offline', 'closed 130 offline was confirmed'])
  expect(new Set(records.map(({ event }) => event.findingId)).size).toBe(1)
  expect(records.map(({ network }) => network)).toEqual([null, null, null])
})

it.each([1, 9, 59, 60, 61, 65, 119, 120, 121, 129])(
  'killed after %i s it forgets no fault and tells none twice',
  async (killedAt) => {
    const first = await open()
    await look(first, [0, killedAt + 1], ['covered'])
    // Nothing is closed: what is on the disk is what the events and the slow clock put there.
    const before = records.length
    const told1 = told()
    const second = await open()
    const again = records.splice(before).map(({ event }) => event.stage)
    expect(again).toEqual(told1.map((line) => line.split(' ')[0]))
    await look(second, [killedAt + 3, 160], ['covered'])
    await look(second, [160, 162], [])
    await second.close()
    const stages = told().map((line) => line.split(' ')[0])
    expect(stages).toEqual(['opened', 'confirmed', 'closed'])
    expect(new Set(records.map(({ event }) => event.findingId)).size).toBe(1)
    await first.close()
  },
)

it('hands a finding out again until it is carried out, and then no more', async () => {
  const judge = await open()
  await look(judge, [0, 70], ['frozen'])
  await judge.close()
  const again = await open()
  expect(told()).toEqual(['opened 60 frozen', 'opened 60 frozen'])
  await again.carriedOut(records[0]!)
  await again.close()
  await (await open()).close()
  expect(records).toHaveLength(2)
})

it('closes when its rule is taken away', async () => {
  const judge = await open()
  await look(judge, [0, 125], ['moved'])
  judge.setSource({ ...wanted, rules: [] })
  await look(judge, [125, 126], ['moved'])
  await judge.close()
  expect(told().at(-1)).toBe('closed 125 moved was confirmed')
  expect(records.at(-1)?.event.reason).toBe('rule_changed')
})

it.each<['confirmed' | 'closed', string]>([
  ['confirmed', 'ceased'],
  ['closed', 'ceased'],
  ['closed', 'rule_changed'],
  ['closed', 'watch_ended'],
])('the looks in a sealed trace give it again: %s, %s', async (stage, reason) => {
  const judge = await open()
  await look(judge, [0, 50], ['covered'])
  await look(judge, [52, 130], ['covered', 'frozen'])
  await judge.close()
  if (reason === 'watch_ended') await saveState(dir, endOpen((await readState(dir))!, now + 700))
  const after = await open()
  if (reason === 'rule_changed') after.setSource({ ...wanted, rules: [] })
  await look(after, [131, 135], [])
  await after.close()
  const record = records
    .filter((one): one is FaultRecord => isFault(one))
    .find(({ event }) => event.stage === stage && event.fault === 'covered')!
  const trace = JSON.parse(JSON.stringify(toFaultTrace(record))) as ReturnType<typeof toFaultTrace>
  const manifest = toManifest({
    record,
    stage,
    exhibits: [],
    hasGap: false,
    sealedAt: 1,
    software: { sightline: '0', ffmpeg: '5' },
  })
  expect(manifest).toMatchObject({
    standing: 'clue',
    clueReasons: ['clock_unproven', 'camera_fault', 'no_video'],
    finding: { fault: 'covered', box: null, class: null, trackId: null },
    network: null,
  })
  const input = { manifest, trace, start: trace.start, tracker: trackerDefaults }
  expect(replay(input)).toMatchObject({ isSame: true })
  const runs = trace.looks!.slice(0, -1)
  expect(replay({ ...input, trace: { ...trace, looks: runs } }).isSame).toBe(false)
})
