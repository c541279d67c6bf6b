import { resolve } from 'node:path'
import { ModelError } from '@sightline/models/model-error'
import { pullModel, type Origins } from '@sightline/models/pull'
import type { Film } from './film.ts'

const repository = resolve(import.meta.dirname, '../../..')
/** Where films lie that were fetched. */
export const filmsDir = resolve(repository, '.sightline/films')
/** Pictures and films beside the repository, where a development machine has them. */
const beside = resolve(repository, '../shared/media')

interface Getting {
  readonly dir?: string
  /** Whether its public addresses are asked: by them their owners learn who asks and when. */
  readonly isPublic: boolean
}

/**
 * The film's file, verified: from the cache, from beside the repository, or from its public addresses. Null where it can be
 * had from nowhere, which is said.
 */
export async function getFilm(
  { id, copies }: Pick<Film, 'id' | 'copies'>,
  say: (line: string) => void,
  { dir = filmsDir, isPublic }: Getting,
): Promise<string | null> {
  const origins: Origins[] = [{ mirror: beside }, ...(isPublic ? [{ isPublic } as const] : [])]
  const ways = origins.flatMap((origin) => copies.map((copy) => ({ origins: origin, copy })))
  const tried: string[] = []
  for (const { copy, ...way } of ways) {
    const wanted = { manifest: { name: id, files: [copy] }, dir, onProgress: () => undefined, ...way }
    const path = await pullModel(wanted).then(([pulled]) => pulled?.path, refusal)
    if (typeof path === 'string') return path
    if (path) tried.push(path.message)
  }
  say(`${id}: skipped, it can be had from nowhere: ${tried.join('; ')}`)
  return null
}

/** A film that a place does not have is one to look for elsewhere; anything else is thrown. */
function refusal(error: unknown): ModelError {
  if (error instanceof ModelError) return error
  throw error
}
