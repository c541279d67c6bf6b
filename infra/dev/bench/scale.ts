import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { routes } from '../../../api/contract/routes.ts'
import { freePort, until } from '../../start/child.ts'
import { quickParking, startCameras, type Cameras } from '../stack/cameras.ts'
import { signIn, type Client } from '../stack/client.ts'
import { demoFolder } from '../stack/demo-folder.ts'
import { registerPeople } from '../stack/people.ts'
import { registerCamera, type CameraToRegister } from '../stack/seed.ts'
import { startStack, type Stack } from '../stack/stack.ts'
import { stillFilm } from './film.ts'
import { loadNote, measureLoad, overloadDrops, type Load } from './load.ts'
import type { BenchInput, Row } from './row.ts'
import { costOf, plain } from './stream-cost.ts'

/** Sources are raised to these counts, one after the other, until the cores are full or frames are dropped. */
const stillCounts = [1, 10, 20, 30, 40, 50, 60]
const busyCounts = [1, 2, 3, 4, 5, 6, 8, 10, 12]
/** So long after the last source came: the gate has had its quiet minute, and knows a still scene for one. */
const stillSettleMs = 75_000
const busySettleMs = 15_000
/** The simulator needs cores too: beyond this share it would be measured instead. */
const mostOfCores = 0.75
const findWithinMs = 180_000

/** A corner in which nothing stands: what does would be followed, and the scene would not be still. */
const empty = [
  { x: 0.02, y: 0.9 },
  { x: 0.12, y: 0.9 },
  { x: 0.12, y: 0.98 },
  { x: 0.02, y: 0.98 },
]
const corner = { name: '空角 · corner', polygon: empty, bays: [], rules: [quickParking] }

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

const statesOf = async (admin: Client) =>
  (await admin.call(routes.sources.list, { query: { limit: '100' } })).items.map(({ state }) => state)

const allLive = async (admin: Client, sources: number): Promise<boolean> =>
  (await statesOf(admin)).filter(({ connection }) => connection === 'live').length >= sources

interface Raising extends BenchInput {
  readonly stack: Stack
  readonly admin: Client
  readonly what: string
  readonly counts: readonly number[]
  readonly settleMs: number
  /** The nth source, as it is registered. */
  readonly cameraOf: (nth: number) => CameraToRegister
}

async function raise(raising: Raising): Promise<Row[]> {
  const { stack, admin, what, counts, settleMs, cameraOf, seconds, say } = raising
  const rows: Row[] = []
  let sources = 0
  for (const count of counts) {
    while (sources < count) await registerCamera(admin, cameraOf((sources += 1)))
    await until(`${count} sources are live`, () => allLive(admin, count), 120_000)
    await delay(settleMs)
    const load = await measureLoad(stack, count, seconds)
    const closely = (await statesOf(admin)).filter(({ cadence }) => cadence === 'full').length
    rows.push(toRow(load, `${count} ${what}`, closely))
    say(`scale: ${count} ${what}: ${load.cores.toFixed(2)} cores; ${loadNote(load)}`)
    if (overloadDrops(load) > 0 || load.cores > availableParallelism() * mostOfCores) break
  }
  return rows
}

function toRow(load: Load, what: string, closely: number): Row {
  const { sources, cores } = load
  return {
    what,
    figure: `${cores.toFixed(2)} cores: ${(sources / cores).toFixed(1)} sources per core`,
    note: `${closely} at full rate; ${loadNote(load)}`,
  }
}

/** Which of these sources an alert came from, within three minutes. */
async function findViolations({ operator }: People, names: readonly string[]): Promise<Row> {
  const at = performance.now()
  const found = new Set<string>()
  const seconds = () => `${((performance.now() - at) / 1000).toFixed(0)} s`
  const look = async (): Promise<boolean> => {
    const { items } = await operator.call(routes.alerts.list)
    for (const { kind, sourceName } of items)
      if (kind === quickParking.kind && names.includes(sourceName)) found.add(sourceName)
    return found.size === names.length || performance.now() - at > findWithinMs
  }
  await until('the alerts', look, findWithinMs + 30_000)
  const is = found.size === names.length ? 'found' : 'FOUND ONLY'
  return {
    what: 'cars that park, one before each of these cameras',
    figure: `${is} ${found.size} of ${names.length} within ${seconds()}`,
    note: 'from the end of the measurements to the alert; given up after three minutes',
  }
}

interface StackWork {
  readonly stack: Stack
  readonly people: People
}

async function withStack<T>(work: (input: StackWork) => Promise<T>): Promise<T> {
  const folder = demoFolder(resolve('.sightline'))
  const env = {
    SIGHTLINE_WORKER_CAPACITY: '100',
    SIGHTLINE_METRICS_PORT: String(await freePort()),
    SIGHTLINE_INFERENCE_WORKERS: '1',
  }
  try {
    const stack = await startStack({ dataDir: folder.make(), composition: 'embedded', port: 0, env })
    try {
      return await work({ stack, people: await admit(stack) })
    } finally {
      await stack.stop()
    }
  } finally {
    folder.remove()
  }
}

function firstOf({ list }: Cameras): CameraToRegister {
  const [camera] = list
  if (!camera) throw new Error('the film is not served')
  return camera
}

/** Still cameras, raised; then a car that parks before one more camera among them. */
async function measureStill(input: BenchInput, file: string, mbps: number): Promise<Row[]> {
  const [still, street] = [await startCameras({ video: file }), await startCameras({ scenes: ['pavement'] })]
  try {
    return await withStack(async ({ stack, people }) => {
      const what = `still 1080p25 sources of ${mbps.toFixed(1)} Mbit/s`
      const cameraOf = (nth: number) => ({ ...firstOf(still), name: `静止 ${nth}`, zones: [corner] })
      const raising = { ...input, stack, admin: people.admin, what, counts: stillCounts }
      const rows = await raise({ ...raising, settleMs: stillSettleMs, cameraOf })
      input.say('scale: a violation among them')
      const { name } = await registerCamera(people.admin, firstOf(street))
      return [...rows, await findViolations(people, [name])]
    })
  } finally {
    await Promise.all([still.stop(), street.stop()])
  }
}

/** The same street before every camera: people and cars pass, and one stays. */
async function measureBusy(input: BenchInput): Promise<Row[]> {
  const street = await startCameras({ scenes: ['pavement'] })
  try {
    return await withStack(async ({ stack, people }) => {
      const names: string[] = []
      const cameraOf = (nth: number) => {
        names.push(`街道 ${nth}`)
        return { ...firstOf(street), name: `街道 ${nth}` }
      }
      const raising = {
        ...input,
        stack,
        admin: people.admin,
        what: 'busy 1080p25 sources',
        counts: busyCounts,
      }
      const rows = await raise({ ...raising, settleMs: busySettleMs, cameraOf })
      input.say('scale: the violations before them')
      return [...rows, await findViolations(people, names)]
    })
  } finally {
    await street.stop()
  }
}

/** What ffmpeg alone makes of one of the still streams. */
async function measureAlone(input: BenchInput, dir: string, file: string): Promise<Row[]> {
  const readers = [
    plain('ffmpeg -c copy to an mp4 file', ['-c', 'copy', '-f', 'mp4', join(dir, 'copy.mp4')]),
    plain('ffmpeg, decode only (one thread)', ['-f', 'null', '-']),
  ]
  const rows: Row[] = []
  for (const reader of readers) {
    const cost = await costOf(reader, input, { video: file })
    const figure = `${cost.toFixed(2)} CPU s per stream-minute`
    rows.push({ what: `1 still source: ${reader.what}`, figure, note: 'without hash, ring, gate or network' })
  }
  return rows
}

/** Cameras in one worker, still ones and busy ones, raised until frames drop; and whether violations are found among them. */
export async function measureScale(input: BenchInput): Promise<Row[]> {
  const films = mkdtempSync(join(tmpdir(), 'sightline-films-'))
  input.say('scale: encoding the still film')
  try {
    const { file, mbps } = await stillFilm(films)
    return [
      ...(await measureAlone(input, films, file)),
      ...(await measureStill(input, file, mbps)),
      ...(await measureBusy(input)),
    ]
  } finally {
    rmSync(films, { recursive: true })
  }
}
