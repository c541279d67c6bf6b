import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeHash, encoderVersion, keyOf, madeOnce } from '../film-cache.ts'
import { canvas, type Scene, type SceneCamera } from '../scene.ts'
import { sprites } from '../sprites/sprites.ts'
import { readAnnexB, type AccessUnit, type CodedVideo } from '../rtsp/access-units.ts'
import { openDraw, type Draw } from './draw.ts'
import { rawInput, runEncoder } from './encode.ts'
import { faults, faultyScene, type Fault } from './faults.ts'
import { fps, groupFrames, planGroups, type GroupPlan } from './groups.ts'
import { createPainter } from './painter.ts'

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

/** Scene, drawings, drawing code and encoder in one hash: a changed sprite is a changed film. */
async function contentKey({ ffmpegPath }: RenderDeps, scene: Scene, camera: SceneCamera): Promise<string> {
  const drawings = scene.actors.map(({ sprite, look }) => {
    const { draw, poses, head: _, hands: __, ...size } = sprites[sprite]
    return {
      size,
      poses,
      drawn: Array.from({ length: poses?.count ?? 1 }, (_, phase) => draw(look ?? {}, phase)),
    }
  })
  const { loopSeconds, backdrop, actors, weather } = scene
  const look = [loopSeconds, backdrop, actors, camera.view, drawings, weather ?? null]
  return keyOf(await codeHash(import.meta.dirname), await encoderVersion(ffmpegPath), look)
}

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
  const folder = join(deps.cacheDir, `${camera.id}-${await contentKey(deps, scene, camera)}`)
  const plan = planGroups(scene, camera.view)
  await madeOnce(folder, async (aside) => {
    const draw = await openDraw()
    const total = leadIn.length + plan.encode.length + faults.length
    let done = 0
    const source = frames({ scene, camera, plan, draw }, () => deps.onProgress(camera.id, ++done / total))
    const [mainPath, subPath] = [join(aside, 'main.h264'), join(aside, 'sub.h264')]
    const input = rawInput(canvas.width, canvas.height)
    await runEncoder({ ffmpegPath: deps.ffmpegPath, input, mainPath, subPath }, source)
    await writeFile(join(aside, 'groups.json'), JSON.stringify(plan))
  })
  const read = async (name: string) => streamOf(readAnnexB(await readFile(join(folder, name))), plan)
  return { main: await read('main.h264'), sub: await read('sub.h264') }
}
