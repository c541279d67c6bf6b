import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import type { StateBoard } from './state-board.ts'
import { toSource, toSourceRecord, type SourceView } from './store.ts'

type World = Pick<Deps, 'db'> & { readonly board: StateBoard }

/** In the order in which they were registered. */
export async function allSources({ db, board }: World): Promise<SourceView[]> {
  const rows = await db.source.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  return board.withStates(rows.map(toSourceRecord))
}

export async function sourceOf({ db, board }: World, id: string): Promise<SourceView> {
  return toSource(found(await db.source.findUnique({ where: { id } }), 'source'), board)
}
