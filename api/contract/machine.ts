import { z } from 'zod'
import { violationKinds } from '@sightline/detectors/finding'
import { newPersonSchema } from './people.ts'
import { route } from './route.ts'
import { newSourceSchema } from './sources.ts'
import { credential, line } from './text.ts'
import { atSchema } from './time.ts'
import { newZoneSchema, ruleParamsSchema } from './zones.ts'

/** The first system administrator, made by the link that the first start prints; with him, if wanted, a device administrator. */
export const setupSchema = newPersonSchema.pick({ account: true, name: true, password: true }).extend({
  token: credential(200).min(1),
  deviceAdmin: newPersonSchema.pick({ account: true, name: true }).nullable().default(null),
})

export const setupRoutes = {
  state: route({
    method: 'GET',
    path: '/api/setup',
    access: 'public',
    scope: 'public',
    summary: 'Whether the first administrator is still awaited',
    response: z.object({ isOpen: z.boolean() }),
  }),
  make: route({
    method: 'POST',
    path: '/api/setup',
    access: 'public',
    scope: 'public',
    summary: 'Makes the first system administrator, once, by the link of the first start',
    body: setupSchema,
    /** The device administrator's one-time password, shown this once; null: none was wanted. */
    response: z.object({ deviceAdminPassword: z.string().nullable() }),
  }),
}

/** A program that the supervisor of this machine looks after. */
export const machinePartSchema = z.object({
  name: z.string(),
  state: z.enum(['starting', 'running', 'waiting', 'stopped']),
  restarts: z.int().nonnegative(),
  lastEnd: z.object({ at: atSchema, why: z.string() }).nullable(),
})
export type MachinePart = z.infer<typeof machinePartSchema>

/** off: not running. starting: films are drawn. on: they run. failed: `progress` says why. */
export const drawnStates = ['off', 'starting', 'on', 'failed'] as const
export const drawnSchema = z.object({
  state: z.enum(drawnStates),
  progress: z.string(),
  /** How many of them are registered and watched. */
  watched: z.int().nonnegative(),
})
export const machineSchema = z.object({ parts: z.array(machinePartSchema), drawn: drawnSchema })
export type MachineView = z.infer<typeof machineSchema>

const twoNames = z.object({ zh: line(80).min(1), en: line(80).min(1) })
/** A drawn camera as the supervisor hands it over: source, zones, rules; what is named, in both languages. */
export const drawnCameraSchema = z.object({
  ...newSourceSchema.pick({ kind: true, url: true, user: true, password: true }).shape,
  name: twoNames,
  place: twoNames,
  zones: z.array(
    newZoneSchema.omit({ sourceId: true }).extend({
      name: twoNames,
      rules: z.array(z.object({ kind: z.enum(violationKinds), params: ruleParamsSchema })),
    }),
  ),
})
export type DrawnCamera = z.output<typeof drawnCameraSchema>

/** In which language the administrator reads: what is drawn is named in it. */
export const drawnQuerySchema = z.object({ language: z.enum(['zh', 'en']).default('zh') })
export type DrawnLanguage = z.output<typeof drawnQuerySchema>['language']

/** What the supervisor's control door answers. */
export const supervisorSchema = z.object({
  parts: z.array(machinePartSchema),
  cameras: z.object({
    state: z.enum(drawnStates),
    progress: z.string(),
    base: z.string(),
    cameras: z.array(drawnCameraSchema),
  }),
})
export type SupervisorView = z.output<typeof supervisorSchema>

export const machineRoutes = {
  get: route({
    method: 'GET',
    path: '/api/machine',
    access: 'sources.read',
    scope: 'machine',
    summary: 'The programs of this machine and the drawn cameras; null where no supervisor runs them',
    isPolled: true,
    response: z.object({ machine: machineSchema.nullable() }),
  }),
  drawCameras: route({
    method: 'POST',
    path: '/api/machine/cameras',
    access: 'sources.write',
    scope: 'whole',
    summary: 'Starts the drawn cameras and registers them with zones and rules',
    query: drawnQuerySchema,
    response: machineSchema,
  }),
  removeCameras: route({
    method: 'DELETE',
    path: '/api/machine/cameras',
    access: 'sources.write',
    scope: 'whole',
    summary: 'Stops the drawn cameras; their sources are switched off and retired, their evidence stays',
    query: drawnQuerySchema,
    response: machineSchema,
  }),
}
