import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { filmCache, keyOf, madeOnce } from '../simulator/film-cache.ts'
import { fps as drawnFps } from '../simulator/render/groups.ts'
import { renderCamera } from '../simulator/render/render-camera.ts'
import type { Scene, SceneCamera } from '../simulator/scene.ts'
import { allScenes } from '../simulator/scenes/scenes.ts'
import { truthAt } from '../simulator/truth.ts'
import { zonesInView } from '../simulator/zones.ts'
import type { Film, FilmRule, Place, Seen } from './film.ts'
import { filmsDir } from './get-film.ts'

const run = promisify(execFile)
const ffmpegPath = process.env['FFMPEG_PATH'] ?? 'ffmpeg'

/** Scenes that were drawn for what real film taught: each is a film whose truth is known to the pixel. */
const drawn = [
  'reservoir-angler',
  'reservoir-walkers',
  'reservoir-lifeless',
  'reservoir-beside',
  'reservoir-lens',
  'reservoir-dusk',
  'reservoir-night',
  'shop-window',
] as const

/** Where somebody is, twice a second while in sight. */
const everySecond = 0.5

function seenIn({ loopSeconds, ...scene }: Scene, { view }: SceneCamera): Seen[] {
  const places = new Map<string, Place[]>()
  for (let second = 0; second < loopSeconds; second += everySecond)
    for (const one of truthAt({ ...scene, loopSeconds }, view, second)) {
      if (one.class !== 'person') continue
      const { left, top, right, bottom } = one.box
      places.set(one.actorId, [...(places.get(one.actorId) ?? []), [second, left, top, right, bottom]])
    }
  return [...places].map(([who, own]) => ({ who, class: 'person', places: own }))
}

function filmOf(scene: Scene, camera: SceneCamera): Film {
  const rules = zonesInView(scene.zones, camera.view).map(({ polygon }): FilmRule => ({
    kind: 'angling',
    params: {},
    polygon,
    stays: scene.violations.map(({ actorId, from, to }) => ({ who: actorId, from, to })),
  }))
  return {
    id: scene.id,
    shows: scene.name.en,
    copies: [],
    licence: 'Apache-2.0',
    attribution: 'drawn by the camera simulator',
    turning: 'forwards',
    seconds: scene.loopSeconds,
    fps: drawnFps,
    seen: seenIn(scene, camera),
    rules,
  }
}

/** A drawn scene as a film. */
export interface DrawnFilm {
  readonly film: Film
  /** Draws and codes it, once, as the simulator serves it. */
  readonly file: () => Promise<string>
}

async function fileOf(scene: Scene, camera: SceneCamera): Promise<string> {
  const deps = { cacheDir: filmCache, ffmpegPath, onProgress: () => undefined }
  const { main } = await renderCamera(deps, scene, camera)
  const start = Buffer.from([0, 0, 0, 1])
  const units = [main.sps, main.pps, ...main.loop.flatMap(({ nals }) => nals)].flatMap((nal) => [start, nal])
  const bytes = Buffer.concat(units)
  const folder = join(filmsDir, 'drawn', `${scene.id}-${keyOf(bytes.toString('base64'))}`)
  await madeOnce(folder, async (aside) => {
    const raw = join(aside, 'film.h264')
    await writeFile(raw, bytes)
    const options = ['-v', 'error', '-r', String(main.fps), '-i', raw, '-c', 'copy', join(aside, 'film.mp4')]
    await run(ffmpegPath, options)
  })
  return join(folder, 'film.mp4')
}

export const drawnFilms: readonly DrawnFilm[] = drawn.map((id) => {
  const scene = allScenes[id]
  const camera = scene?.cameras[0]
  if (!scene || !camera) throw new Error(`no scene ${id}`)
  return { film: filmOf(scene, camera), file: () => fileOf(scene, camera) }
})
