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
import { asSeen } from '@sightline/detectors/tracking/steady'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { systemClock } from '@sightline/infra/platform/clock'
import { makeDirDurably, writeDurably } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import { openTraceLog, type TraceLog } from '../findings/trace-log.ts'
import { loadSaved } from '../floor/saved-file.ts'
import { judgedBy } from '../judge/judge.ts'
import { proveStep } from '../judge/withheld.ts'
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
  /** Its own folder, and what was seen in it, by which confirmations are proved. */
  readonly dir: string
  readonly trace: TraceLog
  state: SceneState
  savedAt: number
  last: { readonly at: number; readonly picture: ShownPicture } | null
}

const saveEveryMs = 5_000
/** Longer than a thing can stand before its finding opens: as long as those in force remember. */
const rememberMs = 12 * 60_000
/** A conclusion in force is drawn a moment after its picture was looked at. */
const aboutMs = 2_000
/** Raised whenever the saved form changes: an older one is moved aside, and the scene begins anew. */
const savedVersion = 1
const savedSchema = z.object({ version: z.literal(savedVersion), runId: z.string(), scene: z.unknown() })

export function openScenes({ dir: root, runId }: Pick<ShadowSetup, 'dir' | 'runId'>): Scenes {
  const scenes = new Map<string, Scene>()

  async function sceneOf(sourceId: string): Promise<Scene> {
    const known = scenes.get(sourceId)
    if (known) return known
    const dir = join(root, sourceId)
    await makeDirDurably(dir)
    const state = await load(dir, runId)
    const trace = await openTraceLog(dir, state.tracker.at)
    const made = { dir, trace, state, savedAt: systemClock.monotonic(), last: null }
    scenes.set(sourceId, made)
    return made
  }
  return {
    async look(source, task) {
      const scene = await sceneOf(source.id)
      const events = await judge(scene, source, task)
      scene.last = { at: task.at, picture: task.picture }
      if (systemClock.monotonic() - scene.savedAt >= saveEveryMs) await save(scene, runId)
      return Promise.all(events.filter(isTold).map((event) => toFound(event, task.picture)))
    },
    async suspend(sourceId, at) {
      const scene = await sceneOf(sourceId)
      scene.state = suspend(scene.state, at, 'view_moved').state
    },
    async draw(sourceId, at) {
      const last = scenes.get(sourceId)?.last
      return last && Math.abs(last.at - at) <= aboutMs ? drawPicture(last.picture) : null
    },
  }
}

/** One look later, by the same fold and the same proof of every confirmation as in force. */
async function judge(scene: Scene, source: ShadowSource, task: LookTask): Promise<readonly FindingEvent[]> {
  const { at, detections, shift, envelope } = task
  const { dir, trace, state: before } = scene
  const frame = { at, detections, ...(shift && { shift }) }
  const stepped = step(before, frame, { ...toSceneConfig(source, trackerDefaults), envelope })
  if (stepped.state === before) return []
  const row = {
    ...frame,
    tracks: stepped.facts.tracks.map(({ id, box }) => ({ id, box: asSeen(box, frame) })),
  }
  const proven = await proveStep(stepped, { dir, trace, frame: row })
  const withheld = proven.unproven.map(({ event }) => event.findingId)
  trace.append(withheld.length > 0 ? { ...row, withheld } : row, before, judgedBy({ source, envelope }))
  scene.state = proven.scene
  return proven.events
}

/** Nobody is told of what only began. */
const isTold = ({ stage }: FindingEvent): boolean => stage !== 'opened'

const toFound = async (event: FindingEvent, picture: ShownPicture): Promise<ShadowFound> => ({
  event,
  jpeg: event.stage === 'confirmed' ? await drawPicture(picture) : null,
})

const fileName = 'scene.json'

async function save(scene: Scene, runId: string): Promise<void> {
  const { dir, trace, state } = scene
  scene.savedAt = systemClock.monotonic()
  await trace.flush(false)
  await writeDurably(join(dir, fileName), JSON.stringify({ version: savedVersion, runId, scene: state }))
  await trace.forgetBefore(
    Math.min(state.tracker.at - rememberMs, ...state.stays.map(({ stoodFrom }) => stoodFrom)),
  )
}

/** As it was left by this run; another run's, or what cannot be continued, begins anew. */
async function load(dir: string, runId: string): Promise<SceneState> {
  const { value } = await loadSaved(join(dir, fileName), parse, systemClock.now())
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
