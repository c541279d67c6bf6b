import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canvas, type Scene, type SceneCamera } from '../scene.ts'
import { sprites } from '../sprites/sprites.ts'
import { readAnnexB, type AccessUnit, type CodedVideo } from '../rtsp/access-units.ts'
import { openDraw, type Draw } from './draw.ts'
import { rawInput, runEncoder } from './encode.ts'
import { faults, faultyScene, type Fault } from './faults.ts'
import { fps, groupFrames, planGroups, type GroupPlan } from './groups.ts'
import { createPainter } from './painter.ts'

/** Changes whenever the same scene would be drawn or encoded differently. */
const rendererVersion = 3

/** A group encoded before everything else and never played: in its first one an encoder finds its quality. */
const leadIn = [0]

/** One stream ready to play: the loop's pictures in order, and those of each fault where there are any. */
export interface StreamMedia extends Pick<CodedVideo, 'sps' | 'pps'> {
  readonly fps: number
  readonly loop: readonly AccessUnit[]
  readonly faults: Readonly<Record<Fault, readonly AccessUnit[]>> | null
}

export interface CameraMedia {
  readonly main: StreamMedia
  readonly sub: StreamMedia
}

export interface RenderDeps {
  readonly cacheDir: string
  readonly ffmpegPath: string
  /** Called with what is being drawn and the share done, 0..1. */
  readonly onProgress: (label: string, share: number) => void
}

/** Scene, drawings and version in one hash: a changed sprite is a changed film. */
function contentKey(scene: Scene, camera: SceneCamera): string {
  const drawings = scene.actors.map(({ sprite, look }) => {
    const { draw, poses, head: _, hands: __, ...size } = sprites[sprite]
    return {
      size,
      poses,
      drawn: Array.from({ length: poses?.count ?? 1 }, (_, phase) => draw(look ?? {}, phase)),
    }
  })
  const { loopSeconds, backdrop, actors, weather } = scene
  const content = JSON.stringify([
    rendererVersion,
    loopSeconds,
    backdrop,
    actors,
    camera.view,
    drawings,
    ...(weather ? [weather] : []),
  ])
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

/** True where the file is there; any other trouble throws. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )

async function* frames(
  { scene, camera, plan, draw }: { scene: Scene; camera: SceneCamera; plan: GroupPlan; draw: Draw },
  onGroup: () => void,
) {
  const groups = [
    { scene, view: camera.view, firsts: [...leadIn, ...plan.encode], noise: [...leadIn, ...plan.noise] },
    ...faults.map((fault) => ({ ...faultyScene[fault](scene, camera.view), firsts: [0], noise: [0] })),
  ]
  for (const { scene: world, view, firsts, noise } of groups) {
    const painter = await createPainter(world, view, draw)
    for (const [group, first] of firsts.entries()) {
      const from = noise[group] ?? 0
      for (let k = 0; k < groupFrames; k++) yield await painter.frame((first + k) / fps, from + k)
      onGroup()
    }
  }
}

/** Files appear under their final names only when they are whole: written aside, then renamed. */
export async function writeWhole(folder: string, write: (aside: string) => Promise<void>): Promise<void> {
  const aside = `${folder}.${process.pid}.part`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  try {
    await write(aside)
    await rm(folder, { recursive: true, force: true })
    await rename(aside, folder)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

function streamOf(video: CodedVideo, plan: GroupPlan): StreamMedia {
  const group = (index: number): AccessUnit[] => {
    const first = (leadIn.length + index) * groupFrames
    const units = video.units.slice(first, first + groupFrames)
    if (units.length !== groupFrames || units.some((unit, k) => unit.key !== (k === 0)))
      throw new Error(`group ${index} of the encoded video does not have its key frame where it must`)
    return units
  }
  const after = plan.encode.length
  const faulty = { black: group(after), covered: group(after + 1), shifted: group(after + 2) }
  return { sps: video.sps, pps: video.pps, fps, loop: plan.play.flatMap(group), faults: faulty }
}

/** The film of one camera: from the cache, or drawn and encoded once. */
export async function renderCamera(
  deps: RenderDeps,
  scene: Scene,
  camera: SceneCamera,
): Promise<CameraMedia> {
  if (scene.loopSeconds % 2 !== 0)
    throw new Error(`scene ${scene.id}: loopSeconds must be even, got ${scene.loopSeconds}`)
  const folder = join(deps.cacheDir, `${camera.id}-${contentKey(scene, camera)}`)
  const plan = planGroups(scene, camera.view)
  if (!(await exists(folder))) {
    const draw = await openDraw()
    const total = leadIn.length + plan.encode.length + faults.length
    let done = 0
    const source = frames({ scene, camera, plan, draw }, () => deps.onProgress(camera.id, ++done / total))
    await writeWhole(folder, async (aside) => {
      const run = {
        ffmpegPath: deps.ffmpegPath,
        mainPath: join(aside, 'main.h264'),
        subPath: join(aside, 'sub.h264'),
      }
      await runEncoder({ ...run, input: rawInput(canvas.width, canvas.height) }, source)
      await writeFile(join(aside, 'groups.json'), JSON.stringify(plan))
    })
  }
  const read = async (name: string) => streamOf(readAnnexB(await readFile(join(folder, name))), plan)
  return { main: await read('main.h264'), sub: await read('sub.h264') }
}
