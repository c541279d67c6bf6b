import { AsyncLocalStorage } from 'node:async_hooks'
import { rootUnit, type Reach } from '../../law/units.ts'
import { Prisma } from '../generated/client.ts'

/** What a person reaches, as the database is asked: his units, and the zones of their sources. */
export interface Within extends Reach {
  /** Null where `units` is null. */
  readonly zones: readonly string[] | null
}

/** For whom the database is asked; nobody in particular: upkeep, workers, commands. */
const asking = new AsyncLocalStorage<Within | null>()

/**
 * Everything that `work` reads or changes by the database is what this person reaches; the rest is not there (ADR 15). Also
 * what it leaves running.
 */
export const withinReach = <T>(within: Within, work: () => T): T => asking.run(within, work)

/**
 * For what must be known of all units, whoever asks, and is answered as no more than a judgement or a name: what speaks for or
 * against evidence (chain, masks, zones, permits, modes of a source that was moved since), what the law counts in the whole
 * city, numbers that are given once, who did something.
 */
export const beyondReach = <T>(work: () => Promise<T>): Promise<T> =>
  asking.run(null, async () => await work())

/** Whether who asks reaches this unit. */
export const reachesUnit = (unitId: string): boolean => {
  const units = asking.getStore()?.units ?? null
  return units === null || units.includes(unitId)
}

/** Where who asks serves: what he makes belongs there. Of nobody in particular, the whole agency. */
export const unitOfAsking = (): string => asking.getStore()?.unitId ?? rootUnit

/** The same for queries that are written as SQL: the column holds a unit. */
export function reachedSql(column: string): Prisma.Sql {
  const units = asking.getStore()?.units ?? null
  return units === null ? Prisma.sql`TRUE` : Prisma.sql`${Prisma.raw(column)} = ANY(${[...units]})`
}

/** As `reachedSql`, of a column that holds a zone. */
export function reachedZoneSql(column: string): Prisma.Sql {
  const zones = asking.getStore()?.zones ?? null
  return zones === null ? Prisma.sql`TRUE` : Prisma.sql`${Prisma.raw(column)} = ANY(${[...zones]})`
}

/** All is reached: nothing is narrowed. */
export const reachesAll = (): boolean => (asking.getStore()?.units ?? null) === null

type Asked = { readonly units: string[]; readonly zones: string[] }
/** A part of a `where`: of these units. Null: rows that belong to no unit. */
type Fragment = ((asked: Asked) => object) | null

const own: Fragment = ({ units }) => ({ unitId: { in: units } })
const of =
  (...path: string[]): Fragment =>
  ({ units }) =>
    path.reduceRight<object>((inner, name) => ({ [name]: inner }), { unitId: { in: units } })

/**
 * What of each table a person reaches. A table without its row does not compile. Null: of no unit, which its room answers
 * for (`api/contract/scopes.ts` says of every route why).
 */
const fragments: Record<Prisma.ModelName, Fragment> = {
  OrgUnit: ({ units }) => ({ id: { in: units } }),
  Person: own,
  PersonRequest: own,
  Source: own,
  SourceApproval: of('source'),
  SourceLease: of('source'),
  SourceReport: of('source'),
  ZoneVersion: of('source'),
  ClothingVersion: of('source'),
  MaskVersion: of('source'),
  ViewingReason: of('source'),
  RuleVersion: ({ zones }) => ({ zoneId: { in: zones } }),
  Finding: own,
  Keeping: of('finding'),
  Dossier: of('finding'),
  Exhibit: of('dossier', 'finding'),
  ExhibitExpiry: of('exhibit', 'dossier', 'finding'),
  ExhibitAccess: of('exhibit', 'dossier', 'finding'),
  Alert: own,
  AlertTriager: of('alert'),
  AlertStep: of('alert'),
  StepCorrection: of('step', 'alert'),
  PlateRefusal: of('alert'),
  Recusal: of('alert'),
  Review: of('alert'),
  ReviewMatter: of('review', 'alert'),
  Case: of('alert'),
  CaseMove: of('case', 'alert'),
  CaseCopy: of('case', 'alert'),
  OriginalPermission: of('case', 'alert'),
  OriginalDecision: of('permission', 'case', 'alert'),
  Document: of('alert'),
  SiteFile: of('alert'),
  SiteFileExpiry: of('file', 'alert'),
  SiteFileAccess: of('file', 'alert'),
  SiteRecord: of('step', 'alert'),
  SiteRecordFile: of('file', 'alert'),
  Permit: ({ zones }) => ({ current: { zones: { some: { zoneId: { in: zones } } } } }),
  PermitVersion: ({ zones }) => ({ zones: { some: { zoneId: { in: zones } } } }),
  PermitZone: ({ zones }) => ({ zoneId: { in: zones } }),
  ShadowRun: own,
  ShadowTally: of('run'),
  ShadowFinding: of('run'),
  ShadowPicture: of('finding', 'run'),
  ShadowVerdict: of('finding', 'run'),
  DatasetApproval: own,
  DatasetWithdrawal: of('approval'),
  DatasetExport: own,
  DatasetLabels: of('export'),
  CaseState: of('case', 'alert'),
  Escalation: own,
  Supervision: of('alert'),
  SupervisionStep: of('supervision', 'alert'),
  Speaker: of('source'),
  Utterance: own,
  UtteranceTaken: of('utterance'),
  UtteranceEnd: of('utterance'),
  // Asked by who signs in, for himself alone.
  Session: null,
  EndedSession: null,
  SecondFactor: null,
  RecoveryCode: null,
  PersonIdentity: null,
  SignInFailure: null,
  // The law is one for the whole city.
  MatterVersion: null,
  LawBatch: null,
  LawBatchDecision: null,
  LawEntry: null,
  LawWithdrawal: null,
  EvidenceModeAsked: null,
  EvidenceModeDecision: null,
  PhraseVersion: null,
  PhraseDecision: null,
  // Machines, models and keys serve every unit.
  Model: null,
  WorkerIdentity: null,
  WorkerReport: null,
  WorkerKey: null,
  WorkerKeyDecision: null,
  // Counters and notes of the programs, which no route answers.
  Tally: null,
  CaseCounter: null,
  DocumentCounter: null,
  KeepingChange: null,
  ViewingCount: null,
  StampBatch: null,
  StampLeaf: null,
  StampToken: null,
  // By its subject and actor: `audit/list.ts`.
  AuditEntry: null,
}

/** What has a `where`. An upsert has one too, but writes where nothing is found: who upserts has read before. */
const narrowed: ReadonlySet<string> = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'delete',
  'deleteMany',
])

/** The `where` of one query, for whom it is asked; the same where nobody in particular asks, or all is reached. */
function narrow(model: Prisma.ModelName, operation: string, args: object): object {
  const within = asking.getStore()
  const fragment = fragments[model]
  if (!within || within.units === null || fragment === null || !narrowed.has(operation)) return args
  const reached = fragment({ units: [...within.units], zones: [...(within.zones ?? [])] })
  const where = (args as { where?: { AND?: unknown } }).where ?? {}
  return { ...args, where: { ...where, AND: [...[where.AND ?? []].flat(), reached] } }
}

/** Puts into every query of a client what of it is reached. */
export const reachExtension = Prisma.defineExtension({
  name: 'reach',
  query: {
    $allModels: {
      $allOperations: ({ model, operation, args, query }) =>
        query(narrow(model, operation, args ?? {}) as typeof args),
    },
  },
})
