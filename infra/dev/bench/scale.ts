import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
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

async function raise(stack: Stack, still: Cameras, { seconds, say }: BenchInput): Promise<Load[]> {
  const passwords = await registerPeople(stack)
  const admin = await signIn(stack.url, 'admin', passwords.admin)
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
  say('scale: a violation among them')
  const operator = await signIn(stack.url, 'operator', passwords.operator)
  const pavement = await startCameras({ scenes: ['pavement'] })
  try {
    const [camera] = pavement.list
    if (camera) await registerCamera(admin, camera)
    await firstAlert(operator, {
      timeoutMs: 180_000,
      wanted: ({ kind, sourceName }) => kind === quickParking.kind && sourceName === camera?.name,
    })
  } finally {
    await pavement.stop()
  }
  return loads
}

function toRow({ sources, cores, mebibytes, dropped, delays }: Load): Row {
  return {
    what: `${sources} still 1080p25 sources, ring on`,
    figure: `${cores.toFixed(2)} cores: ${(sources / cores).toFixed(1)} sources per core`,
    note: `${((cores * 60) / sources).toFixed(2)} CPU s per stream-minute; ${(mebibytes / sources).toFixed(0)} MiB per source; frame to fact p50 ${delays['0.5'] ?? '?'} ms, p95 ${delays['0.95'] ?? '?'} ms since the start; dropped ${dropped}`,
  }
}

/** Still cameras in one worker, raised until frames drop; then a violation must still be found among them. */
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
  const still = await startCameras({ video: await stillFilm(films) })
  try {
    const stack = await startStack({ dataDir, composition: 'embedded', port: 0, env })
    try {
      return [
        ...(await raise(stack, still, input)).map(toRow),
        {
          what: 'a car that parks, among them',
          figure: 'found',
          note: 'else this bench fails after three minutes',
        },
      ]
    } finally {
      await stack.stop()
    }
  } finally {
    await still.stop()
    folder.remove()
    rmSync(films, { recursive: true })
  }
}
