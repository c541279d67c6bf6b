import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Route } from '../../contract/route.ts'
import { routes } from '../../contract/routes.ts'
import { samplesOf, spoilt } from '../test/hostile.ts'

/** Read cell by cell, so that each cell that is refused can be named. */
const isReadByCell = (name: string, path: string): boolean =>
  name === 'POST /api/permits/import body' && path === 'text'

const asked = Object.values(routes)
  .flatMap((subject): Route[] => Object.values(subject))
  .flatMap(({ method, path, params, query, body }) =>
    Object.entries({ params, query, body }).flatMap(([part, schema]): [string, z.ZodType][] =>
      schema ? [[`${method} ${path} ${part}`, schema]] : [],
    ),
  )

const text = (append: string) => (leaf: string | number) =>
  typeof leaf === 'string' ? `${leaf}${append}x` : undefined
const hostile: [string, string][] = [
  ['U+0000', '\u0000'],
  ['an escape', '\u001b'],
  ['a lone surrogate', '\ud800'],
]
const inLine: [string, string][] = [['a change of direction', '\u202e']]
const takenOf = (name: string, schema: z.ZodType, append: string): string[] =>
  samplesOf(schema).flatMap((sample) =>
    [...spoilt(sample, text(append))].flatMap(({ path, value }) =>
      schema.safeParse(value).success && !isReadByCell(name, path) ? [path] : [],
    ),
  )

it('finds the texts of every route', () => {
  expect(asked.length).toBeGreaterThan(40)
  expect(asked.flatMap(([, schema]) => samplesOf(schema)).length).toBeGreaterThan(50)
})

describe.each(asked)('%s', (name, schema) => {
  it.each(hostile)('takes no text with %s', (_name, append) =>
    expect(takenOf(name, schema, append)).toEqual([]),
  )
  it.each(inLine)('takes no text with %s, but in a document', (_name, append) =>
    expect(takenOf(name, schema, append).filter((path) => !path.startsWith('manifest.'))).toEqual([]),
  )
  it('takes no text without end', () => expect(takenOf(name, schema, 'a'.repeat(1_100_000))).toEqual([]))
})
