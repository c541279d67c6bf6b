import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { freePort } from './child.ts'
import { placesOf, writeWhole } from './data-folder.ts'
import { startMain } from './mains.ts'
import type { Supervisor } from './supervisor.ts'

const keptSchema = z.object({
  /** Whether they were asked for, and start with the product. */
  isOn: z.boolean(),
  /** Where their sources are registered: the same at every start. */
  port: z.int().positive(),
  password: z.string().min(12),
})
type Kept = z.infer<typeof keptSchema>

export type CamerasState = 'off' | 'starting' | 'on' | 'failed'

/** What the control door tells of the drawn cameras. */
export interface CamerasStatus {
  readonly state: CamerasState
  /** The last line of who draws them. */
  readonly progress: string
  /** What the addresses of their sources begin with. */
  readonly base: string
  /** As they are to be registered; empty until they run. */
  readonly cameras: readonly unknown[]
}

export interface DrawnCameras {
  status(): CamerasStatus
  /** Starts them; answers at once. */
  turnOn(): void
  /** Those that are still being drawn end when they are. */
  turnOff(): Promise<void>
  /** Starts them when they were on in an earlier run. */
  resume(): void
}

export interface CamerasDeps {
  readonly dir: string
  readonly env: Readonly<Record<string, string>>
  readonly supervisor: Supervisor
  readonly onLine: (line: string) => void
}

async function readKept(dir: string): Promise<Kept> {
  const file = placesOf(dir).cameras
  if (existsSync(file)) return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const kept = { isOn: false, port: await freePort(), password: randomBytes(12).toString('base64url') }
  writeWhole(file, kept)
  return kept
}

/** Drawing the films takes minutes the first time. */
const readyMs = 900_000
const linesSchema = z.object({ cameras: z.array(z.unknown()) })

/** What is known of them now. */
interface Now {
  kept: Kept
  state: CamerasState
  progress: string
  cameras: readonly unknown[]
}

function startProgram(now: Now, { env, onLine }: CamerasDeps) {
  return startMain({
    entry: 'infra/dev/stack/cameras-cli.ts',
    args: ['--port', String(now.kept.port)],
    env: { ...env, SIGHTLINE_CAMERA_PASSWORD: now.kept.password },
    ready: /^\{"cameras"/,
    readyMs,
    onLine(line) {
      if (line.startsWith('{')) now.cameras = linesSchema.parse(JSON.parse(line)).cameras
      else onLine((now.progress = line))
    },
  })
}

async function takeAway(now: Now, { supervisor }: CamerasDeps): Promise<void> {
  await supervisor.drop('cameras')
  now.cameras = []
  now.state = 'off'
}

async function run(now: Now, deps: CamerasDeps): Promise<void> {
  now.state = 'starting'
  try {
    await deps.supervisor.keep('cameras', () => startProgram(now, deps))
    now.state = 'on'
    if (!now.kept.isOn) await takeAway(now, deps)
  } catch (error) {
    now.state = 'failed'
    now.progress = error instanceof Error ? error.message.slice(0, 500) : String(error)
  }
}

/** The drawn cameras of the simulator, as one more program of the supervisor. */
export async function createDrawnCameras(deps: CamerasDeps): Promise<DrawnCameras> {
  const now: Now = { kept: await readKept(deps.dir), state: 'off', progress: '', cameras: [] }
  function keep(isOn: boolean): void {
    now.kept = { ...now.kept, isOn }
    writeWhole(placesOf(deps.dir).cameras, now.kept)
  }
  return {
    status: () => ({
      state: now.state,
      progress: now.progress,
      base: `rtsp://127.0.0.1:${now.kept.port}/`,
      cameras: now.cameras,
    }),
    turnOn() {
      keep(true)
      if (now.state === 'off' || now.state === 'failed') void run(now, deps)
    },
    async turnOff() {
      keep(false)
      if (now.state !== 'starting') await takeAway(now, deps)
    },
    resume() {
      if (now.kept.isOn) void run(now, deps)
    },
  }
}
