import type { z } from 'zod'
import type { approvalDetailSchema } from '../../contract/approval.ts'
import { authorsOf, reviewsOf } from '../../law/approval-history.ts'
import { missingForUse, noticeEnds, type ReportedClock } from '../../law/ready-for-use.ts'
import { knowsYearOf } from '../../law/working-days.ts'
import { beyondReach } from '../database/reach.ts'
import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import { approvalsOf, fileIn, type RecordedApproval } from './store.ts'

export type DetailView = z.input<typeof approvalDetailSchema>

interface Watched {
  readonly id: string
  readonly enabled: boolean
  readonly createdAt: number
}
interface ClockState {
  readonly connection: string
  readonly clockSource: string | null
  readonly clockOffsetMs: number | null
}
export type ApprovalDeps = Pick<Deps, 'db' | 'now'> & {
  /** What workers say of sources now. */
  readonly board: { stateOf(source: Watched): Promise<ClockState> }
}

/** What the worker says of the camera's clock now; of a source that is not live, nothing is known. */
export async function reportedClock(
  { board }: Pick<ApprovalDeps, 'board'>,
  { id, enabled, createdAt }: { readonly id: string; readonly enabled: boolean; readonly createdAt: Date },
): Promise<ReportedClock> {
  const state = await board.stateOf({ id, enabled, createdAt: createdAt.getTime() })
  if (state.connection !== 'live') return null
  return { source: state.clockSource, offsetMs: state.clockOffsetMs }
}

const toHistory = (
  rows: readonly RecordedApproval[],
  nameOf: ReadonlyMap<string, string>,
): DetailView['history'] =>
  rows.toReversed().map(({ revision, state, action, actor, at, note, because }) => {
    const name = nameOf.get(actor)
    return { revision, state, action, by: name === undefined ? null : { id: actor, name }, at, note, because }
  })

/** Where the approval of a source stands, what is missing, and how it came there. */
export async function approvalDetail(deps: ApprovalDeps, id: string): Promise<DetailView> {
  const { db, now } = deps
  const source = found(await db.source.findUnique({ where: { id } }), 'source')
  const rows = await approvalsOf(db, id)
  const file = fileIn(rows)
  const facts = { rows, file, clock: await reportedClock(deps, source), at: now() }
  const people = await beyondReach(() =>
    db.person.findMany({
      where: { id: { in: rows.map(({ actor }) => actor) } },
      select: { id: true, name: true },
    }),
  )
  const ends = noticeEnds(file)
  const missing = source.approvalState === 'in_use' ? [] : missingForUse(facts)
  return {
    sourceId: id,
    state: source.approvalState,
    revision: source.approvalRevision,
    isDrawn: source.drawn,
    file,
    noticeEnds: ends,
    isNoticeUnsure: ends !== null && !knowsYearOf(ends),
    missing: missing.map((one) => ({ code: one.code, facts: { ...one.facts } })),
    authors: authorsOf(rows),
    technicalReviewer: reviewsOf(rows).technical?.actor ?? null,
    history: toHistory(rows, new Map(people.map((person) => [person.id, person.name]))),
  }
}
