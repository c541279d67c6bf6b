import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import { newestClothing, type ClothingView } from './store.ts'

/** What is declared at a source; null: nothing. */
export async function readClothing(
  { db }: Pick<Deps, 'db'>,
  id: string,
): Promise<{ readonly clothing: ClothingView | null }> {
  found(await db.source.findUnique({ where: { id } }), 'source')
  const [clothing = null] = await newestClothing(db, [id])
  return { clothing }
}
