import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manifestSchema } from '@sightline/api/contract/dossier'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { openSigner } from '@sightline/infra/platform/sign'
import type { OddCamera } from '../../../infra/dev/odd-camera/odd-camera.ts'
import { ffmpegPath, until } from '../media/test/media.ts'
import { openOddCamera } from '../media/test/odd-mounts.ts'
import { createSealingThread, type SealingThread } from '../dossier/sealing-thread.ts'
import { openSpool, type Spool } from '../spool/spool.ts'
import { sampleFault, sampleRecord, sampleSource } from '../dossier/test/sample-record.ts'
import type { StayRecord } from '../findings/finding-record.ts'
import { emptyState, hasLeft, saveState, type WatchState } from '../judge/saved-state.ts'
import { toBoundRule } from '../sources/bind-rules.ts'
import { watchDir } from '../watch/watch-dirs.ts'
import { finishLeft } from '../watch/finish-left.ts'
import { testWatchDeps } from '../watch/test/watch-deps.ts'
import { startWatch } from '../watch/watch.ts'
import { createWatches, type Watches } from './watches.ts'

let camera: OddCamera
let sealing: SealingThread
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sightline-watches-'))
  // It sends for some seconds only: whatever is recorded of a finding is cut short, however slow the machine is.
  camera = await openOddCamera({ short: { events: [{ kind: 'silence', atS: 6 }] } })
  const software = { sightline: '0', ffmpeg: '5' }
  sealing = createSealingThread({ ffmpegPath, software, logLevel: 'silent', models: null })
})
afterAll(async () => {
  await sealing.close()
  await camera.close()
  await rm(root, { recursive: true, force: true })
})

const source = () =>
  wantedSourceSchema.parse({
    ...sampleSource({}),
    url: camera.urlOf('short'),
    user: '',
    sealedPassword: null,
  })
const id = sampleRecord().source.id

/** The opening and the confirmation of one finding at about this time, as a watch has them on its disk. */
function records(openedAt: number): StayRecord[] {
  const { event, ...rest } = sampleRecord(`${openedAt}-abc`)
  const dwell = { ...event.dwell, fromAt: openedAt - 2000, toAt: openedAt + 300 }
  const base = { ...event, openedAt, dwell }
  const of = (stage: 'opened' | 'confirmed', at: number): StayRecord => ({
    ...rest,
    stayFromAt: openedAt - 2000,
    event: { ...base, stage, at },
  })
  return [of('opened', openedAt), of('confirmed', openedAt + 300)]
}

/** A camera that was covered for ten minutes, and its finding confirmed; it is not over. */
function openFault(now: number): Partial<WatchState> {
  const { event, rule, zone, source: from, network, stream, log, stayFromAt } = sampleFault()
  const { findingId, openedAt: at, fault, dwell } = event
  const bound = toBoundRule({ rule, zone })
  const ailment = { rule: bound, fault, dwell, finding: { id: findingId, at, confirmedAt: event.at } }
  const facts = { source: from, network, stream, newestAt: now }
  return {
    pending: [],
    health: { record: { at: event.at, ailments: [ailment] }, log },
    open: [{ findingId, rule, zone, stayFromAt, isConfirmed: true, trackIds: [], facts }],
  }
}

describe('watches', () => {
  let dataDir: string
  let spool: Spool
  let told: string[]
  beforeEach(async () => {
    dataDir = await mkdtemp(join(root, 'data-'))
    told = []
    const limits = { spoolBytes: 1e9, diskFloorBytes: 0 }
    spool = await openSpool({ dataDir, signer: await openSigner(join(dataDir, 'key')), limits })
  })

  function open(): Watches {
    const onSealed = ({ folder }: { folder: string }): void => void told.push(folder)
    const deps = testWatchDeps({ dataDir, spool, sealing, onSealed, modelSet: () => null })
    return createWatches({
      start: (wanted) => startWatch(deps, wanted),
      finish: (sourceId, signal) => finishLeft(deps, sourceId, signal),
      log: deps.log,
    })
  }

  async function saveRecords(openedAt: number, more: Partial<WatchState> = {}): Promise<void> {
    const dir = watchDir(dataDir, id)
    await mkdir(dir, { recursive: true })
    await saveState(dir, { ...emptyState, pending: records(openedAt), ...more })
  }

  /** Watches until something of the finding is recorded. */
  async function watchUntilRecorded(watches: Watches, at: number, wanted = source()): Promise<void> {
    await watches.apply([wanted])
    const comeTo = () => watches.get(id)?.state().lastSampleAt ?? 0
    await until('it is recorded', () => comeTo() > at, 30_000)
  }
  const suffixes = async () =>
    (await readdir(join(dataDir, 'spool'))).map((folder) => folder.replace(/.*abc-/, '')).toSorted()
  const allParts = ['confirmed-first', 'confirmed-supplement', 'opened-first']

  /** The supplement says that its recording is cut short, and shows what there was. */
  async function expectCutShort(): Promise<void> {
    const folder = (await readdir(join(dataDir, 'spool'))).find((one) => one.endsWith('supplement'))
    const text = await readFile(join(dataDir, 'spool', folder ?? '', 'manifest.json'), 'utf8')
    const { clueReasons, exhibits } = manifestSchema.parse(JSON.parse(text))
    expect(clueReasons).toContain('gap_in_segment')
    expect(exhibits.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['confirmed/segment.mp4', 'confirmed/close-up.jpg']),
    )
  }

  it('finishes the dossiers of a source that is switched off, with what was recorded by then', async () => {
    const openedAt = Date.now() + 2500
    await saveRecords(openedAt)
    const watches = open()
    await watchUntilRecorded(watches, openedAt + 800)
    await watches.apply([])
    expect(watches.get(id)).toBeUndefined()
    await until('all is sealed', () => told.some((folder) => folder.endsWith('supplement')), 30_000)
    await until('nothing is held', () => !watches.holds(id))
    expect(await suffixes()).toEqual(allParts)
    expect(await hasLeft(watchDir(dataDir, id))).toBe(false)
    await expectCutShort()
    await watches.stop()
  }, 90_000)

  it('closes what is open of a source that is switched off, at once and with the reason', async () => {
    const openedAt = Date.now()
    const [fault, record] = [openFault(openedAt), sampleFault()]
    await saveRecords(openedAt, fault)
    const watches = open()
    await watchUntilRecorded(watches, openedAt + 800, { ...source(), rules: [record.rule] })
    expect(await hasLeft(watchDir(dataDir, id))).toBe(true)
    await watches.apply([])
    await until('nothing is held', () => !watches.holds(id), 30_000)
    const { findingId } = record.event
    const ends = told.filter((folder) => folder.includes(`${findingId}-closed`))
    expect(ends.map((folder) => folder.replace(/.*closed-/, ''))).toEqual(['first', 'supplement'])
    const text = await readFile(join(dataDir, 'spool', ends[0] ?? '', 'manifest.json'), 'utf8')
    const { finding, source: from } = manifestSchema.parse(JSON.parse(text))
    expect(finding).toMatchObject({ reason: 'watch_ended', fault: 'covered' })
    expect([finding.at >= openedAt, from.fingerprint]).toEqual([true, record.stream.fingerprint])
    expect(await hasLeft(watchDir(dataDir, id))).toBe(false)
    await watches.stop()
  }, 90_000)

  it('finishes them after a kill in between, and doubles nothing', async () => {
    const openedAt = Date.now() + 2500
    await saveRecords(openedAt)
    const killed = open()
    await watchUntilRecorded(killed, openedAt + 800)
    await killed.stop()
    expect(await hasLeft(watchDir(dataDir, id))).toBe(true)
    const next = open()
    await next.apply([])
    next.finish(id)
    next.finish(id)
    await until('nothing is held', () => !next.holds(id), 30_000)
    expect(await suffixes()).toEqual(allParts)
    await expectCutShort()
    // Wanted again while it finishes: it is left to the watch, which finds what is still to be done.
    await saveRecords(openedAt)
    next.finish(id)
    await next.apply([source()])
    expect(next.get(id)).toBeUndefined()
    await until('it is given up', () => !next.holds(id), 30_000)
    await next.apply([source()])
    expect(next.get(id)).toBeDefined()
    await next.stop()
    expect(await suffixes()).toEqual(allParts)
  }, 90_000)
})
