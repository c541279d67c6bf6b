import { join, resolve } from 'node:path'
import { availableParallelism } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { routes } from '../../../api/contract/routes.ts'
import { freePort, until } from '../../start/child.ts'
import type { Cameras } from '../stack/cameras.ts'
import { signIn, type Client } from '../stack/client.ts'
import { demoFolder } from '../stack/demo-folder.ts'
import { registerPeople } from '../stack/people.ts'
import { registerCamera, type CameraToRegister } from '../stack/seed.ts'
import { startStack, type Stack } from '../stack/stack.ts'
import { loadNote, measureLoad, overloadDrops, type Load } from './load.ts'
import type { BenchInput, Row } from './row.ts'

/** The simulator needs cores too: beyond this share it would be measured instead. */
const mostOfCores = 0.75
/** A camera with a key frame every ten seconds shows nothing for as long, and a busy machine takes its time besides. */
const liveWithinMs = 300_000

export interface People {
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

export const statesOf = async (admin: Client) =>
  (await admin.call(routes.sources.list, { query: { limit: '100' } })).items.map(({ state }) => state)

export const allLive = async (admin: Client, sources: number): Promise<boolean> =>
  (await statesOf(admin)).filter(({ connection }) => connection === 'live').length >= sources

export interface Raising extends BenchInput {
  readonly stack: Stack
  readonly admin: Client
  readonly what: string
  readonly counts: readonly number[]
  readonly settleMs: number
  /** The nth source, as it is registered. */
  readonly cameraOf: (nth: number) => CameraToRegister
}

export async function raise(raising: Raising): Promise<Row[]> {
  const { stack, admin, what, counts, settleMs, cameraOf, seconds, say } = raising
  const rows: Row[] = []
  let sources = 0
  for (const count of counts) {
    while (sources < count) await registerCamera(admin, cameraOf((sources += 1)))
    await until(`${count} sources are live`, () => allLive(admin, count), liveWithinMs)
    await delay(settleMs)
    const load = await measureLoad(stack, count, seconds)
    const closely = (await statesOf(admin)).filter(({ cadence }) => cadence === 'full').length
    rows.push(toRow(load, `${count} ${what}`, closely))
    say(`scale: ${count} ${what}: ${load.cores.toFixed(2)} cores; ${loadNote(load)}`)
    if (overloadDrops(load) > 0 || load.cores > availableParallelism() * mostOfCores) break
  }
  return rows
}

export function toRow(load: Load, what: string, closely: number): Row {
  const { sources, cores } = load
  return {
    what,
    figure: `${cores.toFixed(2)} cores: ${(sources / cores).toFixed(1)} sources per core`,
    note: `${closely} at full rate; ${loadNote(load)}`,
  }
}

export interface StackWork {
  readonly stack: Stack
  readonly people: People
}

export async function withStack<T>(work: (input: StackWork) => Promise<T>): Promise<T> {
  const folder = demoFolder(resolve('.sightline'))
  const dataDir = folder.make()
  const env = {
    NODE_OPTIONS: `--import=${new URL('./loop-probe.mjs', import.meta.url).href}`,
    SIGHTLINE_LOOP_FILE: join(dataDir, 'loop.ndjson'),
    SIGHTLINE_WORKER_CAPACITY: '100',
    SIGHTLINE_METRICS_PORT: String(await freePort()),
    SIGHTLINE_INFERENCE_WORKERS: '1',
  }
  try {
    const stack = await startStack({ dataDir, composition: 'embedded', port: 0, env })
    try {
      return await work({ stack, people: await admit(stack) })
    } finally {
      await stack.stop()
    }
  } finally {
    folder.remove()
  }
}

export function firstOf({ list }: Cameras): CameraToRegister {
  const [camera] = list
  if (!camera) throw new Error('the film is not served')
  return camera
}
