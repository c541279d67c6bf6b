import { execFile } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestSchema, traceSchema, type Manifest } from '@sightline/api/contract/dossier'
import { ruleSchema } from '@sightline/api/contract/zones'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/start/child.ts'
import { hasDefaultModel, withoutModel } from '../../../infra/dev/servers/weights.ts'
import { startSimulator, type Simulator } from '../../../infra/dev/simulator/simulator.ts'
import { createPacedClock } from './test/paced-clock.ts'
import { startBench, toWanted, type WorkerBench } from './test/worker-bench.ts'

const repository = resolve(import.meta.dirname, '../../..')
const postgres = testServer('pg')
const cameraId = 'pavement-street'

/** What covers the drawn camera never stirs, so it is frozen as well. */
const rule = ruleSchema.parse({
  id: 'rule-h',
  zoneId: 'zone-1',
  version: 1,
  kind: 'camera_health',
  enabled: true,
  createdAt: 0,
  params: { stillSeconds: 10, graceSeconds: 5, maxGapSeconds: 60, includeFrozen: false },
})

interface SavedState {
  readonly open: readonly { findingId: string; isConfirmed: boolean }[]
}

if (!hasDefaultModel()) console.warn(withoutModel)

describe.skipIf(!postgres || !hasDefaultModel())('a camera that is not well', () => {
  const pace = createPacedClock()
  let simulator: Simulator
  let bench: WorkerBench

  beforeAll(async () => {
    simulator = await startSimulator({ scenes: ['pavement'], pace })
    bench = await startBench(pace)
    const camera = simulator.cameras.find(({ id }) => id === cameraId)!
    bench.want([{ ...(await toWanted(bench.dir, camera)), rules: [rule] }])
    await bench.start()
    await until('it is looked at', async () => (bench.state()?.framesLooked ?? 0) > 5, 120_000)
  }, 600_000)
  afterAll(async () => {
    await bench?.close()
    await simulator?.close()
    pace.stop()
  })

  const isSealed = async (findingId: string, stage: string) =>
    (await bench.sealed()).includes(`${findingId} ${stage}`)
  const openFinding = async (): Promise<string | undefined> => {
    const text = await readFile(join(bench.dirs.data, 'watch/cam-1/state.json'), 'utf8')
    return (JSON.parse(text) as SavedState).open[0]?.findingId
  }
  const waitForOpen = async (): Promise<string> => {
    await until('a finding is open', async () => (await openFinding()) !== undefined, 90_000)
    return (await openFinding()) ?? ''
  }
  /** A sealed part's folder once it is handed over, with its manifest; `sightline replay` finds the same. */
  const dossier = async (
    findingId: string,
    stage: string,
    part = 'supplement',
  ): Promise<{ at: string; manifest: Manifest }> => {
    const find = async () =>
      (await readdir(bench.dirs.handed)).find((one) => one.endsWith(`${findingId}-${stage}-${part}`))
    await until('it is handed over', async () => (await find()) !== undefined, 60_000)
    const at = join(bench.dirs.handed, (await find()) ?? '')
    const replay = join(repository, 'ingest/src/replay/replay-cli.ts')
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', replay, at], { cwd: repository })
    expect((await run).stdout).toMatch(/^一致 same/)
    const text = await readFile(join(at, 'manifest.json'), 'utf8')
    return { at, manifest: manifestSchema.parse(JSON.parse(text)) }
  }
  const namesOf = ({ exhibits }: Manifest) => exhibits.map(({ name }) => name)

  it('is covered: found, over a kill, sealed with the pictures before and after', async () => {
    simulator.switch(cameraId, { name: 'cover', value: true })
    const findingId = await waitForOpen()
    await bench.kill()
    await bench.start()
    await until('it is sealed', () => isSealed(findingId, 'confirmed'), 120_000)
    const { at, manifest } = await dossier(findingId, 'confirmed')
    expect(manifest).toMatchObject({
      kind: 'camera_health',
      standing: 'clue',
      network: null,
      plate: null,
      finding: { fault: 'covered', box: null, trackId: null, class: null },
    })
    expect(manifest.clueReasons).toContain('camera_fault')
    expect(namesOf(manifest)).toEqual(
      expect.arrayContaining([
        'opened/segment.mp4',
        'confirmed/segment.mp4',
        'opened/before.jpg',
        'opened/wide.jpg',
        'confirmed/trace.json',
      ]),
    )
    const told = await dossier(findingId, 'confirmed', 'first')
    expect(namesOf(told.manifest)).toEqual(['confirmed/wide.jpg', 'confirmed/trace.json'])
    const opening = await dossier(findingId, 'opened', 'first')
    expect(namesOf(opening.manifest)).toEqual(['opened/wide.jpg', 'opened/trace.json'])
    const spread = async (path: string) => (await sharp(path).greyscale().stats()).channels[0]!.stdev
    expect(await spread(join(at, 'opened/before.jpg'))).toBeGreaterThan(20)
    expect(await spread(join(told.at, 'confirmed/wide.jpg'))).toBeLessThan(10)
    simulator.switch(cameraId, { name: 'cover', value: false })
    await until('its end is sealed', () => isSealed(findingId, 'closed'), 150_000)
    const closed = (await dossier(findingId, 'closed', 'first')).manifest
    expect(closed.finding).toMatchObject({ fault: 'covered', reason: 'ceased' })
    expect(namesOf(closed)).toContain('closed/after.jpg')
    expect((await bench.sealed()).filter((one) => one.startsWith(findingId))).toHaveLength(2)
  }, 600_000)

  it('sends nothing: found with no picture at all, sealed with the last that came', async () => {
    simulator.switch(cameraId, { name: 'refuse', value: true })
    simulator.switch(cameraId, { name: 'drop' })
    const findingId = await waitForOpen()
    await until('it is sealed', () => isSealed(findingId, 'confirmed'), 60_000)
    const { at, manifest } = await dossier(findingId, 'confirmed')
    expect(manifest.finding).toMatchObject({ fault: 'offline', box: null })
    expect(namesOf(manifest)).toEqual(['opened/segment.mp4', 'opened/last-seen.jpg', 'confirmed/trace.json'])
    const trace = traceSchema.parse(
      JSON.parse(await readFile(join(at, 'confirmed/trace.json'), 'utf8')) as unknown,
    )
    expect(trace).toMatchObject({ frames: [], looks: [{ faults: ['offline'] }] })
    simulator.switch(cameraId, { name: 'refuse', value: false })
    await until('its end is sealed', () => isSealed(findingId, 'closed'), 90_000)
  }, 300_000)

  it('never sent anything since the worker began: its looks alone', async () => {
    await bench.kill('SIGTERM')
    simulator.switch(cameraId, { name: 'refuse', value: true })
    simulator.switch(cameraId, { name: 'drop' })
    await rm(join(bench.dirs.data, 'ring'), { recursive: true, force: true })
    await bench.start()
    const findingId = await waitForOpen()
    await until('it is sealed', () => isSealed(findingId, 'confirmed'), 60_000)
    const { manifest } = await dossier(findingId, 'confirmed')
    expect(namesOf(manifest)).toEqual(['confirmed/trace.json'])
    expect(manifest.source).toMatchObject({ video: null, fingerprint: null })
    expect(manifest.clueReasons).toEqual(['clock_unproven', 'camera_fault', 'no_video'])
  }, 200_000)
})
