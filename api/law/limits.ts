import type { Duty } from './duties.ts'
import { dayMs, endOfTerm, firstNotOver, minuteMs, type Term } from './terms.ts'

/**
 * Everything that has to be done within a time: 初核, 记录审核, 第二人审核, 责改复查, 立案审批, 移交后的回复, 处罚决定, 取出原件审批, 证据方式审批,
 * 权力事项发布, 设备技术审核, 设备法制审核, 人员申请, 执法证到期, 检定到期, 督办答复, 督办办结.
 */
export const limitedWorks = [
  'triage',
  'review',
  'second_review',
  'recheck',
  'filing',
  'city_answer',
  'decision',
  'original',
  'mode',
  'law',
  'technical_review',
  'legal_review',
  'person_request',
  'certificate',
  'calibration',
  'supervision',
  'supervision_end',
] as const
export type LimitedWork = (typeof limitedWorks)[number]

/** How far it has gone: soon over; over; told to the head of the unit; told to the supervisor. */
export const escalationLevels = ['warned', 'late', 'head', 'supervisor'] as const
export type EscalationLevel = (typeof escalationLevels)[number]

/** `default` [D]: ours, where no law that we know of says it. */
export type LimitBasis = 'default' | 'traffic_rules_15' | 'penalty_law_60' | 'own_term'

export interface Limit {
  /** Whose work it is, while no person has it in hand. */
  readonly duty: Duty
  /** From the moment that counts (`since`) to the last moment in time. */
  readonly term: Term
  /** So long before its end it is said to be soon over, ms; null: not at all. */
  readonly warnMs: number | null
  /** How long after its end the head and the supervisor are told; null: never. */
  readonly head: Term | null
  readonly supervisor: Term | null
  readonly basis: LimitBasis
  /** Something that runs out, and is no work before it is warned of. */
  readonly runsOut?: true
}

const working = (n: number): Term => ({ unit: 'working_day', n })
const atOnce: Term = { unit: 'ms', n: 0 }
/** Said at the beginning of the day on which it ends. */
const onItsDay = dayMs
const review = {
  duty: 'officer',
  term: working(5),
  warnMs: onItsDay,
  head: working(1),
  supervisor: working(3),
  basis: 'traffic_rules_15',
} as const satisfies Limit
const request = { term: working(5), warnMs: onItsDay, head: working(1), supervisor: working(3) } as const
const runningOut = { warnMs: 30 * dayMs, head: working(1), supervisor: working(5), runsOut: true } as const

/** One row for every kind of work; what is not here has no limit that the software holds. */
export const limits: Readonly<Record<LimitedWork, Limit>> = {
  /** Watched around the clock; the supervisor hears of it when a working day went by. */
  triage: {
    duty: 'operator',
    term: { unit: 'ms', n: 10 * minuteMs },
    warnMs: null,
    head: { unit: 'ms', n: 30 * minuteMs },
    supervisor: working(1),
    basis: 'default',
  },
  review,
  /** Both officers, within the same five days of the capture. */
  second_review: review,
  /** From the end of the term of the order on. */
  recheck: { ...request, duty: 'officer', term: working(3), basis: 'default' },
  filing: {
    ...request,
    duty: 'head',
    term: working(7),
    head: null,
    supervisor: working(1),
    basis: 'default',
  },
  /** From the hand-over, and from each answer that does not end it. */
  city_answer: { ...request, duty: 'officer', term: working(15), basis: 'default' },
  /** Of a case that the city filed: calendar days (行政处罚法 art. 60), said 30 days ahead. */
  decision: {
    duty: 'officer',
    term: { unit: 'day', n: 90 },
    warnMs: 30 * dayMs,
    head: atOnce,
    supervisor: working(3),
    basis: 'penalty_law_60',
  },
  original: { ...request, duty: 'legal_reviewer', term: working(3), basis: 'default' },
  mode: { ...request, duty: 'legal_reviewer', basis: 'default' },
  law: { ...request, duty: 'legal_reviewer', basis: 'default' },
  technical_review: { ...request, duty: 'device_admin', basis: 'default' },
  legal_review: { ...request, duty: 'legal_reviewer', basis: 'default' },
  /** It lapses after three days. */
  person_request: {
    duty: 'security_admin',
    term: { unit: 'ms', n: 2 * dayMs },
    warnMs: dayMs,
    head: null,
    supervisor: { unit: 'ms', n: dayMs / 2 },
    basis: 'default',
  },
  /** The moment that it names is over already. */
  certificate: { ...runningOut, duty: 'system_admin', term: { unit: 'ms', n: -1 }, basis: 'own_term' },
  /** The day that it names counts. */
  calibration: { ...runningOut, duty: 'device_admin', term: { unit: 'day', n: 0 }, basis: 'own_term' },
  /** By when the supervisor asked for an answer. */
  supervision: {
    duty: 'head',
    term: atOnce,
    warnMs: onItsDay,
    head: null,
    supervisor: working(1),
    basis: 'own_term',
  },
  supervision_end: { ...request, duty: 'supervisor', head: null, supervisor: null, basis: 'default' },
}

/** The last moment in time of a work that counts since then, epoch ms. */
export const dueOf = (work: LimitedWork, since: number): number => endOfTerm(since, limits[work].term)

/** How long after (before: less than 0) its last moment a level is reached; null: never. */
function delayOf(work: LimitedWork, level: EscalationLevel): Term | null {
  const { warnMs, head, supervisor } = limits[work]
  if (level === 'warned') return warnMs === null ? null : { unit: 'ms', n: -warnMs }
  return { late: atOnce, head, supervisor }[level]
}

/** The moment after which a level is reached; null: it has no such level. */
export function levelMoment(work: LimitedWork, level: EscalationLevel, since: number): number | null {
  const delay = delayOf(work, level)
  return delay && endOfTerm(dueOf(work, since), delay)
}

/** The level that a work has now; null: none yet. */
export const levelOf = (work: LimitedWork, since: number, now: number): EscalationLevel | null =>
  escalationLevels.findLast((level) => {
    const moment = levelMoment(work, level, since)
    return moment !== null && moment < now
  }) ?? null

/** What counts since before this has reached the level, and nothing else; null: nothing ever does. */
export function reachedBefore(work: LimitedWork, level: EscalationLevel, now: number): number | null {
  const delay = delayOf(work, level)
  return delay && firstNotOver(firstNotOver(now, delay), limits[work].term)
}

/** What counts since before this is due before `at`, and nothing else. */
export const dueBefore = (work: LimitedWork, at: number): number => firstNotOver(at, limits[work].term)

/** To whom a level is told, by what he does. */
export const toldTo = (work: LimitedWork, level: EscalationLevel): Duty =>
  level === 'head' || level === 'supervisor' ? level : limits[work].duty
