import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { dueCodes } from '@sightline/api/contract/second-factor'
import { ApiFailure, isSignedOut, type FailureCode } from './failure.ts'
import { keys } from './queries.ts'

const worthTrying: readonly FailureCode[] = ['offline', 'internal']

/** The cache of all server facts. Whoever is told "not signed in" is signed out on this screen too, and told what must be done first asks who they are. */
export function createQueries(): QueryClient {
  const onError = (error: unknown): void => {
    if (!(error instanceof ApiFailure)) return
    if (error.code === 'signed_in_elsewhere') queries.setQueryData(keys.signedOut, error.facts)
    if (isSignedOut(error)) queries.setQueryData(keys.session, null)
    if (dueCodes.some((code) => code === error.code))
      void queries.invalidateQueries({ queryKey: keys.session })
  }
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 2_000,
        retry: (times, error) => times < 2 && error instanceof ApiFailure && worthTrying.includes(error.code),
        retryDelay: 600,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queries
}
