import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { routes } from '../../../api/contract/routes.ts'
import { freePort, until } from '../../start/child.ts'
import { startCameras } from '../stack/cameras.ts'
import { signIn, type Client } from '../stack/client.ts'
import { demoFolder } from '../stack/demo-folder.ts'
import { registerPeople } from '../stack/people.ts'
import { registerCamera } from '../stack/seed.ts'
import { startStack, type Stack } from '../stack/stack.ts'
import { readCounters } from './counters.ts'
import { askLoop, ms } from './ask-loop.ts'
import { listenLive } from './live.ts'
import type { BenchInput, Row } from './row.ts'

const counter = async (port: string, name: string): Promise<number> => (await readCounters(port)).sum(name)

/** From the capture time of the confirming frame until the dossier was sealed, and until a screen had the alert. */
async function waitOf(operator: Client, [id, at]: [id: string, seenAt: number]): Promise<string> {
  const { alert, manifests } = await operator.call(routes.alerts.get, { params: { id } })
  const sealedAt = manifests.find(({ stage }) => stage === 'confirmed')?.sealedAt
  const seconds = (ms: number) => `${((ms - (alert.confirmedAt ?? NaN)) / 1000).toFixed(1)} s`
  return `${seconds(at)} (sealed at ${seconds(sealedAt ?? NaN)})`
}

interface Wall {
  readonly signal: AbortSignal
  /** When an alert's event came, epoch ms, by its id. */
  readonly seenAt: Map<string, number>
}

/** Both cameras of the pavement: their alerts, and the loop of the worker from the first look to the last alert. */
async function watchPavement(stack: Stack, { seconds, say }: BenchInput, { seenAt, signal }: Wall) {
  const cameras = await startCameras({ scenes: ['pavement'] })
  try {
    const passwords = await registerPeople(stack)
    const admin = await signIn(stack.url, 'admin', passwords.admin)
    const operator = await signIn(stack.url, 'operator', passwords.operator)
    const account = { url: stack.url, account: 'operator', password: passwords.operator }
    const listening = listenLive(
      account,
      (event) => {
        if (event.type === 'alert' && event.change === 'created') seenAt.set(event.id, Date.now())
      },
      signal,
    ).catch((error: unknown) => (signal.aborted ? undefined : Promise.reject(error as Error)))
    for (const camera of cameras.list) await registerCamera(admin, camera)
    const port = stack.env['SIGHTLINE_METRICS_PORT'] ?? ''
    await until('both streams are looked at', async () => (await counter(port, 'frames_looked')) > 10, 60_000)
    await askLoop(stack)
    const [from, looked] = [performance.now(), await counter(port, 'frames_looked')]
    say('stack: waiting for an alert of each camera')
    await Promise.race([
      listening,
      until('an alert of each camera', async () => seenAt.size >= cameras.list.length, 240_000),
    ])
    await delay(Math.max(0, seconds * 1000 - (performance.now() - from)))
    const loop = await askLoop(stack)
    const perSecond = ((await counter(port, 'frames_looked')) - looked) / ((performance.now() - from) / 1000)
    return { loop, perSecond, waits: await Promise.all([...seenAt].map((seen) => waitOf(operator, seen))) }
  } finally {
    await cameras.stop()
  }
}

/** The real stack, embedded, with two cameras: event loop of ingest, and from a rule's condition to the wall. */
export async function measureStack(input: BenchInput): Promise<Row[]> {
  input.say('stack: api, ingest, database')
  const folder = demoFolder(resolve('.sightline'))
  const dataDir = folder.make()
  const wall = new AbortController()
  const seenAt = new Map<string, number>()
  const env = {
    NODE_OPTIONS: `--import=${new URL('./loop-probe.mjs', import.meta.url).href}`,
    SIGHTLINE_LOOP_FILE: join(dataDir, 'loop.ndjson'),
    SIGHTLINE_METRICS_PORT: String(await freePort()),
  }
  const stack = await startStack({ dataDir, composition: 'embedded', port: 0, env }).catch(
    (error: unknown) => {
      folder.remove()
      throw error
    },
  )
  try {
    const { loop, perSecond, waits } = await watchPavement(stack, input, { seenAt, signal: wall.signal })
    return [
      {
        what: 'event loop of ingest, two streams',
        figure: `own work between two turns p99 ${ms(loop.ownP99)}, max ${ms(loop.ownMax)}; late p99 ${ms(loop.p99)}, max ${ms(loop.max)}`,
        note: `promise 20 ms; late includes waiting for a core; ${perSecond.toFixed(1)} frames/s looked at, alerts sealed meanwhile`,
      },
      {
        what: "from a rule's condition to the alert on the wall",
        figure: waits.join(', '),
        note: 'capture time of the confirming frame to the event at a listening screen; 5 s are the segment recorded after it',
      },
    ]
  } finally {
    wall.abort()
    await stack.stop()
    folder.remove()
  }
}
