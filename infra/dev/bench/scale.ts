import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Alert } from '../../../api/contract/alerts.ts'
import { routes } from '../../../api/contract/routes.ts'
import { freePort, until } from '../servers/child.ts'
import { quickParking, startCameras, type Cameras } from '../stack/cameras.ts'
import { signIn, type Client } from '../stack/client.ts'
import { demoFolder } from '../stack/demo-folder.ts'
import { firstAlert } from '../stack/journey.ts'
import { registerPeople } from '../stack/people.ts'
import { registerCamera } from '../stack/seed.ts'
import { startStack, type Stack } from '../stack/stack.ts'
import { readCounters } from './counters.ts'
import { stillFilm } from './film.ts'
import { cpuSeconds, residentMebibytes } from './process-tree.ts'
import type { BenchInput, Row } from './row.ts'

/** Sources are raised to these counts, one after the other, until the cores are full or frames are dropped. */
const counts = [1, 5, 10, 20, 30, 40]
/** So long after the last source came: its first looks, and the gate's quiet time, are over. */
const settleMs = 15_000
/** The drop that says the machine cannot keep up; a picture that nothing stirs in is left out on purpose. */
const overload = 'newer_frame'

interface Load {
  readonly sources: number
  readonly cores: number
  readonly mebibytes: number
  readonly dropped: number
  readonly delays: Readonly<Record<string, number>>
}

const overloadDrops = async (port: string): Promise<number> =>
  (await readCounters(port)).by('frames_dropped', 'reason')[overload] ?? 0

async function measureLoad(stack: Stack, sources: number, seconds: number): Promise<Load> {
  const [pid, port] = [stack.ingestPid() ?? 0, stack.env['SIGHTLINE_METRICS_PORT'] ?? '']
  const [cpu, at, drops] = [cpuSeconds(pid), performance.now(), await overloadDrops(port)]
  await delay(seconds * 1000)
  const cores = (cpuSeconds(pid) - cpu) / ((performance.now() - at) / 1000)
  const dropped = (await overloadDrops(port)) - drops
  const delays = (await readCounters(port)).by('frame_to_fact_ms', 'quantile')
  return { sources, cores, mebibytes: residentMebibytes(pid), dropped, delays }
}

/** A corner in which nothing stands: what does would be followed, and the scene would not be still. */
const empty = [
  { x: 0.02, y: 0.9 },
  { x: 0.12, y: 0.9 },
  { x: 0.12, y: 0.98 },
  { x: 0.02, y: 0.98 },
]

/** One more look at the same still camera, as a source of its own with a rule. */
async function addStill(admin: Client, cameras: Cameras, number: number): Promise<void> {
  const [camera] = cameras.list
  if (!camera) throw new Error('the still film is not served')
  const zones = [{ name: '空角 · corner', polygon: empty, bays: [], rules: [quickParking] }]
  await registerCamera(admin, { ...camera, name: `静止 ${number}`, zones })
}

const statesOf = async (admin: Client) =>
  (await admin.call(routes.sources.list, { query: { limit: '100' } })).items.map(({ state }) => state)

const allLive = async (admin: Client, sources: number): Promise<boolean> =>
  (await statesOf(admin)).filter(({ connection }) => connection === 'live').length >= sources

interface People {
  readonly admin: Client
  readonly operator: Client
}

async function admit(stack: Stack): Promise<People> {
  const { admin, operator } = await registerPeople(stack)
  return {
    admin: await signIn(stack.url, 'admin', admin),
    operator: await signIn(stack.url, 'operator', operator),
  }
}

interface Raising extends BenchInput {
  readonly still: Cameras
  readonly admin: Client
}

async function raise(stack: Stack, { still, admin, seconds, say }: Raising): Promise<Load[]> {
  const loads: Load[] = []
  let sources = 0
  for (const count of counts) {
    while (sources < count) await addStill(admin, still, (sources += 1))
    await until(`${count} sources are live`, () => allLive(admin, count), 120_000)
    await delay(settleMs)
    const load = await measureLoad(stack, count, seconds)
    loads.push(load)
    const closely = (await statesOf(admin)).filter(({ cadence }) => cadence === 'full').length
    say(
      `scale: ${count} sources (${closely} at full rate), ${load.cores.toFixed(2)} cores, ${load.dropped} frames dropped`,
    )
    // The simulator needs cores too: beyond this it would be measured instead.
    if (load.dropped > 0 || load.cores > availableParallelism() * 0.6) break
  }
  return loads
}

/** A camera before which a car parks, beside the others. */
async function findViolation({ admin, operator }: People, say: BenchInput['say']): Promise<Row> {
  say('scale: a violation among them')
  const pavement = await startCameras({ scenes: ['pavement'] })
  const at = performance.now()
  const seconds = () => `${((performance.now() - at) / 1000).toFixed(0)} s`
  const row = {
    what: 'a car that parks, among them',
    note: 'from registration to the alert; given up after three minutes',
  }
  try {
    const [camera] = pavement.list
    if (!camera) throw new Error('the pavement is not served')
    await registerCamera(admin, camera)
    const wanted = ({ kind, sourceName }: Alert) => kind === quickParking.kind && sourceName === camera.name
    const found = await firstAlert(operator, { timeoutMs: 180_000, wanted }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.message.startsWith('timed out')) return false
        throw error
      },
    )
    return { ...row, figure: found ? `found after ${seconds()}` : `NOT found in ${seconds()}` }
  } finally {
    await pavement.stop()
  }
}

function toRow({ sources, cores, mebibytes, dropped, delays }: Load, mbps: number): Row {
  return {
    what: `${sources} still 1080p25 sources of ${mbps.toFixed(1)} Mbit/s, ring on`,
    figure: `${cores.toFixed(2)} cores: ${(sources / cores).toFixed(1)} sources per core`,
    note: `${((cores * 60) / sources).toFixed(2)} CPU s per stream-minute; ${(mebibytes / sources).toFixed(0)} MiB per source; frame to fact p50 ${delays['0.5'] ?? '?'} ms, p95 ${delays['0.95'] ?? '?'} ms since the start; dropped ${dropped}`,
  }
}

/** Still cameras in one worker, raised until frames drop; then whether a violation is still found among them. */
export async function measureScale(input: BenchInput): Promise<Row[]> {
  const folder = demoFolder(resolve('.sightline'))
  const dataDir = folder.make()
  const films = mkdtempSync(join(tmpdir(), 'sightline-films-'))
  const env = {
    SIGHTLINE_WORKER_CAPACITY: '100',
    SIGHTLINE_METRICS_PORT: String(await freePort()),
    SIGHTLINE_INFERENCE_WORKERS: '1',
  }
  input.say('scale: encoding the still film')
  const { file, mbps } = await stillFilm(films)
  const still = await startCameras({ video: file })
  try {
    const stack = await startStack({ dataDir, composition: 'embedded', port: 0, env })
    try {
      const people = await admit(stack)
      const loads = await raise(stack, { ...input, still, admin: people.admin })
      return [...loads.map((load) => toRow(load, mbps)), await findViolation(people, input.say)]
    } finally {
      await stack.stop()
    }
  } finally {
    await still.stop()
    folder.remove()
    rmSync(films, { recursive: true })
  }
}
