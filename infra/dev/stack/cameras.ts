import { join } from 'node:path'
import { z } from 'zod'
import { filmCache } from '../simulator/film-cache.ts'
import { startChild, until, type Child } from '../../start/child.ts'
import type { Name } from '../simulator/scene.ts'
import { allScenes } from '../simulator/scenes/scenes.ts'
import type { SwitchTurn } from '../simulator/switches.ts'
import type { BoundKind, CameraToRegister } from './seed.ts'

const point = z.object({ x: z.number(), y: z.number() })
const zone = z.object({
  id: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  polygon: z.array(point),
  bays: z.array(z.array(point)),
})
const readySchema = z.object({
  epochMs: z.number(),
  cameras: z.array(
    z.object({
      id: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      mainUrl: z.string(),
      user: z.string(),
      password: z.string(),
      scene: z.string().nullable(),
      zones: z.array(zone),
    }),
  ),
  control: z.object({ url: z.string(), token: z.string() }),
  useless: z.object({
    user: z.string(),
    password: z.string(),
    audioOnlyUrl: z.string(),
    silentUrl: z.string(),
  }),
})
type SimulatedCamera = z.infer<typeof readySchema>['cameras'][number]

type InBoth<T extends { readonly name: string }> = Omit<T, 'name'> & { readonly name: Name }
/** A camera that is named in both languages. */
export type DrawnCamera = Omit<InBoth<CameraToRegister>, 'place' | 'zones'> & {
  readonly place: Name
  readonly zones: readonly InBoth<CameraToRegister['zones'][number]>[]
}

const heardSchema = z.object({
  fromAt: z.number(),
  toAt: z.number(),
  sha256: z.string(),
  lost: z.number(),
  samplesBase64: z.base64(),
})
/** What a loudspeaker played: 16-bit samples, 8 kHz, little endian. */
export type Heard = z.infer<typeof heardSchema>

/** Cameras that run, as the demo registers them. */
export interface Cameras {
  readonly list: readonly CameraToRegister[]
  /** The same, named in both languages: whoever registers them chooses. */
  readonly drawn: readonly DrawnCamera[]
  /** When their films began, by their own clocks. */
  readonly epochMs: number
  /** The plate of the car that stays in a scene, as the ground truth has it; for whoever plays the officers. */
  plateOf(cameraName: string): string | null
  switch(cameraName: string, turn: SwitchTurn): Promise<void>
  /** What came out of a camera's loudspeaker, oldest first. */
  played(cameraName: string): Promise<readonly Heard[]>
  /** Addresses that answer and are of no use. */
  readonly useless: Ready['useless']
  stop(): Promise<void>
}

/** Short enough to be seen in a demonstration; real rules wait for minutes. */
export const quickParking: BoundKind = {
  kind: 'illegal_parking',
  params: { stillSeconds: 4, graceSeconds: 15 },
}

/** What the zones of each scene are for. No model here offers a bare head: that rule shows how this is said. */
const quickRules: Readonly<Record<string, readonly BoundKind[]>> = {
  pavement: [quickParking],
  plaza: [{ kind: 'street_vending', params: { stillSeconds: 60, graceSeconds: 15, minGoods: 1 } }],
  reservoir: [{ kind: 'angling', params: { stillSeconds: 20, graceSeconds: 20 } }],
  kitchen: [{ kind: 'kitchen_no_hat', params: {} }],
}

/** The scene's own zones; of a user's own file the whole picture. */
function zonesOf({ scene, zones }: SimulatedCamera): DrawnCamera['zones'] {
  const whole = [
    { x: 0, y: 0.2 },
    { x: 1, y: 0.2 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ]
  if (scene === null)
    return [{ name: { zh: '全画面', en: 'Whole picture' }, polygon: whole, bays: [], rules: [quickParking] }]
  return zones.map(({ name, polygon, bays }) => ({ name, polygon, bays, rules: quickRules[scene] ?? [] }))
}

/** Sealed with every picture: whoever looks at the evidence reads that it was drawn. */
function placeOf({ scene }: SimulatedCamera): Name {
  if (scene === null) return { zh: '演示：自带的视频文件', en: 'Demonstration: a video file' }
  const name = allScenes[scene]?.name ?? { zh: scene, en: scene }
  return { zh: `演示（绘制画面）：${name.zh}`, en: `Demonstration (drawn): ${name.en}` }
}

const toDrawn = (camera: SimulatedCamera): DrawnCamera => ({
  name: camera.name,
  kind: camera.scene === 'kitchen' ? 'kitchen' : 'fixed',
  place: placeOf(camera),
  url: camera.mainUrl,
  user: camera.user,
  password: camera.password,
  zones: zonesOf(camera),
})

const inChinese = ({ name, place, zones, ...camera }: DrawnCamera): CameraToRegister => ({
  ...camera,
  name: name.zh,
  place: place.zh,
  zones: zones.map((zone) => ({ ...zone, name: zone.name.zh })),
})

export interface CameraOptions {
  /** Ids of `simulator/scenes/scenes.ts`; all of them unless told. */
  readonly scenes?: readonly string[]
  /** A user's own file as the only camera. */
  readonly video?: string
  readonly cacheDir?: string
  /** Of RTSP; any free one unless told. */
  readonly port?: number
  readonly onLine?: (line: string) => void
  /** They are served no longer. */
  readonly onEnd?: () => void
}

type Ready = z.infer<typeof readySchema>

/** Runs the simulator as its own process until it says, in one line, what it serves. */
async function run(options: CameraOptions): Promise<{ child: Child; ready: Ready }> {
  const some = options.scenes ? ['--scenes', options.scenes.join(',')] : []
  const which = options.video ? ['--video', options.video] : some
  const served = ['--cache', options.cacheDir ?? filmCache, '--json', '--port', String(options.port ?? 0)]
  let ready: Ready | undefined
  const entry = join(import.meta.dirname, '../simulator/simulator-cli.ts')
  const child = startChild(process.execPath, ['--import', 'tsx', entry, ...which, ...served], {
    onLine: (line) => {
      if (line.startsWith('{')) ready = readySchema.parse(JSON.parse(line))
      else options.onLine?.(line)
    },
  })
  const isReady = async () => {
    if (child.process.exitCode !== null) throw new Error(`the simulator ended:\n${child.tail()}`)
    return ready !== undefined
  }
  await until('the simulator serves its cameras', isReady, 900_000)
  void child.ended.then(() => options.onEnd?.())
  if (!ready) throw new Error('the simulator is not ready')
  return { child, ready }
}

/** Starts the camera simulator; resolves when every film is drawn and served. */
export async function startCameras(options: CameraOptions = {}): Promise<Cameras> {
  const { child, ready } = await run(options)
  const { cameras, control, epochMs } = ready
  const drawn = cameras.map(toDrawn)
  const named = (name: string) => cameras.find((camera) => camera.name.zh === name)
  return {
    list: drawn.map(inChinese),
    drawn,
    epochMs,
    useless: ready.useless,
    plateOf: (name) => plateIn(named(name)?.scene ?? null),
    async switch(name, turn) {
      const response = await fetch(`${control.url}/cameras/${named(name)?.id ?? name}/switch`, {
        method: 'POST',
        headers: { authorization: `Bearer ${control.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(turn),
      })
      if (!response.ok) throw new Error(`switch ${turn.name}: ${response.status} ${await response.text()}`)
    },
    async played(name) {
      const response = await fetch(`${control.url}/played?camera=${named(name)?.id ?? name}`, {
        headers: { authorization: `Bearer ${control.token}` },
      })
      return z.array(heardSchema).parse(await response.json())
    },
    stop: () => child.stop(),
  }
}

/** The plate of the actor that stands longest. */
function plateIn(sceneId: string | null): string | null {
  const parked = sceneId ? allScenes[sceneId]?.actors.find(({ id }) => id === 'car-a') : undefined
  return parked?.look?.text ?? null
}
