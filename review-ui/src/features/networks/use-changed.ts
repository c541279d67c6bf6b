import type { Network } from '@sightline/api/contract/networks'
import { useQueryClient } from '@tanstack/react-query'
import { keys, networksQuery } from '../../api/queries.ts'

/** Puts an answered network into the list at once: what follows must name its newest version. */
export function useChanged(): (network: Network) => Promise<void> {
  const queries = useQueryClient()
  return async (network) => {
    await queries.cancelQueries({ queryKey: keys.networks })
    queries.setQueryData(
      networksQuery.queryKey,
      (list) => list && { ...list, items: list.items.map((one) => (one.id === network.id ? network : one)) },
    )
    await queries.invalidateQueries({ queryKey: keys.networks })
  }
}
