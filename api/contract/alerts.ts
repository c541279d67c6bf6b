import { z } from 'zod'
import { evidenceModes } from '../law/evidence-mode.ts'
import { keepingClasses } from '../law/keeping.ts'
import { openedEnds } from '../law/opened.ts'
import { standings } from '../law/standing.ts'
import { alertStatuses, dismissReasons, endReasons } from '../law/statuses.ts'
import { caseMatterSchema, newMatterSchema } from './case-matter.ts'
import { exhibitRoles, manifestSchema, traceSchema } from './dossier.ts'
import {
  alertIdSchema,
  caseIdSchema,
  exhibitIdSchema,
  findingIdSchema,
  personIdSchema,
  sourceIdSchema,
  unitIdSchema,
} from './ids.ts'
import { permitAnswerSchema, permitListedSchema } from './permits.ts'
import { stampSchema } from './stamps.ts'
import { judgedProfileSchema } from './profile.ts'
import { atSchema, pageQuerySchema, sha256Schema } from './time.ts'
import { findingStages, healthFaults, violationKinds } from '@sightline/detectors/finding'
import { line, paragraph } from './text.ts'
import { wholeAgency } from './whole-agency.ts'

export const alertStatusSchema = z.enum(alertStatuses)
export const dismissReasonSchema = z.enum(dismissReasons)
export const endReasonSchema = z.enum(endReasons)

const who = z.object({ id: personIdSchema, name: z.string() })

/**
 * Findings of one kind at one place within 30 minutes of the first are one alert on the wall (domain list R49); each keeps
 * its own dossier, status and reviews. `id`: the first of them. `times`: the how-many-th such alert there in 7 days.
 */
export const alertGroupSchema = z.object({
  id: alertIdSchema,
  size: z.int().positive(),
  times: z.int().positive(),
  isRepeat: z.boolean(),
})
export const alertSchema = z.object({
  id: alertIdSchema,
  findingId: findingIdSchema,
  kind: z.enum(violationKinds),
  /** Of a camera's own fault only. */
  fault: z.enum(healthFaults).nullable(),
  status: alertStatusSchema,
  version: z.int().positive(),
  sourceId: sourceIdSchema,
  sourceName: z.string(),
  place: z.string(),
  zoneName: z.string(),
  standing: z.enum(standings),
  openedAt: atSchema,
  /** Null: it was not, and nothing can be decided about it. */
  confirmedAt: atSchema.nullable(),
  closedAt: atSchema.nullable(),
  closeReason: z.string().nullable(),
  arrivedAt: atSchema,
  /** When its grace is over by the server's clock; null: nobody was told of its opening. */
  graceUntil: atSchema.nullable().default(null),
  /** When it was told here that it ended unconfirmed, by the server's clock. */
  endedAt: atSchema.nullable().default(null),
  /** How it ended unconfirmed; null: it did not. */
  openedEnd: z.enum(openedEnds).nullable().default(null),
  claimedBy: who.nullable(),
  claimedAt: atSchema.nullable(),
  /** Why it ended without a case; null: it did not. */
  dismissReason: endReasonSchema.nullable(),
  /** How often it was judged anew, and once: reviews of earlier rounds count no more. */
  round: z.int().positive(),
  /** From when the limit of what it waits for counts. */
  limitFrom: atSchema,
  /** The case that was proposed of it last. */
  caseId: caseIdSchema.nullable(),
  /** Null: of a kind whose findings are an alert each. */
  group: alertGroupSchema.nullable(),
  /** Whose source it was when it began: moving the source moves no alert. */
  unitId: unitIdSchema.default(wholeAgency),
})
export type Alert = z.infer<typeof alertSchema>

/** Stages whose dossiers people see: of the opened one, once it is confirmed, the confirmed dossier shows what there is. */
export const shownStages = ['opened', 'confirmed', 'closed'] as const
export type ShownStage = (typeof shownStages)[number]

/** `opened` says whether the asking person has opened this exhibit: every one must be before a verdict. */
export const exhibitSchema = z.object({
  id: exhibitIdSchema,
  name: z.string(),
  role: z.enum(exhibitRoles),
  stage: z.enum(findingStages),
  sealedStage: z.enum(shownStages),
  at: atSchema,
  mime: z.string(),
  bytes: z.int(),
  sha256: sha256Schema,
  required: z.boolean(),
  opened: z.boolean(),
  /** When it went by rule; null: it is here. */
  expiredAt: atSchema.nullable(),
})
export type Exhibit = z.infer<typeof exhibitSchema>

export const verdictSchema = z.enum(['confirm', 'reject'])
/** The four questions of art. 41(2): true, clear, complete, accurate (真实、清晰、完整、准确). */
export const answersSchema = z.object({
  isTrue: z.boolean(),
  isClear: z.boolean(),
  isComplete: z.boolean(),
  isAccurate: z.boolean(),
})
export const reviewSchema = z.object({
  id: z.string(),
  round: z.int().positive(),
  officer: who,
  verdict: verdictSchema,
  answers: answersSchema,
  /** Shown to the same officer, and to others once two have spoken: the second types it blind. */
  plate: z.string().nullable(),
  /** The officer looked again and stands by a plate that differs from the machine's reading. */
  plateConfirmed: z.boolean(),
  /** What was found out about permits, and the permits of that place and time in the register then. Null: not asked, or not for this reader yet. */
  permit: permitAnswerSchema.extend({ listed: z.array(permitListedSchema) }).nullable(),
  /** The provision by which this officer confirmed although no order went unheeded (R48); null: there was one, or none is needed. */
  rectifyWaiver: z.string().nullable(),
  /** This officer decided that it is another event than one that was proposed before (R6). */
  isNewEvent: z.boolean(),
  /** What was said of the matter; null: nothing, or not for this reader yet. */
  matter: caseMatterSchema.nullable(),
  reason: endReasonSchema.nullable(),
  note: z.string(),
  at: atSchema,
})
export type Review = z.infer<typeof reviewSchema>
export const newReviewSchema = z.object({
  version: z.int().positive(),
  verdict: verdictSchema,
  answers: answersSchema,
  plate: line(12).nullable().default(null),
  /** After `ev_plate_differs`: looked again, and the plate stands; `note` says why. */
  plateConfirmed: z.boolean().default(false),
  /** The vehicle shows no number plate; `note` says why this is so. */
  hasNoPlate: z.boolean().default(false),
  /** For kinds that a permit may allow (`KindLaw.permits`): without it nothing is confirmed. */
  permit: permitAnswerSchema.nullable().default(null),
  /** The matter's provision, as it was seen, by which this is confirmed although no order went unheeded (R48). */
  rectifyWaiver: paragraph(300).nullable().default(null),
  /** After `case_dup` of a stay that nobody saw end: this is another event, and `note` says what shows it. */
  isNewEvent: z.boolean().default(false),
  ...newMatterSchema.shape,
  reason: endReasonSchema.nullable().default(null),
  note: paragraph(1000).default(''),
})

/** One finding of a group, as the list of them shows it. */
export const mergedFindingSchema = alertSchema.pick({
  id: true,
  status: true,
  fault: true,
  sourceName: true,
  zoneName: true,
  openedAt: true,
  confirmedAt: true,
  closedAt: true,
})
export type MergedFinding = z.infer<typeof mergedFindingSchema>

/** How a finding's dossiers hang on what their worker sealed before: soundly, with some of that not here (yet), or not at all. */
export const chainStates = ['sound', 'waiting', 'broken'] as const
export type ChainState = (typeof chainStates)[number]

/** Who keeps exhibits against deletion: their store; soon (upkeep has not come by yet); nobody but this program, in a folder. */
export const keepers = ['store', 'soon', 'program'] as const

/** For how long a finding's exhibits are kept. */
export const keepingSchema = z.object({
  class: z.enum(keepingClasses),
  /** Nobody deletes them, whatever the day. */
  isHeld: z.boolean(),
  /** Not before this, by the rule and by the store's locks. Null: nobody knows yet. */
  until: atSchema.nullable(),
  /** The rule's term. */
  days: z.int().nullable(),
  keeper: z.enum(keepers),
  /** Its time is over, and after this it goes; null: not so far. */
  goesAt: atSchema.nullable(),
  /** The first of them that went by rule, and by which. */
  expired: z.object({ at: atSchema, class: z.enum(keepingClasses), days: z.int() }).nullable(),
})
export type KeepingView = z.infer<typeof keepingSchema>

/** Everything the dossier page shows, in one answer. */
export const alertDetailSchema = z.object({
  alert: alertSchema,
  /** Every finding of the alert's group, this one among them, in the order of opening; empty: it has no group. */
  merged: z.array(mergedFindingSchema),
  /** In the order of sealing: of a stage in parts the first, then its supplement. */
  manifests: z.array(manifestSchema),
  /** Stages whose recording is still to come. Until that of the confirmed one is here nobody reviews. */
  awaited: z.array(z.enum(shownStages)),
  /** As it is now: what was awaited may have come. Nobody confirms what is broken. */
  chain: z.enum(chainStates),
  /** How far its pictures carried when it began. */
  mode: z.enum(evidenceModes),
  /** What its pictures were found to be when their recording arrived. Null: it has not, or nobody judged them by a profile then. */
  profile: judgedProfileSchema.nullable(),
  exhibits: z.array(exhibitSchema),
  keeping: keepingSchema,
  /** Empty: no time-stamp authority is set here. */
  stamps: z.array(stampSchema),
  trace: traceSchema.nullable(),
  reviews: z.array(reviewSchema),
  timeline: z.array(
    z.object({
      at: atSchema,
      action: z.string(),
      actor: z.string(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
  allowed: z.array(z.string()),
})
export type AlertDetail = z.infer<typeof alertDetailSchema>

export const alertStages = ['happening', 'confirmed'] as const
export const alertFilterSchema = pageQuerySchema.extend({
  status: z.union([alertStatusSchema, z.array(alertStatusSchema)]).optional(),
  /** `happening`: in its grace, or ended in it a few minutes ago. `confirmed`: it was. Neither this nor a status: confirmed. */
  stage: z.enum(alertStages).optional(),
  sourceId: sourceIdSchema.optional(),
  /** Of this unit and all below it. */
  unitId: unitIdSchema.optional(),
})
export const alertActions = ['claim', 'release', 'dismiss', 'restore', 'pass_on'] as const
export const alertActionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('claim'), version: z.int() }),
  z.object({ action: z.literal('release'), version: z.int() }),
  z.object({
    action: z.literal('dismiss'),
    version: z.int(),
    reason: dismissReasonSchema,
    note: paragraph(1000).default(''),
  }),
  z.object({ action: z.literal('restore'), version: z.int() }),
  z.object({ action: z.literal('pass_on'), version: z.int(), note: paragraph(1000).default('') }),
])
export type AlertAction = z.infer<typeof alertActionSchema>
