import type { z } from 'zod'
import type { ViewingReason, viewingStateSchema } from '../../contract/viewing.ts'
import { reasonMs, refusalToView } from '../../law/viewing.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../http/caller.ts'
import { found, refuse } from '../refusal.ts'

type State = z.input<typeof viewingStateSchema>
type Looker = Pick<Caller, 'person' | 'sessionId'>

/** What was said, as rows of the trail keep it beside what was looked at; nothing of a source of our own. */
export interface Said {
  readonly viewingReason?: string
  readonly caseNumber?: string
}

/** Whether the source's file said, at this moment, that its stream is the police's. */
async function wasPolice(db: Tx, sourceId: string, at: Date): Promise<boolean> {
  const row = await beyondReach(() =>
    db.sourceApproval.findFirst({
      where: { sourceId, at: { lte: at } },
      orderBy: { revision: 'desc' },
      select: { file: true },
    }),
  )
  return row !== null && saysPolice(row)
}

const saysPolice = ({ file }: { readonly file: unknown }): boolean =>
  typeof file === 'object' && file !== null && 'isPoliceStream' in file && file.isPoliceStream === true

/** Of pictures that were taken before: whose stream it was then, and whose it is now. */
async function isPolice(db: Tx, sourceId: string, { now, takenAt }: { now: number; takenAt: number | null }) {
  if (await wasPolice(db, sourceId, new Date(now))) return true
  return takenAt !== null && (await wasPolice(db, sourceId, new Date(takenAt)))
}

const newestOf = (db: Tx, sourceId: string, { person, sessionId }: Looker) =>
  beyondReach(() =>
    db.viewingReason.findFirst({
      where: { sourceId, personId: person.id, sessionId },
      orderBy: { at: 'desc' },
    }),
  )

export interface Looking {
  readonly sourceId: string
  /** When the pictures were taken, epoch ms; null: they are of now. */
  readonly takenAt: number | null
}

/** Refuses `reason_needed` where the source is the police's and this session said no reason that still holds. */
export async function requireReason(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { sourceId, takenAt }: Looking,
  looker: Looker,
): Promise<Said> {
  const at = now()
  if (!(await isPolice(db, sourceId, { now: at, takenAt }))) return {}
  const said = await newestOf(db, sourceId, looker)
  const failure = refusalToView({ isPolice: true, saidUntil: said?.until.getTime() ?? null, now: at })
  refuse(failure && { ...failure, facts: { ...failure.facts, sourceId } })
  return said ? { viewingReason: said.reason, caseNumber: said.number } : {}
}

/** Whether a source asks, and what this session said. */
export async function viewingState(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  sourceId: string,
  looker: Looker,
): Promise<State> {
  const at = now()
  // Recordings of before may ask where the source asks no more: what was said is answered either way.
  const files = await db.sourceApproval.findMany({ where: { sourceId }, select: { file: true } })
  const said = await newestOf(db, sourceId, looker)
  const holds = said !== null && said.until.getTime() > at
  return {
    asksReason: files.some(saysPolice),
    said: holds ? { reason: said.reason, number: said.number, until: said.until.getTime() } : null,
  }
}

/** Keeps why somebody looks at a source: for this session and an hour. */
export async function sayReason(
  deps: Pick<Deps, 'db' | 'now' | 'newId'>,
  { sourceId, reason, number }: ViewingReason & { readonly sourceId: string },
  caller: Caller,
): Promise<State> {
  const { db, now, newId } = deps
  const at = now()
  const { person, sessionId, address } = caller
  found(await db.source.findUnique({ where: { id: sourceId }, select: { id: true } }), 'source')
  await db.$transaction(async (tx) => {
    const times = { at: new Date(at), until: new Date(at + reasonMs) }
    await tx.viewingReason.create({
      data: { id: newId(), sourceId, personId: person.id, sessionId, reason, number, ...times },
    })
    const facts = { viewingReason: reason, caseNumber: number, address }
    await appendAudit(tx, [
      { at, actor: person.id, action: 'source.reason_given', subject: `source/${sourceId}`, facts },
    ])
  })
  return viewingState(deps, sourceId, caller)
}
