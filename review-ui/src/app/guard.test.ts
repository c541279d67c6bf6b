import type { Permission } from '@sightline/api/contract/people'
import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { sessionQuery } from '../api/queries.ts'
import { firstPage, safeTarget } from './guard.ts'

it.each([
  ['nothing asked', null, '/'],
  ['a page of ours', '/alerts/a1?exhibit=x', '/alerts/a1?exhibit=x'],
  ['another site', 'https://evil.example', '/'],
  ['another site without its scheme', '//evil.example', '/'],
  ['the same with a backslash', '/\\evil.example', '/'],
  ['the sign-in page itself', '/sign-in?from=/x', '/'],
])('after sign-in: %s', (_, from, target) => expect(safeTarget(from)).toBe(target))

it.each<[string, readonly Permission[] | null, string]>([
  ['nobody yet', null, '/sign-in'],
  ['an operator', ['alerts.read', 'sources.read'], '/alerts'],
  ['a device administrator', ['sources.read', 'models.read', 'limits.read'], '/sources'],
  ['a system administrator', ['people.read', 'people.write', 'limits.read'], '/people'],
  ['an audit administrator', ['people.read', 'audit.read'], '/audit'],
])('the first page of %s', async (_, permissions, path) => {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  queries.setQueryData(sessionQuery.queryKey, permissions && ({ permissions } as never))
  expect(await firstPage(queries)).toBe(path)
})
