import { join } from 'node:path'
import { z } from 'zod'
import type { FindingEvent } from '@sightline/detectors/finding'
import {
  emptyScene,
  parseScene,
  SceneStateError,
  step,
  suspend,
  type SceneState,
} from '@sightline/detectors/scene'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { systemClock } from '@sightline/infra/platform/clock'
import { makeDirDurably, writeDurably } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import { loadSaved } from '../floor/saved-file.ts'
import { toSceneConfig } from '../sources/bind-rules.ts'
import { drawPicture } from './draw-picture.ts'
import type { LookTask, ShadowFound, ShadowSetup, ShadowSource, ShownPicture } from './messages.ts'

/** The folds of a shadow, one of each source, whose memory survives a kill but for the last seconds. */
export interface Scenes {
  /** One look later: which findings changed. What was late is left out. */
  look(source: ShadowSource, task: LookTask): Promise<readonly ShadowFound[]>
  /** The view moved: everything is forgotten, as it is by those in force. */
  suspend(sourceId: string, at: number): Promise<void>
  /** The last picture, if it is of about that moment. */
  draw(sourceId: string, at: number): Promise<Uint8Array | null>
}

interface Scene {
  state: SceneState
  savedAt: number
  last: { readonly at: number; readonly picture: ShownPicture } | null
}

const saveEveryMs = 5_000
/** A conclusion in force is drawn a moment after its picture was looked at. */
const aboutMs = 2_000
/** Raised whenever the saved form changes: an older one is moved aside, and the scene begins anew. */
const savedVersion = 1
const savedSchema = z.object({ version: z.literal(savedVersion), runId: z.string(), scene: z.unknown() })

export function openScenes({ dir, runId }: Pick<ShadowSetup, 'dir' | 'runId'>): Scenes {
  const scenes = new Map<string, Scene>()

  async function sceneOf(sourceId: string): Promise<Scene> {
    const known = scenes.get(sourceId)
    if (known) return known
    const made = { state: await load(dir, sourceId, runId), savedAt: systemClock.monotonic(), last: null }
    scenes.set(sourceId, made)
    return made
  }
  async function saveWhenDue(sourceId: string, scene: Scene): Promise<void> {
    const now = systemClock.monotonic()
    if (now - scene.savedAt < saveEveryMs) return
    scene.savedAt = now
    await save(dir, sourceId, { runId, scene: scene.state })
  }
  return {
    async look(source, { at, detections, shift, picture }) {
      const scene = await sceneOf(source.id)
      const frame = { at, detections, ...(shift && { shift }) }
      const { state, events } = step(scene.state, frame, toSceneConfig(source, trackerDefaults))
      scene.state = state
      scene.last = { at, picture }
      await saveWhenDue(source.id, scene)
      return Promise.all(events.filter(isTold).map((event) => toFound(event, picture)))
    },
    async suspend(sourceId, at) {
      const scene = await sceneOf(sourceId)
      scene.state = suspend(scene.state, at).state
    },
    async draw(sourceId, at) {
      const last = scenes.get(sourceId)?.last
      return last && Math.abs(last.at - at) <= aboutMs ? drawPicture(last.picture) : null
    },
  }
}

/** Nobody is told of what only began. */
const isTold = ({ stage }: FindingEvent): boolean => stage !== 'opened'

const toFound = async (event: FindingEvent, picture: ShownPicture): Promise<ShadowFound> => ({
  event,
  jpeg: event.stage === 'confirmed' ? await drawPicture(picture) : null,
})

const pathOf = (dir: string, sourceId: string): string => join(dir, `${sourceId}.json`)

async function save(
  dir: string,
  sourceId: string,
  saved: { runId: string; scene: SceneState },
): Promise<void> {
  await makeDirDurably(dir)
  await writeDurably(pathOf(dir, sourceId), JSON.stringify({ version: savedVersion, ...saved }))
}

/** As it was left by this run; another run's, or what cannot be continued, begins anew. */
async function load(dir: string, sourceId: string, runId: string): Promise<SceneState> {
  const { value } = await loadSaved(pathOf(dir, sourceId), parse, systemClock.now())
  return value?.runId === runId ? value.scene : emptyScene
}

function parse(json: unknown): { readonly runId: string; readonly scene: SceneState } {
  try {
    const { runId, scene } = savedSchema.parse(json)
    return { runId, scene: parseScene(scene) }
  } catch (cause) {
    if (!(cause instanceof z.ZodError) && !(cause instanceof SceneStateError)) throw cause
    throw new CodedError('shadow_state_malformed', { problem: cause.message }, { cause })
  }
}
