import { routes } from '@sightline/api/contract/routes'
import type { LawSubject } from '@sightline/api/law/catalogue'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

/** Every row of a subject, and the batches that they came in by. */
export const catalogueQuery = (subject: LawSubject) =>
  queryOptions({
    queryKey: [...keys.catalogue, subject],
    queryFn: ({ signal }) => call(routes.catalogue.list, { query: { subject }, signal }),
  })

export const lawBatchQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.catalogue, 'batch', id],
    queryFn: ({ signal }) => call(routes.catalogue.batch, { params: { id }, signal }),
  })

/** The matters that fit an alert, with what is on record of whom the officer takes it to be about. */
export const alertMattersQuery = (id: string, about: { plate: string | null; party: string | null }) =>
  queryOptions({
    queryKey: [...keys.alertMatters(id), about],
    queryFn: ({ signal }) => call(routes.catalogue.ofAlert, { params: { id }, body: about, signal }),
    placeholderData: keepPreviousData,
  })
