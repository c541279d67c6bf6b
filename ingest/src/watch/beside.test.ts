import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wantedShadowSchema } from '@sightline/api/contract/shadow-report'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import type { Detection } from '@sightline/detectors/detection'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { createLog } from '@sightline/infra/platform/log'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import type { FindingRecord } from '../findings/finding-record.ts'
import { pauseOnTimer } from '../floor/pause.ts'
import { openJudge } from '../judge/judge.ts'
import type { InitSegment } from '../media/init-segment.ts'
import type { SeenSample } from '../perceive/looker.ts'
import { nobodyBeside, type Beside, type ShadowsDeps } from '../shadow/beside.ts'
import { startShadowChild, type ShadowChild } from '../shadow/shadow-child.ts'
import { createShadows } from '../shadow/shadows.ts'
import type { Sample } from '../sources/rtsp/capture.ts'
import { createOnSeen } from './on-seen.ts'
import { createBoard } from './watch-deps.ts'

const clock = { now: () => 1_000_000, monotonic: () => 0 }
const source = wantedSourceSchema.parse({
  id: 'cam-1',
  version: 1,
  name: '滨江路',
  kind: 'fixed',
  place: '',
  position: null,
  url: 'rtsp://10.0.0.1/main',
  user: '',
  sealedPassword: null,
  approval: { state: 'in_use', revision: 1, basis: '' },
  zones: [
    {
      id: 'zone-1',
      sourceId: 'cam-1',
      version: 1,
      name: '人行道',
      polygon: [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
        { x: 0, y: 1 },
      ],
      active: true,
      createdAt: 0,
    },
  ],
  rules: [
    {
      id: 'rule-1',
      zoneId: 'zone-1',
      version: 1,
      kind: 'illegal_parking',
      params: { stillSeconds: 3, graceSeconds: 10 },
      enabled: true,
      createdAt: 0,
    },
  ],
})

const init = { codec: 'h264', width: 1280, height: 720, parametersSha256: 'f'.repeat(64) } as InitSegment
const by = [{ name: 'yolox-nano', sha256: 'e'.repeat(64), threshold: 0.1, classes: ['car' as const] }]

/** A car that stands for half a minute and goes, five looks a second. */
function* film(): Generator<SeenSample> {
  for (let i = 0; i < 200; i += 1) {
    const at = 1_000_000 + i * 200
    const off = i < 150 ? 0 : (i - 150) * 0.02
    const box = { left: 0.2 + off, top: 0.4, right: 0.45 + off, bottom: 0.6 }
    const detections: Detection[] = box.right > 1.2 ? [] : [{ class: 'car', score: 0.9, box }]
    const sample = { at, arrivedAt: at, clock: { source: 'camera-ntp', offsetMs: 3 } } as Sample
    const content = { x: 0, y: 0, width: 8, height: 8 }
    const picture = { data: new Uint8Array(192), width: 8, height: 8, content, stir: null }
    yield { at, detections, sample, init, turn: 0, by, picture }
  }
}

const wanted = wantedShadowSchema.parse({
  runId: 'run-1',
  model: { kind: 'built_in', name: 'yolox-nano' },
  sourceIds: ['cam-1'],
  cpuPercent: 50,
})

describe('what looks beside the models in force', () => {
  let dir: string
  const children: ShadowChild[] = []
  beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-beside-'))))
  afterAll(async () => {
    for (const child of children) child.end()
    await rm(dir, { recursive: true, force: true })
  })

  /** All that the judge wrote and told, with this one beside it. */
  async function watchWith(name: string, beside: Beside) {
    const own = join(dir, name)
    const told: FindingRecord[] = []
    const failed: unknown[] = []
    await mkdir(own)
    const judge = await openJudge(
      {
        dir: own,
        clock,
        tracker: trackerDefaults,
        onDrops: () => undefined,
        onUnproven: (one) => void failed.push(one),
        onRecords(records) {
          told.push(...records)
          beside.concluded(source.id, records)
        },
      },
      source,
    )
    const envelope = { see: () => undefined, forget: () => undefined }
    const gatekeeper = { whyNotJudged: () => null, shiftAt: () => undefined }
    const onSeen = createOnSeen(
      {
        board: createBoard(clock),
        source: () => source,
        deps: { clock, beside, onLookDelay: () => undefined },
      },
      { judge, gatekeeper: gatekeeper as never, envelope, fail: (error) => failed.push(error) },
    )
    for (const seen of film()) {
      beside.wantsPicture(source.id)
      onSeen(seen)
      // What is beside has its turn as well.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await judge.close()
    const read = (file: string) => readFile(join(own, file), 'utf8')
    return { failed, told, state: await read('state.json'), trace: await read('trace.ndjson') }
  }

  const deps = (more: Partial<ShadowsDeps> = {}): ShadowsDeps => ({
    prepare: async () => ({ manifest: yoloxNano, path: 'nowhere', sha256: '0'.repeat(64), threshold: 0.1 }),
    send: async () => undefined,
    startChild: startShadowChild,
    dir: join(dir, 'shadow'),
    log: createLog({ app: 'test', level: 'silent' }),
    pause: pauseOnTimer,
    clock,
    ...more,
  })
  const childFrom = (file: string): Partial<ShadowsDeps> => ({
    startChild(options) {
      const child = startShadowChild({
        ...options,
        entry: new URL(`../shadow/test/${file}`, import.meta.url),
      })
      children.push(child)
      return child
    },
  })
  /** One that changes whatever it is given, and finds something in every picture. */
  const greedy: Partial<ShadowsDeps> = {
    startChild: () => ({
      input: () => ({ width: 64, height: 64 }),
      knows: (known) => void Object.assign(known, { zones: [], rules: [] }),
      look: async ({ detections, picture }) => {
        picture.data.fill(0)
        return { outcome: { kind: 'seen', ms: detections.length, found: [] }, cpuMs: 0, residentBytes: 0 }
      },
      suspend: () => undefined,
      draw: async () => new Uint8Array([0xff, 0xd8]),
      end: () => undefined,
    }),
  }
  const broken: Partial<ShadowsDeps> = {
    startChild: () => ({
      input() {
        throw new Error('broken')
      },
      knows: () => undefined,
      look: () => Promise.reject(new Error('broken')),
      suspend: () => undefined,
      draw: () => Promise.reject(new Error('broken')),
      end: () => undefined,
    }),
  }

  it('is told of a finding that is opened, confirmed and closed', async () => {
    const { told, failed } = await watchWith('alone', nobodyBeside)
    expect(failed).toEqual([])
    expect(told.map(({ event }) => event.stage)).toEqual(['opened', 'confirmed', 'closed'])
  })

  it.each<[string, Partial<ShadowsDeps>, boolean?]>([
    ['a model that cannot be had', { prepare: () => Promise.reject(new Error('no such file')) }],
    ['an api that takes nothing', { ...greedy, send: () => Promise.reject(new Error('503')) }],
    ['one that changes what it is given', greedy],
    ['one that throws at every turn', broken],
    ['a process that crashes', childFrom('child-that-crashes.mjs'), true],
    ['a process that hangs', childFrom('child-that-hangs.mjs'), true],
    ['a process whose model does not open', childFrom('child-that-refuses.mjs')],
  ])('%s changes no byte of what those in force judged', async (name, more, opens = false) => {
    const alone = await watchWith(`${name} (alone)`, nobodyBeside)
    const shadows = createShadows(deps(more))
    shadows.want(wanted)
    const isThere = () => !opens || children.at(-1)?.input()
    await expect.poll(isThere, { timeout: 20_000 }).toBeTruthy()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const beside = await watchWith(name, shadows.beside)
    await shadows.close()
    expect(beside).toEqual(alone)
    expect(beside.told).toHaveLength(3)
  })
})
