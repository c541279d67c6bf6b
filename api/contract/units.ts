import { z } from 'zod'
import { unitKinds } from '../law/units.ts'
import { unitIdSchema } from './ids.ts'
import { route } from './route.ts'
import { line } from './text.ts'

const regionCode = z.string().regex(/^(?:\d{6}|\d{9}|\d{12})?$/, 'expected 6, 9 or 12 digits, or none')
const name = line(40).min(1)

/** A part of the agency: who is of it reaches it and all below it. */
export const unitSchema = z.object({
  id: unitIdSchema,
  /** Null: the topmost that who asks reaches. */
  parentId: unitIdSchema.nullable(),
  kind: z.enum(unitKinds),
  name: z.string(),
  /** 行政区划代码; empty: that of what it is part of. */
  regionCode: z.string(),
  active: z.boolean(),
  version: z.int().positive(),
  /** In service, of this unit itself. */
  people: z.int().nonnegative(),
  sources: z.int().nonnegative(),
})
export type Unit = z.infer<typeof unitSchema>

export const newUnitSchema = z.object({
  parentId: unitIdSchema,
  kind: z.enum(unitKinds),
  name,
  regionCode: regionCode.default(''),
})
export const changeUnitSchema = z.object({
  /** As read; `changed_meanwhile` when it is no longer so. */
  version: z.int().positive(),
  /** Moves it with all below it. */
  parentId: unitIdSchema.optional(),
  kind: z.enum(unitKinds).optional(),
  name: name.optional(),
  regionCode: regionCode.optional(),
  /** False closes it: nobody and nothing may belong to it any more. */
  active: z.boolean().optional(),
})

export const unitColumns = ['code', 'name', 'kind', 'parent'] as const
export const unitProblemCodes = [
  'not_a_table',
  'missing_column',
  'unknown_column',
  'empty',
  'too_long',
  'bad_code',
  'code_twice',
  'bad_kind',
  'parent_unknown',
  'kind_below',
  'name_taken',
  'too_many_rows',
] as const
export const unitProblemSchema = z.object({
  line: z.int().positive(),
  /** Null: the line or the table as a whole. */
  column: z.enum(unitColumns).nullable(),
  code: z.enum(unitProblemCodes),
  found: z.string(),
})
export type UnitProblem = z.infer<typeof unitProblemSchema>

/** A table (CSV or workbook) of code, name, kind and code of the parent; `dryRun`: only look. */
export const importUnitsSchema = z.object({ base64: z.base64().max(700_000), dryRun: z.boolean() })
export const unitImportAnswerSchema = z.object({
  rows: z.array(
    z.object({
      line: z.int().positive(),
      code: z.string(),
      name: z.string(),
      kind: z.string(),
      parent: z.string(),
    }),
  ),
  problems: z.array(unitProblemSchema),
  created: z.int().nonnegative(),
})
export type UnitImportAnswer = z.infer<typeof unitImportAnswerSchema>

/** The parts of the agency. */
export const unitRoutes = {
  list: route({
    method: 'GET',
    path: '/api/units',
    access: 'signed_in',
    scope: 'unit',
    summary: 'My unit and all below it',
    response: z.object({ items: z.array(unitSchema) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/units',
    access: 'units.write',
    scope: 'unit',
    summary: 'Add a unit below one that I reach',
    body: newUnitSchema,
    response: unitSchema,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/units/:id',
    access: 'units.write',
    scope: 'unit',
    summary: 'Rename, move or close a unit below mine',
    params: z.object({ id: unitIdSchema }),
    body: changeUnitSchema,
    response: unitSchema,
  }),
  importTable: route({
    method: 'POST',
    path: '/api/units/import',
    access: 'units.write',
    scope: 'unit',
    summary: 'Add the units of a table, all of them or none',
    body: importUnitsSchema,
    response: unitImportAnswerSchema,
  }),
} as const
