import { join } from 'node:path'
import { z } from 'zod'
import { turnSchema } from '@sightline/api/contract/geometry'
import type { Turn } from '@sightline/detectors/geometry/turn'
import { emptyScene, parseScene, SceneStateError, type SceneState } from '@sightline/detectors/scene'
import { readJsonIfThere, readTextIfThere, writeDurably } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import { emptyHealth } from '@sightline/detectors/rules/health'
import { emptyLog } from '@sightline/detectors/rules/health-runs'
import { findingRecordSchema, openFindingSchema, savedHealthSchema } from '../findings/finding-record.ts'
import { loadSaved } from '../floor/saved-file.ts'

const stateVersion = 1
const unknownHealth = { record: emptyHealth, log: emptyLog }
const savedSchema = z.object({
  version: z.literal(stateVersion),
  scene: z.unknown(),
  pending: z.array(findingRecordSchema),
  open: z.array(openFindingSchema),
  /** Absent in what was saved before cameras were looked at. */
  health: savedHealthSchema.default(unknownHealth),
  /** How the pictures of the scene were turned. Absent in what was saved before they could be. */
  turn: turnSchema.default(0),
})

/** What a watch must not forget: the scene, the camera's health, the findings that are open, and what is not carried out. */
export interface WatchState {
  readonly scene: SceneState
  readonly pending: z.infer<typeof savedSchema>['pending']
  readonly open: z.infer<typeof savedSchema>['open']
  readonly health: z.infer<typeof savedSchema>['health']
  readonly turn: Turn
}

export const emptyState: WatchState = {
  scene: emptyScene,
  pending: [],
  open: [],
  health: unknownHealth,
  turn: 0,
}

const fileName = 'state.json'

/** On return the state is on the disk. */
export async function saveState(dir: string, state: WatchState): Promise<void> {
  await writeDurably(join(dir, fileName), JSON.stringify({ version: stateVersion, ...state }))
}

/** The saved state, or an empty one with the reason why the saved one, moved aside, cannot be continued. */
export async function loadState(
  dir: string,
  now: number,
): Promise<{ state: WatchState; refused: CodedError | null }> {
  const { value, refused } = await loadSaved(join(dir, fileName), parseState, now)
  return { state: value ?? emptyState, refused }
}

/** As `loadState`, without touching what is refused; null where nothing was saved. */
export async function readState(dir: string): Promise<WatchState | null> {
  const json = await readJsonIfThere(join(dir, fileName))
  return json === null ? null : parseState(json)
}

const leftSchema = z.object({
  pending: z.array(z.unknown()),
  open: z.array(z.object({ facts: z.unknown() })),
})

/**
 * Whether a watch's folder holds events that wait to be carried out, or findings that can be ended; yes where what it has
 * saved cannot be read.
 */
export async function hasLeft(dir: string): Promise<boolean> {
  const text = await readTextIfThere(join(dir, fileName))
  if (text === null) return false
  const left = leftSchema.safeParse(toJson(text))
  return !left.success || left.data.pending.length > 0 || left.data.open.some(({ facts }) => facts)
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Refuses with `watch_state_version_differs` or `watch_state_malformed`. */
function parseState(json: unknown): WatchState {
  const version = z.object({ version: z.number() }).safeParse(json).data?.version
  if (version !== undefined && version !== stateVersion) {
    throw new CodedError('watch_state_version_differs', { version, expected: stateVersion })
  }
  const parsed = savedSchema.safeParse(json)
  if (!parsed.success) {
    throw new CodedError(
      'watch_state_malformed',
      { problem: z.prettifyError(parsed.error) },
      { cause: parsed.error },
    )
  }
  const { pending, open, health, turn } = parsed.data
  return { scene: parseSavedScene(parsed.data.scene), pending, open, health, turn }
}

function parseSavedScene(json: unknown): SceneState {
  try {
    return parseScene(json)
  } catch (cause) {
    if (!(cause instanceof SceneStateError)) throw cause
    throw new CodedError('watch_state_malformed', { problem: cause.message }, { cause })
  }
}
