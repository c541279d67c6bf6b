import type { z } from 'zod'
import { type alertDetailSchema } from '../../contract/alerts.ts'
import { manifestSchema, traceSchema, type Manifest } from '../../contract/dossier.ts'
import type { Objects } from '@sightline/infra/platform/objects'
import { hashBytes } from '@sightline/infra/platform/hash'
import { toAuditEntry } from '../audit/store.ts'
import { beyondReach } from '../database/reach.ts'
import type { Deps } from '../deps.ts'
import { chainOf } from '../chains/chain-link.ts'
import { keepingView, type ViewDeps } from '../keeping/keeping-view.ts'
import { found } from '../refusal.ts'
import type { Dossier } from '../generated/client.ts'
import { modeOfFinding } from '../evidence-modes/store.ts'
import type { Caller } from '../http/caller.ts'
import { stampsOf } from '../stamps/view.ts'
import { keyReasonOf, keyStatesOf, type KeyState } from '../worker-keys/key-state.ts'
import { isRecusedFrom } from '../recusals/guard.ts'
import { groupOf, mergedWith } from './groups.ts'
import { casesOf } from './last-case.ts'
import { profileOf } from './profile-of.ts'
import { maySeeMachinePlate, readsBlind, withoutPlate } from './machine-plate.ts'
import { dismissReasons } from '../../law/statuses.ts'
import { clueReasons } from '../../law/standing.ts'
import { allowedActions, isReopenable } from '../../law/moves.ts'
import {
  alertInclude,
  awaitedStages,
  exhibitsFor,
  ofShownStages,
  reviewInclude,
  toAlert,
  toReview,
} from './store.ts'

export type DetailDeps = Pick<Deps, 'db' | 'log'> & ViewDeps & { readonly objects: Objects }
type Detail = z.input<typeof alertDetailSchema>
type DossierRow = Pick<Dossier, 'manifest' | 'standing' | 'clueReasons'>
type AuditFacts = Detail['timeline'][number]['facts']
type ExhibitRow = Awaited<ReturnType<typeof exhibitsFor>>[number]

/** The facts of the longest trace there is, or null when it cannot be had or is not what was sealed. */
async function readTrace(
  { objects, log }: DetailDeps,
  exhibits: readonly ExhibitRow[],
): Promise<Detail['trace']> {
  const traces = exhibits.filter((exhibit) => exhibit.role === 'trace')
  const ofClosed = traces.filter((trace) => trace.dossier.stage === 'closed')
  const newest = (ofClosed.length > 0 ? ofClosed : traces).at(-1)
  if (!newest || newest.expiry) return null
  try {
    const bytes = await objects.readAll(newest.objectKey, newest.versionId)
    if (hashBytes(bytes).sha256 !== newest.sha256) throw new Error('the trace is not what was sealed')
    return traceSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (err) {
    log.error({ err, exhibit: newest.id }, 'a trace cannot be shown')
    return null
  }
}

/** What an entry says to someone who is still to type the plate blind: neither the plate, nor why another insisted on one. */
function blindFacts({
  plate: _plate,
  hasNoPlate: _hasNoPlate,
  permit: _permit,
  plateConfirmed,
  note,
  ...facts
}: AuditFacts): AuditFacts {
  return plateConfirmed === true || note === undefined ? facts : { ...facts, note }
}

/** What people write freely: notes, what was said, by whom, document numbers, why a step was taken back. */
const freeTexts = ['note', 'text', 'doneBy', 'documentNumber', 'reason'] as const
const isCode = (reason: unknown): boolean => dismissReasons.some((code) => code === reason)

/** What an entry says to an officer who is to type the plate: nothing that somebody else wrote freely. */
const withoutFreeText = (facts: AuditFacts): AuditFacts =>
  Object.fromEntries(
    Object.entries(facts).filter(
      ([key, value]) => !freeTexts.some((one) => one === key) || (key === 'reason' && isCode(value)),
    ),
  )

interface TimelineOf {
  readonly subjects: string[]
  readonly readerId: string
  /** Two officers have not yet spoken. */
  readonly isBlind: boolean
  /** The reader may be the one to type the plate. */
  readonly typesPlate: boolean
}

/** Machine and human steps in order (R66), people by name. */
async function timelineOf(
  { db }: Pick<Deps, 'db'>,
  { subjects, readerId, isBlind, typesPlate }: TimelineOf,
): Promise<Detail['timeline']> {
  const rows = await db.auditEntry.findMany({
    where: { subject: { in: subjects } },
    orderBy: { sequence: 'asc' },
  })
  const people = await beyondReach(() =>
    db.person.findMany({ where: { id: { in: rows.map((row) => row.actor) } } }),
  )
  const nameOf = new Map(people.map((person) => [person.id, person.name]))
  const entries = rows.map(toAuditEntry).filter(({ action, actor }) => {
    const tellsOfMachine = action === 'review.plate_refused'
    return !(tellsOfMachine && isBlind && actor !== readerId)
  })
  return entries.map(({ at, action, actor, facts }) => {
    const isOwn = actor === readerId
    const blind = isBlind && !isOwn ? blindFacts(facts) : facts
    const shown = typesPlate && !isOwn ? withoutFreeText(blind) : blind
    // From which address somebody looked is for who reads the trail.
    const { address: _address, ...told } = shown
    return { at, action, actor: nameOf.get(actor) ?? actor, facts: told }
  })
}

const toExhibit = (row: ExhibitRow): Detail['exhibits'][number] => ({
  id: row.id,
  name: row.name,
  role: row.role,
  stage: row.stage,
  sealedStage: row.dossier.stage,
  at: row.at.getTime(),
  mime: row.mime,
  bytes: row.bytes,
  sha256: row.sha256,
  required: row.required,
  opened: row.opened,
  expiredAt: row.expiry?.at.getTime() ?? null,
})

/** The second officer types the plate blind: another's is shown only once two have spoken. */
export function shownReviews(
  reviews: Detail['reviews'],
  { personId, typesPlate }: { personId: string; typesPlate: boolean },
): Detail['reviews'] {
  if (reviews.length >= 2) return reviews
  return reviews.map((review) => {
    if (review.officer.id === personId) return review
    const blind = blindReview(review)
    return typesPlate ? { ...blind, note: '' } : blind
  })
}

/** Why someone insists on a plate tells of that plate, and of the machine's. */
const blindReview = (review: Detail['reviews'][number]): Detail['reviews'][number] => ({
  ...review,
  plate: null,
  plateConfirmed: false,
  permit: null,
  matter: review.matter && blindMatter(review.matter),
  note: review.plateConfirmed ? '' : review.note,
})

/** What is on record of a vehicle, and what is said of it freely, tells of its plate. */
const blindMatter = (
  matter: NonNullable<Detail['reviews'][number]['matter']>,
): Detail['reviews'][number]['matter'] => ({
  ...matter,
  ledger: null,
  lawReason: '',
  tier: matter.tier && { ...matter.tier, facts: '' },
  first: matter.first && { ...matter.first, reason: '', party: null },
})

/** As sealed; and with what speaks against the pictures, or against their worker's key, here besides. */
function asShown({ manifest, standing, clueReasons: here }: DossierRow, state: KeyState): Manifest {
  const sealed = manifestSchema.parse(JSON.parse(manifest))
  const all: readonly string[] = [...sealed.clueReasons, ...here, ...keyReasonOf[state]]
  const reasons = clueReasons.filter((one) => all.includes(one))
  return { ...sealed, standing: state === 'trusted' ? standing : 'clue', clueReasons: reasons }
}

/** What people see of a finding was sealed by these, in that order. */
async function manifestsOf(db: Deps['db'], findingId: string): Promise<Manifest[]> {
  const where = { findingId, ...ofShownStages }
  const dossiers = await db.dossier.findMany({ where, orderBy: { sealedAt: 'asc' } })
  const states = await keyStatesOf(db, dossiers)
  return dossiers.map((dossier, i) => asShown(dossier, states[i] ?? 'waiting'))
}

/** Everything the dossier page shows, as this person may see it. */
export async function alertDetail(deps: DetailDeps, id: string, caller: Caller): Promise<Detail> {
  const { db } = deps
  const me = caller.person.id
  const row = found(await db.alert.findUnique({ where: { id }, include: alertInclude }), 'alert')
  const { findingId } = row
  const manifests = await manifestsOf(db, findingId)
  const awaited = await awaitedStages(db, findingId)
  const exhibits = await exhibitsFor(db, findingId, me)
  const all = await db.review.findMany({
    where: { alertId: id },
    include: reviewInclude,
    orderBy: { at: 'asc' },
  })
  const reviews = all.filter(({ round }) => round === row.round)
  const earlier = all.filter(({ round }) => round !== row.round)
  const cases = await casesOf(db, id)
  const subjects = [`alert/${id}`, `finding/${findingId}`, ...cases.map((one) => `case/${one.id}`)]
  const isBlind = reviews.length < 2
  const asking = { kind: row.kind, status: row.status, reviews, personId: me }
  const typesPlate = readsBlind({ ...asking, permissions: caller.permissions })
  const timeline = await timelineOf(deps, { subjects, readerId: me, isBlind, typesPlate })
  const seesPlate = maySeeMachinePlate(asking)
  const mayTriage = caller.permissions.includes('alerts.triage')
  const keeping = await keepingView(deps, findingId)
  /** Without its evidence nobody opens it again. */
  const isLost = (action: string): boolean =>
    (action === 'restore' || action === 'reopen') && keeping.expired !== null
  const isReviewable = row.status === 'passed_on' || row.status === 'agreed_once'
  const mayReview =
    isReviewable &&
    !awaited.includes('confirmed') &&
    caller.permissions.includes('reviews.write') &&
    !(await isRecusedFrom(db, { alertId: id, personId: me })) &&
    reviews.every((one) => one.officerId !== me)
  const lastCase = cases[0]?.status ?? null
  const mayReopen =
    caller.permissions.includes('alerts.reopen') && isReopenable({ status: row.status, lastCase })
  return {
    alert: toAlert(row, await groupOf(db, id)),
    merged: await mergedWith(db, row),
    manifests: seesPlate ? manifests : manifests.map(withoutPlate),
    awaited,
    chain: await chainOf(db, findingId),
    mode: await modeOfFinding(db, row),
    profile: await profileOf(db, findingId),
    exhibits: exhibits.map(toExhibit),
    keeping,
    stamps: await stampsOf(deps, findingId),
    trace: await readTrace(deps, exhibits),
    reviews: [
      ...(isBlind ? [] : earlier.map(toReview)),
      ...shownReviews(reviews.map(toReview), { personId: me, typesPlate }),
    ],
    timeline,
    allowed: [
      ...(mayTriage ? allowedActions(row, me).filter((one) => !isLost(one)) : []),
      ...(mayReview ? ['review'] : []),
      ...(mayReopen && !isLost('reopen') ? ['reopen'] : []),
    ],
  }
}
