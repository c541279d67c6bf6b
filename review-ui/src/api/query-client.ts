import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiFailure, type FailureCode } from './failure.ts'
import { keys } from './queries.ts'

const worthTrying: readonly FailureCode[] = ['offline', 'internal']

/** The cache of all server facts. Whoever is told "not signed in" is signed out on this screen too. */
export function createQueries(): QueryClient {
  const onError = (error: unknown): void => {
    if (error instanceof ApiFailure && error.code === 'not_signed_in')
      queries.setQueryData(keys.session, null)
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
