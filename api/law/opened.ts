import type { ViolationKind } from '@sightline/detectors/finding'
import type { Failure } from './failure.ts'
import { lawOf } from './kinds.ts'
import { provenEnds } from './one-stay.ts'
import type { OpenedTold } from './opened-told.ts'
import type { AlertStatus } from './statuses.ts'

/** With a shorter grace people hear of the confirmation as soon as they could look: the wall keeps still, ms. */
export const leastToldGraceMs = 10_000

/** Who hears that it opened: as the source says, else by its kind, where there is a grace in which to do anything. */
export function openedTold(of: {
  readonly kind: ViolationKind
  readonly graceMs: number
  /** Null: the source says nothing of its own. */
  readonly bySource: OpenedTold | null
}): OpenedTold {
  if (of.bySource !== null) return of.bySource
  const byKind = lawOf(of.kind).opened
  return byKind === 'people' && of.graceMs < leastToldGraceMs ? 'machines' : byKind
}

/** Whether nothing may be decided: what is in its grace, or ended in it, is no violation yet, or never was one. */
export const isUnconfirmed = ({ status }: { readonly status: AlertStatus }): boolean =>
  status === 'opened' || status === 'unconfirmed'

/** Why something that a confirmed finding alone allows is refused; null: it was confirmed. */
export const unconfirmedFailure = (
  alert: { readonly status: AlertStatus },
  action: string,
): Failure | null =>
  isUnconfirmed(alert) ? { code: 'alert_not_confirmed', facts: { status: alert.status, action } } : null

/** Why what an alert's status does not allow is refused. */
export const statusFailure = ({ status }: { readonly status: AlertStatus }, action: string): Failure =>
  unconfirmedFailure({ status }, action) ?? { code: 'alert_action_refused', facts: { status, action } }

interface Graced {
  /** By its worker's clock, or a camera's, epoch ms. */
  readonly openedAt: number
  readonly graceMs: number
  /** When it arrived here, by our clock, epoch ms. */
  readonly arrivedAt: number
}

/**
 * When the grace of an opened finding is over by our own clock. Never later than a whole grace after it arrived, whatever
 * another clock says, and not before it arrived.
 */
export function graceUntil({ openedAt, graceMs, arrivedAt }: Graced): number {
  const until = openedAt + graceMs
  return Math.min(Math.max(until, arrivedAt), arrivedAt + graceMs)
}

/** Neither confirmed nor over so long after its grace: nobody can say that it is still there, ms. */
const unseenAfterMs = 60_000
/** And so long after it, it is ended here: its worker died, or the thing is hidden. A confirmation that comes later stands, ms. */
const unseenEndMs = 2 * 3_600_000

/** How an opened finding stands by our clock: `running`; `unseen` since it opened; `lost`: upkeep ends it. */
export function openedState(graceEndsAt: number, now: number): 'running' | 'unseen' | 'lost' {
  if (now >= graceEndsAt + unseenEndMs) return 'lost'
  return now >= graceEndsAt + unseenAfterMs ? 'unseen' : 'running'
}

/** What opened so that its grace was over before this is ended by upkeep, epoch ms. */
export const lostBefore = (now: number): number => now - unseenEndMs

/** What is said of an opened finding whose end nobody told, in place of a worker's reason. */
export const notSeen = 'not_seen'

/**
 * How a finding ended that was never confirmed. `self_rectified` 自行改正: it was seen to be over after somebody was reminded.
 * `left_in_grace` 宽限内离开: the same, and nobody was reminded: an observation, and nothing else. `not_seen` 未再见到: nobody
 * watched it to its end. `withdrawn` 不再认定: watching went on and the claim did not: hours that ended, a view that moved,
 * something lifeless.
 */
export const openedEnds = ['self_rectified', 'left_in_grace', 'not_seen', 'withdrawn'] as const
export type OpenedEnd = (typeof openedEnds)[number]

/** The worker stopped watching, or never told the end. */
const unwatched: readonly string[] = [notSeen, 'watch_ended', 'lost_sight']

export function openedEnd(of: {
  readonly closeReason: string | null
  /** A warning that stands was given before the end. */
  readonly wasWarned: boolean
}): OpenedEnd {
  const reason = of.closeReason ?? notSeen
  if (provenEnds.some((proof) => proof === reason)) return of.wasWarned ? 'self_rectified' : 'left_in_grace'
  return unwatched.includes(reason) ? 'not_seen' : 'withdrawn'
}

/** For so long an end stays among what happens now, before it is found in the list alone, ms. */
export const lingerMs = 5 * 60_000
