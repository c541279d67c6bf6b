import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { sourceOf } from '../sources/list.ts'
import type { StateBoard } from '../sources/state-board.ts'
import { liveAddressOf } from './live-addresses.ts'
import { openLiveView, type LiveView } from './open-live-view.ts'

export interface SourceViewDeps extends Pick<Deps, 'db' | 'now'> {
  readonly board: StateBoard
  readonly workerToken: string
}

/** The live view of a registered source, from the worker that watches it; `source_not_live` where none offers it. */
export async function openSourceView(
  deps: SourceViewDeps,
  sourceId: string,
  signal: AbortSignal,
): Promise<LiveView> {
  const { enabled, state } = await sourceOf(deps, sourceId)
  const facts = { connection: state.connection, fault: state.fault }
  const url = enabled ? await liveAddressOf(deps, sourceId) : null
  if (url === null) throw new Refusal('source_not_live', facts)
  return openLiveView({ url, sourceId, workerToken: deps.workerToken, facts }, signal)
}

/** Whether who asks still reaches the source. */
export const isReachable = async ({ db }: Pick<Deps, 'db'>, sourceId: string): Promise<boolean> =>
  (await db.source.count({ where: { id: sourceId } })) > 0
