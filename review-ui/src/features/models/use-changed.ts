import type { Model } from '@sightline/api/contract/models'
import { useQueryClient } from '@tanstack/react-query'
import { keys, modelsQuery } from '../../api/queries.ts'

/** Puts an answered model into the list at once: what follows must name its newest version. */
export function useChanged(): (model: Model) => Promise<void> {
  const queries = useQueryClient()
  return async (model) => {
    await queries.cancelQueries({ queryKey: keys.models })
    queries.setQueryData(
      modelsQuery.queryKey,
      (list) => list && { ...list, items: list.items.map((one) => (one.id === model.id ? model : one)) },
    )
    await queries.invalidateQueries({ queryKey: keys.models })
  }
}
