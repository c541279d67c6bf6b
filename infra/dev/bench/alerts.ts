import { resolve } from 'node:path'
import { z } from 'zod'
import { routes } from '../../../api/contract/routes.ts'
import { until } from '../../start/child.ts'
import { quickParking, startCameras } from '../stack/cameras.ts'
import { signIn } from '../stack/client.ts'
import { demoFolder } from '../stack/demo-folder.ts'
import { registerPeople } from '../stack/people.ts'
import { registerCamera, type CameraToRegister } from '../stack/seed.ts'
import { startStack, type Stack } from '../stack/stack.ts'
import { listenLive } from './live.ts'
import type { BenchInput, Row } from './row.ts'

/** What the worker says of a finding on its way, in this order. */
const said = ['finding judged', 'dossier sealed', 'dossier stored', 'dossier handed over'] as const
const names = ['condition to judged', 'to sealed', 'to stored', 'to submitted', 'to the screen'] as const

const lineSchema = z.object({
  msg: z.enum(said),
  time: z.union([z.number(), z.iso.datetime().transform((text) => Date.parse(text))]),
  findingId: z.string(),
  stage: z.enum(['opened', 'confirmed']),
  part: z.enum(['first', 'supplement']).optional(),
  at: z.number().optional(),
})

/** When each thing happened to a stage of a finding, epoch ms; `at` is the capture time of its condition. */
interface Way {
  at?: number
  readonly times: Partial<Record<(typeof said)[number] | 'screen', number>>
}

/** Follows findings by what the worker logs and what a screen hears. */
function createWays() {
  const ways = new Map<string, Way>()
  const of = (stage: string, findingId: string): Way => {
    const key = `${stage} ${findingId}`
    const way = ways.get(key) ?? { times: {} }
    ways.set(key, way)
    return way
  }
  return {
    line(text: string): void {
      const { data } = lineSchema.safeParse(parse(text))
      if (!data || data.part === 'supplement') return
      const way = of(data.stage, data.findingId)
      if (data.at !== undefined) way.at = data.at
      way.times[data.msg] ??= data.time
    },
    seen(stage: string, findingId: string, at: number): void {
      of(stage, findingId).times.screen ??= at
    },
    complete: (stage: string): Way[] =>
      [...ways].flatMap(([key, way]) =>
        key.startsWith(stage) && way.at !== undefined && way.times.screen !== undefined ? [way] : [],
      ),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** So many rules on each zone, whose limits lie three seconds apart: one car gives a finding of each. */
const rulesEach = 12
const manyRules = (camera: CameraToRegister): CameraToRegister => ({
  ...camera,
  zones: camera.zones.map((zone) => ({
    ...zone,
    rules: zone.rules.flatMap(({ kind }) =>
      kind === quickParking.kind
        ? Array.from({ length: rulesEach }, (_, i) => ({
            kind,
            params: { stillSeconds: 4 + 3 * i, graceSeconds: 15 },
          }))
        : [],
    ),
  })),
})

const wanted = 20
type Ways = ReturnType<typeof createWays>

async function watch(stack: Stack, ways: Ways, { say }: BenchInput): Promise<void> {
  const listening = new AbortController()
  const cameras = await startCameras({ scenes: ['pavement', 'plaza'] })
  try {
    const passwords = await registerPeople(stack)
    const admin = await signIn(stack.url, 'admin', passwords.admin)
    const operator = await signIn(stack.url, 'operator', passwords.operator)
    const alerts = new Map<string, number>()
    const account = { url: stack.url, account: 'operator', password: passwords.operator }
    /** What is on the wall: the event says which card, the answer is the card. */
    const card = async (id: string): Promise<void> => {
      const { alert } = await operator.call(routes.alerts.get, { params: { id } })
      ways.seen('opened', alert.findingId, Date.now())
    }
    const hears = listenLive(
      account,
      (event) => {
        if (event.type === 'alert' && event.change === 'opened') void card(event.id)
        if (event.type === 'alert' && event.change === 'created') alerts.set(event.id, Date.now())
      },
      listening.signal,
    ).catch((error: unknown) => (listening.signal.aborted ? undefined : Promise.reject(error as Error)))
    for (const camera of cameras.list) await registerCamera(admin, manyRules(camera))
    say(`alerts: waiting for ${wanted} findings`)
    const isEnough = async (): Promise<boolean> => alerts.size >= wanted
    await Promise.race([hears, until(`${wanted} findings are confirmed`, isEnough, 360_000)])
    for (const [id, at] of alerts) {
      const { alert } = await operator.call(routes.alerts.get, { params: { id } })
      ways.seen('confirmed', alert.findingId, at)
    }
  } finally {
    listening.abort()
    await cameras.stop()
  }
}

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? NaN
const seconds = (ms: number): string => (ms / 1000).toFixed(2)
function figureOf(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  return `median ${seconds(share(sorted, 0.5))} s, p95 ${seconds(share(sorted, 0.95))} s, most ${seconds(share(sorted, 1))} s`
}

function toRows(ways: Ways): Row[] {
  return (['opened', 'confirmed'] as const).flatMap((stage) => {
    const all = ways.complete(stage)
    const steps = [...said, 'screen'] as const
    const marks = all.map(({ at, times }) => [at, ...steps.map((step) => times[step])])
    const rows = names.map((name, i) => {
      const spans = marks.flatMap((mark) => {
        const [from, to] = [mark[i], mark[i + 1]]
        return from === undefined || to === undefined ? [] : [to - from]
      })
      return { what: `${stage}: ${name}`, figure: figureOf(spans), note: `${spans.length} findings` }
    })
    const whole = all.map(({ at = NaN, times }) => (times.screen ?? NaN) - at)
    const about = { what: `${stage}: condition to a listening screen`, figure: figureOf(whole) }
    return [{ ...about, note: `promise p95 2 s; ${all.length} findings` }, ...rows]
  })
}

/** The real stack, embedded: two cameras with many rules, and busy ones beside them. */
export async function measureAlerts(input: BenchInput): Promise<Row[]> {
  const [folder, ways] = [demoFolder(resolve('.sightline')), createWays()]
  const onLine = (_who: 'api' | 'ingest', line: string): void => ways.line(line)
  const options = { dataDir: folder.make(), composition: 'embedded', port: 0, onLine } as const
  const stack = await startStack(options).catch((error: unknown) => {
    folder.remove()
    throw error
  })
  try {
    await watch(stack, ways, input)
    return toRows(ways)
  } finally {
    await stack.stop()
    folder.remove()
  }
}
