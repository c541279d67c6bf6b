import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '../../../api/contract/routes.ts'
import { until } from '../../start/child.ts'
import { quickParking, startCameras } from '../stack/cameras.ts'
import { registerCamera, type BoundKind, type CameraToRegister } from '../stack/seed.ts'
import { stillFilm } from './film.ts'
import { firstOf, type People, raise, withStack } from './scale-stack.ts'
import type { BenchInput, Row } from './row.ts'
import { costOf, plain } from './stream-cost.ts'

/** Sources are raised to these counts, one after the other, until the cores are full or frames are dropped. */
const stillCounts = [1, 20, 40, 60, 80, 100]
const busyCounts = [1, 4, 8, 12, 16, 20, 24, 32]
/** So long after the last source came: the gate has had its quiet minute, and knows a still scene for one. */
const stillSettleMs = 75_000
const busySettleMs = 25_000
const findWithinMs = 180_000

/** As an agency would set it, but for a shorter grace: what stands for a quarter of a minute is seen by key frames. */
export const steadyParking = { ...quickParking, params: { stillSeconds: 15, graceSeconds: 15 } }

/** A corner in which nothing stands: what does would be followed, and the scene would not be still. */
const empty = [
  { x: 0.02, y: 0.9 },
  { x: 0.12, y: 0.9 },
  { x: 0.12, y: 0.98 },
  { x: 0.02, y: 0.98 },
]
export const corner = { name: '空角 · corner', polygon: empty, bays: [], rules: [steadyParking] }

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

export const withRule = (camera: CameraToRegister, rule: BoundKind): CameraToRegister => ({
  ...camera,
  zones: camera.zones.map((zone) => ({ ...zone, rules: [rule] })),
})

/** The same street before every camera: people and cars pass, and one stays. */
export async function measureBusy(input: BenchInput): Promise<Row[]> {
  const street = await startCameras({ scenes: ['pavement'] })
  try {
    return await withStack(async ({ stack, people }) => {
      const names: string[] = []
      const cameraOf = (nth: number) => {
        names.push(`街道 ${nth}`)
        return { ...withRule(firstOf(street), steadyParking), name: `街道 ${nth}` }
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
    rows.push({ what: `1 still source: ${reader.what}`, figure, note: 'without hash, ring, gate or model' })
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
