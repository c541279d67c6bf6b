import { z } from 'zod'
import { openedTolds } from '../law/opened-told.ts'
import { approvalStates } from '../law/approval.ts'
import { objectClasses } from '@sightline/detectors/detection'
import { silences } from '@sightline/detectors/envelope/silence'
import { sizedKinds } from '@sightline/detectors/envelope/sized-kinds'
import { dropReasons, pictureFaults } from '@sightline/detectors/finding'
import { boxSchema, heightsSchema, positionSchema, turnSchema } from './geometry.ts'
import { ruleIdSchema, sourceIdSchema, unitIdSchema } from './ids.ts'
import { atSchema } from './time.ts'
import { credential, line, paragraph } from './text.ts'
import { wholeAgency } from './whole-agency.ts'

export const sourceKinds = ['fixed', 'drone', 'kitchen'] as const

export const approvalSchema = z.object({
  state: z.enum(approvalStates),
  revision: z.int().nonnegative(),
  basis: paragraph(500).default(''),
})

/** rtsp:// or rtsps:// address without credentials; those travel in their own fields and come back never. */
export const streamUrlSchema = line(500).regex(
  /^rtsps?:\/\/[^\s'"@]+$/,
  'expected rtsp://host[:port]/path without user, password, spaces or quotes',
)

export const connectionStates = ['off', 'waiting', 'connecting', 'live', 'silent', 'fault'] as const
/** Why a stream is not live. */
export const faultCodes = [
  'auth',
  'digest',
  'elsewhere',
  'not_allowed',
  'declined',
  'no_tcp',
  'refused',
  'not_found',
  'network',
  'no_video',
  'codec',
  'silence',
  'ended',
  'media_time',
  'picture_changed',
  'no_picture',
  'no_key_frame',
  'disk_full',
  'worker_lost',
  'no_model',
  'overloaded',
] as const

/** How well a rule sees on its zone. Pixels are of the main model's input: what it really sees, close-ups counted in. */
export const ruleSightSchema = z.object({
  ruleId: ruleIdSchema,
  /** Why it says nothing on this view. Null: it does. */
  silent: z.enum(silences).nullable(),
  /** What it must make out; null: that is not judged. */
  thing: z.enum(sizedKinds).nullable(),
  /** How high a person, how wide a car is in the middle of the zone; null: not known yet. */
  px: z.number().nonnegative().nullable(),
  /** How large it must be at least; null: not known of this model. */
  leastPx: z.number().positive().nullable(),
  /** The share of the zone in which it is smaller, and the bands of the picture that this is. */
  blindShare: z.number().min(0).max(1),
  blind: z.array(boxSchema).max(40),
})
export type RuleSight = z.infer<typeof ruleSightSchema>

/** How far the camera looks down, degrees, and between what it may be: nobody tells the lens, and marks are a little off. */
export const viewTiltSchema = z.object({
  degrees: z.number().min(-90).max(90),
  from: z.number().min(-90).max(90),
  to: z.number().min(-90).max(90),
  by: z.enum(['marks', 'sights']),
})

/** What a worker reports of one source, every second. What is older than 5 s is not shown as live. */
export const sourceStateSchema = z.object({
  connection: z.enum(connectionStates),
  since: atSchema,
  fault: z.enum(faultCodes).nullable(),
  health: z.array(z.enum(pictureFaults)),
  lastSampleAt: atSchema.nullable(),
  clockSource: z.enum(['camera-ntp', 'server-arrival']).nullable(),
  clockOffsetMs: z.number().nullable(),
  /** What the models that look at it can report; empty while none is ready. A rule that reads others finds nothing. */
  classes: z.array(z.enum(objectClasses)),
  cadence: z.enum(['none', 'key', 'full']),
  fps: z.number().nonnegative(),
  kbps: z.number().nonnegative(),
  framesLooked: z.int().nonnegative(),
  framesDropped: z.record(z.string().regex(/^\w{1,60}$/), z.int().nonnegative()),
  drops: z.partialRecord(z.enum(dropReasons), z.int().nonnegative()),
  ringFromAt: atSchema.nullable(),
  ringBytes: z.int().nonnegative(),
  openStays: z.int().nonnegative(),
  /** The worker has more to do than it can: this source was looked at later than its rules need. Absent: it was not. */
  isLate: z.boolean().optional(),
  /** How well its rules see. Absent: nothing is known of that. */
  sights: z.array(ruleSightSchema).max(200).optional(),
  /** Null: not known. Absent: the worker does not say. */
  tilt: viewTiltSchema.nullable().optional(),
})
export type SourceState = z.infer<typeof sourceStateSchema>

export const videoSchema = z.object({
  codec: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  fps: z.number().nonnegative(),
})

export const sourceSchema = z.object({
  id: sourceIdSchema,
  name: z.string(),
  kind: z.enum(sourceKinds),
  place: z.string(),
  position: positionSchema.nullable(),
  url: z.string(),
  user: z.string(),
  hasPassword: z.boolean(),
  enabled: z.boolean(),
  approval: approvalSchema,
  /** A program draws its pictures: they show the job and are evidence of nothing. */
  isDrawn: z.boolean().default(false),
  /** As the camera sends it, before it is turned. */
  video: videoSchema.nullable(),
  turn: turnSchema.default(0),
  heights: heightsSchema.default([]),
  /** Who hears of its findings while their grace runs; null: as their kind says. */
  openedTold: z.enum(openedTolds).nullable().default(null),
  version: z.int().positive(),
  createdAt: atSchema,
  /** Whose it is now. */
  unitId: unitIdSchema.default(wholeAgency),
  state: sourceStateSchema,
})
export type Source = z.infer<typeof sourceSchema>

export const newSourceSchema = z.object({
  name: line(80).min(1),
  kind: z.enum(sourceKinds),
  place: line(200).default(''),
  position: positionSchema.nullable().default(null),
  url: streamUrlSchema,
  user: credential(64).default(''),
  password: credential(128).default(''),
  turn: turnSchema.default(0),
  enabled: z.boolean().default(false),
  /** Whose it is to be; of the unit of who registers it unless told. */
  unitId: unitIdSchema.optional(),
})
/** What it does not name is refused: how a source is approved is no field of it (`contract/approval`). */
export const changeSourceSchema = z.strictObject({
  version: z.int().positive(),
  name: line(80).min(1).optional(),
  place: line(200).optional(),
  position: positionSchema.nullable().optional(),
  url: streamUrlSchema.optional(),
  user: credential(64).optional(),
  password: credential(128).optional(),
  enabled: z.boolean().optional(),
  /** Its zones turn with the picture; heights that were marked are taken away. */
  turn: turnSchema.optional(),
  openedTold: z.enum(openedTolds).nullable().optional(),
  /** Moves it there; what it found before stays where it was. */
  unitId: unitIdSchema.optional(),
})
/** Two people marked on a picture of the source; an empty list takes them away. */
export const markHeightsSchema = z.object({ version: z.int().positive(), heights: heightsSchema })

/** What an admin may try before registering: one credential attempt, a picture back. */
export const probeRequestSchema = newSourceSchema.pick({ url: true, user: true, password: true })
export const probeResultSchema = z.object({
  video: videoSchema,
  /** Null: watched for too short a time to know. */
  hasClock: z.boolean().nullable(),
  /** Null: the stream comes, but no whole picture came of it yet. */
  pictureBase64: z.string().nullable(),
  /** When the picture was taken; absent where the camera was asked for it and answered just now. */
  capturedAt: atSchema.optional(),
  /** What the picture says of the view, by the main model: which turn shows people far better, and for what it is unfit. Absent: nobody looked. */
  view: z.object({ turn: turnSchema, unfit: z.array(z.enum(['too_dark', 'blurred', 'steep'])) }).optional(),
})
export type ProbeResult = z.infer<typeof probeResultSchema>
