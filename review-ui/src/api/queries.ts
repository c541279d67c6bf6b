import type { z } from 'zod'
import type { alertFilterSchema } from '@sightline/api/contract/alerts'
import type { permitFilterSchema } from '@sightline/api/contract/permits'
import { routes } from '@sightline/api/contract/routes'
import type { CaseStatus } from '@sightline/api/law/case-moves'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { ApiFailure, isSignedOut } from './failure.ts'
import { hasSession } from './has-session.ts'

export type PermitFilter = Pick<z.input<typeof permitFilterSchema>, 'q' | 'zoneId' | 'state'>
export type AlertFilter = Pick<z.input<typeof alertFilterSchema>, 'status' | 'sourceId' | 'unitId' | 'stage'>

/** First words of every query key, so that a live event can name what it makes old. */
export const keys = {
  session: ['session'],
  signedOut: ['signed-out'],
  ways: ['ways'],
  account: ['account'],
  ownSessions: ['own-sessions'],
  alerts: ['alerts'],
  alert: (id: string) => ['alert', id],
  cases: ['cases'],
  limits: ['limits'],
  modes: ['modes'],
  catalogue: ['catalogue'],
  alertMatters: (id: string) => ['alert-matters', id],
  originals: ['originals'],
  copies: (caseId: string) => ['copies', caseId],
  case: (id: string) => ['case', id],
  sources: ['sources'],
  machine: ['machine'],
  setup: ['setup'],
  zones: (sourceId: string) => ['zones', sourceId],
  rules: (sourceId: string) => ['rules', sourceId],
  clothing: (sourceId: string) => ['clothing', sourceId],
  approval: (sourceId: string) => ['approval', sourceId],
  devices: ['devices'],
  models: ['models'],
  matters: ['matters'],
  datasetApprovals: ['dataset-approvals'],
  datasetExports: ['dataset-exports'],
  precision: ['precision'],
  shadows: ['shadows'],
  shadow: (id: string) => ['shadows', id],
  people: ['people'],
  units: ['units'],
  personRequests: ['person-requests'],
  permits: ['permits'],
  speakers: ['speakers'],
  phrases: ['phrases'],
  audit: ['audit'],
} as const

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal, client }) => {
    if (!hasSession(document.cookie)) return null
    try {
      return await call(routes.session.current, { signal })
    } catch (error) {
      if (!(error instanceof ApiFailure) || !isSignedOut(error)) throw error
      if (error.code === 'signed_in_elsewhere') client.setQueryData(keys.signedOut, error.facts)
      return null
    }
  },
  staleTime: 60_000,
})

/** The programs of this machine; nobody tells of them, so they are asked for. */
export const machineQuery = queryOptions({
  queryKey: keys.machine,
  queryFn: ({ signal }) => call(routes.machine.get, { signal }),
  refetchInterval: 3_000,
})

export const alertsQuery = (filter: AlertFilter, limit = 48) =>
  infiniteQueryOptions({
    queryKey: [...keys.alerts, filter, limit],
    queryFn: ({ pageParam, signal }) =>
      call(routes.alerts.list, {
        query: { ...filter, limit, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: keys.alert(id),
    queryFn: ({ signal }) => call(routes.alerts.get, { params: { id }, signal }),
  })

export const casesQuery = (status: CaseStatus | null, unitId: string | null = null) =>
  infiniteQueryOptions({
    queryKey: [...keys.cases, status, unitId],
    queryFn: ({ pageParam, signal }) =>
      call(routes.cases.list, {
        query: {
          ...(status === null ? {} : { status }),
          ...(unitId === null ? {} : { unitId }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const modesQuery = queryOptions({
  queryKey: keys.modes,
  queryFn: ({ signal }) => call(routes.evidenceModes.list, { signal }),
})

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: keys.case(id),
    queryFn: ({ signal }) => call(routes.cases.get, { params: { id }, signal }),
  })

/** Asked for every 2 s: the state of a source is worth nothing when it is old. */
export const sourcesQuery = queryOptions({
  queryKey: keys.sources,
  queryFn: ({ signal }) => call(routes.sources.list, { signal }),
  refetchInterval: 2_000,
})

export const zonesQuery = (sourceId: string) =>
  queryOptions({
    queryKey: keys.zones(sourceId),
    queryFn: ({ signal }) => call(routes.zones.list, { query: { sourceId }, signal }),
  })

export const rulesQuery = (sourceId: string) =>
  queryOptions({
    queryKey: keys.rules(sourceId),
    queryFn: ({ signal }) => call(routes.rules.list, { query: { sourceId }, signal }),
  })

/** The colours that were declared for a kitchen's clothes. */
export const clothingQuery = (id: string) =>
  queryOptions({
    queryKey: keys.clothing(id),
    queryFn: ({ signal }) => call(routes.clothing.get, { params: { id }, signal }),
  })

/** The rules of every source. */
export const allRulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => call(routes.rules.list, { signal }),
})

/** Asked for every 2 s: what workers run is worth nothing when it is old. */
export const modelsQuery = queryOptions({
  queryKey: keys.models,
  queryFn: ({ signal }) => call(routes.models.list, { signal }),
  refetchInterval: 2_000,
})

export const permitsQuery = (filter: PermitFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.permits, filter],
    queryFn: ({ pageParam, signal }) =>
      call(routes.permits.list, {
        query: { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const permitVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.permits, 'versions', id],
    queryFn: ({ signal }) => call(routes.permits.get, { params: { id }, signal }),
  })

/** Old with the alert: its key begins with the alert's. */
export const alertPermitsQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.alert(id), 'permits'],
    queryFn: ({ signal }) => call(routes.alerts.permits, { params: { id }, signal }),
  })

/** As `alertPermitsQuery`. */
export const alertDocumentsQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.alert(id), 'documents'],
    queryFn: ({ signal }) => call(routes.documents.list, { params: { id }, signal }),
  })

/** As `alertPermitsQuery`. */
export const alertStepsQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.alert(id), 'steps'],
    queryFn: ({ signal }) => call(routes.steps.list, { params: { id }, signal }),
  })

/** The zones of every source. */
export const allZonesQuery = queryOptions({
  queryKey: ['zones'],
  queryFn: ({ signal }) => call(routes.zones.list, { signal }),
})

export const mattersQuery = queryOptions({
  queryKey: keys.matters,
  queryFn: ({ signal }) => call(routes.matters.list, { signal }),
})

export const datasetApprovalsQuery = queryOptions({
  queryKey: keys.datasetApprovals,
  queryFn: ({ signal }) => call(routes.datasets.approvals, { signal }),
})

/** Asked for every 2 s: how far an export is changes by itself. */
export const datasetExportsQuery = queryOptions({
  queryKey: keys.datasetExports,
  queryFn: ({ signal }) => call(routes.datasets.exports, { signal }),
  refetchInterval: 2_000,
})

export const peopleQuery = queryOptions({
  queryKey: keys.people,
  queryFn: ({ signal }) => call(routes.people.list, { signal }),
})

export const personRequestsQuery = queryOptions({
  queryKey: keys.personRequests,
  queryFn: ({ signal }) => call(routes.people.requests, { signal }),
})

export const auditQuery = (subject: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.audit, subject],
    queryFn: ({ pageParam, signal }) =>
      call(routes.audit.list, {
        query: {
          ...(subject === '' ? {} : { subject }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
