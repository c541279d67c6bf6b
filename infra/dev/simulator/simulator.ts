import { randomBytes } from 'node:crypto'
import { renderCamera, type CameraMedia } from './render/render-camera.ts'
import type { Credentials } from './rtsp/digest.ts'
import { startRtspServer, type Mount } from './rtsp/rtsp-server.ts'
import { audioSdp, videoSdp } from './rtsp/sdp.ts'
import { createStream } from './rtsp/stream.ts'
import type { Name, Scene, View } from './scene.ts'
import { createLoudspeaker, type Played } from './rtsp/loudspeaker.ts'
import { noSwitches, type Switches, type SwitchTurn } from './switches.ts'
import { truthAt, type TruthBox } from './truth.ts'
import { startControl, type Control } from './control.ts'
import { allScenes } from './scenes/scenes.ts'
import { zonesInView, type PictureZone } from './zones.ts'
import { filmCache } from './film-cache.ts'
import { realPace, type Pace } from './pace.ts'
import { loadVideo } from './render/video-file.ts'

export interface SimulatorOptions {
  /** Ids from `scenes.ts`, or scenes of one's own. */
  readonly scenes: readonly (string | Scene)[]
  /** `filmCache` unless told. */
  readonly cacheDir?: string
  /** 0 takes any free port, here and below. */
  readonly rtspPort?: number
  readonly controlPort?: number
  /** Own video files, each served as a camera. */
  readonly videos?: readonly string[]
  /** By camera id; a camera without a row gets a random password. */
  readonly users?: Readonly<Record<string, Credentials>>
  /** The machine's clock unless told. */
  readonly pace?: Pace
  /** Where the scenes' time begins; the start by default. */
  readonly epochMs?: number
  readonly ffmpegPath?: string
  readonly onProgress?: (label: string, share: number) => void
}

/** One camera being served. Addresses carry no credentials. */
export interface SimulatedCamera extends Credentials {
  readonly id: string
  readonly name: Name
  readonly mainUrl: string
  readonly subUrl: string
  /** Null for a video file, which has no ground truth either. */
  readonly scene: string | null
  readonly view: View | null
  readonly zones: readonly PictureZone[]
  /** By true time (not the camera's skewed clock), as the undisturbed camera sees it, whatever is switched. */
  readonly groundTruth: (atMs: number) => readonly TruthBox[]
  /** What came out of its loudspeaker, oldest first. */
  readonly played: () => readonly Played[]
}

export interface Simulator {
  readonly cameras: readonly SimulatedCamera[]
  readonly epochMs: number
  /** Addresses that answer and are of no use: sound without picture; a description without any picture to follow. */
  readonly useless: Credentials & { readonly audioOnlyUrl: string; readonly silentUrl: string }
  readonly control: Pick<Control, 'url' | 'token'>
  /** Throws `camera_unknown`. */
  readonly switch: (cameraId: string, turn: SwitchTurn) => void
  readonly close: () => Promise<void>
}

/** A film with everything the server needs to show it. */
interface Film {
  readonly id: string
  readonly name: Name
  readonly media: CameraMedia
  readonly world: { readonly scene: Scene; readonly view: View } | null
}

function sceneOf(id: string | Scene): Scene {
  if (typeof id !== 'string') return id
  const scene = allScenes[id]
  if (!scene) throw new Error(`scene_unknown: ${id}; there are ${Object.keys(allScenes).join(', ')}`)
  return scene
}

async function loadFilms(options: SimulatorOptions): Promise<Film[]> {
  const deps = {
    cacheDir: options.cacheDir ?? filmCache,
    ffmpegPath: options.ffmpegPath ?? process.env.FFMPEG_PATH ?? 'ffmpeg',
    onProgress: options.onProgress ?? (() => {}),
  }
  const films: Film[] = []
  for (const scene of options.scenes.map(sceneOf))
    for (const camera of scene.cameras) {
      const media = await renderCamera(deps, scene, camera)
      films.push({ id: camera.id, name: camera.name, media, world: { scene, view: camera.view } })
    }
  for (const file of options.videos ?? []) {
    const { id, ...media } = await loadVideo(deps, file)
    const known = films.filter((film) => film.id === id || film.id.startsWith(`${id}-`)).length
    const unique = known === 0 ? id : `${id}-${known + 1}`
    films.push({ id: unique, name: { zh: `录像 ${unique}`, en: `Video ${unique}` }, media, world: null })
  }
  return films
}

const randomCredentials = (): Credentials => ({
  user: 'viewer',
  password: randomBytes(9).toString('base64url'),
})

interface Running {
  readonly camera: Omit<SimulatedCamera, 'mainUrl' | 'subUrl'>
  readonly mounts: readonly (readonly [string, Mount])[]
  readonly turn: (turn: SwitchTurn) => void
  readonly tick: (nowMs: number) => void
  readonly report: (nowMs: number) => void
}

function runCamera({ id, name, media, world }: Film, credentials: Credentials, epochMs: number): Running {
  let switches: Switches = noSwitches
  const streams = { main: createStream(media.main, epochMs), sub: createStream(media.sub, epochMs) }
  const both = [streams.main, streams.sub]
  const speaker = createLoudspeaker()
  const mountOf = (which: 'main' | 'sub'): [string, Mount] => {
    const { attach } = streams[which]
    const sdp = videoSdp(media[which], media[which].fps)
    const has = {
      refuses: () => switches.refuse,
      loudspeaker: () => (switches.mute ? null : speaker),
    }
    return [`/${id}/${which}`, { credentials, sdp, attach, ...has }]
  }
  return {
    camera: {
      id,
      name,
      ...credentials,
      scene: world?.scene.id ?? null,
      view: world?.view ?? null,
      zones: world ? zonesInView(world.scene.zones, world.view) : [],
      groundTruth: (atMs) => (world ? truthAt(world.scene, world.view, (atMs - epochMs) / 1000) : []),
      played: speaker.played,
    },
    mounts: [mountOf('main'), mountOf('sub')],
    turn: (turn) => {
      if (turn.name === 'drop') both.forEach((stream) => stream.dropAll())
      else switches = { ...switches, [turn.name]: turn.value }
    },
    tick: (nowMs) => both.forEach((stream) => stream.advance(nowMs, switches)),
    report: (nowMs) => both.forEach((stream) => stream.report(nowMs, switches)),
  }
}

/** Looks for due pictures this often: a picture leaves at most this late. */
const tickMs = 10
const reportMs = 1000

/** Draws what is not in the cache yet, and serves nothing. */
export const drawFilms = async (options: SimulatorOptions): Promise<void> => void (await loadFilms(options))

/** Draws what is not in the cache yet, then serves every camera until closed. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const films = await loadFilms(options)
  const pace = options.pace ?? realPace
  const epochMs = options.epochMs ?? pace.now()
  const running = films.map((film) =>
    runCamera(film, options.users?.[film.id] ?? randomCredentials(), epochMs),
  )
  const stranger = randomCredentials()
  const useless = { credentials: stranger, refuses: () => false, attach: () => () => {} }
  const mounts = new Map<string, Mount>(running.flatMap((each) => each.mounts))
  mounts.set('/useless/audio', { ...useless, sdp: audioSdp })
  const pattern = films[0]?.media.main
  if (pattern) mounts.set('/useless/silent', { ...useless, sdp: videoSdp(pattern, pattern.fps) })
  const server = await startRtspServer(mounts, options.rtspPort ?? 0)
  const base = `rtsp://127.0.0.1:${server.port}`
  const cameras = running.map(({ camera }) => ({
    ...camera,
    mainUrl: `${base}/${camera.id}/main`,
    subUrl: `${base}/${camera.id}/sub`,
  }))
  const turn = (cameraId: string, turned: SwitchTurn): void => {
    const found = running.find(({ camera }) => camera.id === cameraId)
    if (!found) throw new Error(`camera_unknown: ${cameraId}`)
    found.turn(turned)
  }
  const control = await startControl({ cameras, turn }, options.controlPort ?? 0)
  const endTicks = pace.every(tickMs, () => running.forEach((each) => each.tick(pace.now())))
  const endReports = pace.every(reportMs, () => running.forEach((each) => each.report(pace.now())))
  return {
    cameras,
    epochMs,
    useless: { ...stranger, audioOnlyUrl: `${base}/useless/audio`, silentUrl: `${base}/useless/silent` },
    control: { url: control.url, token: control.token },
    switch: turn,
    close: async () => {
      endTicks()
      endReports()
      await Promise.all([control.close(), server.close()])
    },
  }
}
