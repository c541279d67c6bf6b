import { z } from 'zod'
import { violationKinds } from '@sightline/detectors/finding'
import { polygonSchema } from './geometry.ts'
import { ruleIdSchema, sourceIdSchema, zoneIdSchema } from './ids.ts'
import { atSchema } from './time.ts'
import { line } from './text.ts'

/** Minutes of the day in Asia/Shanghai; `days` 1 (Monday) .. 7. No spans: always in force. */
export const hoursSpanSchema = z.object({
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  fromMinute: z.int().min(0).max(1439),
  toMinute: z.int().min(0).max(1440),
})
const zoneShape = {
  name: line(80).min(1),
  polygon: polygonSchema,
  bays: z.array(polygonSchema).max(50).default([]),
  hours: z.array(hoursSpanSchema).max(28).default([]),
}
/** A published shape of a zone. A change makes a new version; old versions stay readable for ever. */
export const zoneSchema = z.object({
  id: zoneIdSchema,
  sourceId: sourceIdSchema,
  version: z.int().positive(),
  ...zoneShape,
  active: z.boolean(),
  createdAt: atSchema,
})
export type Zone = z.infer<typeof zoneSchema>
export const newZoneSchema = z.object({ sourceId: sourceIdSchema, ...zoneShape })
export const changeZoneSchema = z.object({
  version: z.int().positive(),
  ...zoneShape,
  active: z.boolean().default(true),
})

export const ruleParamsSchema = z.record(
  z.string().regex(/^\w{1,60}$/, 'the name of a parameter'),
  z.union([z.number(), z.boolean()]),
)
/** A kind of violation bound to a zone with its parameters; versioned like a zone. */
export const ruleSchema = z.object({
  id: ruleIdSchema,
  zoneId: zoneIdSchema,
  version: z.int().positive(),
  kind: z.enum(violationKinds),
  params: ruleParamsSchema,
  enabled: z.boolean(),
  createdAt: atSchema,
})
export type Rule = z.infer<typeof ruleSchema>
export const newRuleSchema = z.object({
  zoneId: zoneIdSchema,
  kind: z.enum(violationKinds),
  params: ruleParamsSchema.default({}),
  enabled: z.boolean().default(true),
})
export const changeRuleSchema = z.object({
  version: z.int().positive(),
  params: ruleParamsSchema,
  enabled: z.boolean(),
})
