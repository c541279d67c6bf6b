import type { Permission } from '../../contract/people.ts'
import type { CaseStatus } from '../../law/case-moves.ts'
import type { LimitedWork } from '../../law/limits.ts'
import { rootUnit } from '../../law/units.ts'
import { Prisma } from '../generated/client.ts'

/** Work of one kind that is open, in the order in which it falls due. */
export interface Stream {
  readonly work: LimitedWork
  /** Who may read of it: with any of these. */
  readonly seenBy: readonly Permission[]
  /** First half of its name in `escalation`. */
  readonly of: string
  /**
   * `SELECT id, unit_id, since, about, holder, not_for, kind, label`. `about`: what the audit trail calls it. `holder`: who has it
   * in hand. `not_for`: who may not do it, whatever his duty. `since` is a column with an index, or its table is small.
   */
  readonly rows: Prisma.Sql
}

const nobody = Prisma.sql`NULL::text`
const placeOf = Prisma.sql`COALESCE(NULLIF(a.place, ''), a.source_name)`
const raw = (text: string) => Prisma.raw(`'${text}'`)

/** Alerts of one status each: so they are read in the order of their index. */
function ofAlerts(work: LimitedWork, status: 'new' | 'claimed' | 'passed_on' | 'agreed_once'): Stream {
  const agreed = Prisma.sql`(SELECT r.officer_id FROM review r WHERE r.alert_id = a.id AND r.round = a.round LIMIT 1)`
  const rows = Prisma.sql`
    SELECT a.id, a.unit_id, a.limit_from AS since, 'alert/' || a.id AS about, a.claimed_by AS holder,
      ${status === 'agreed_once' ? agreed : nobody} AS not_for, a.kind::text AS kind, ${placeOf} AS label
    FROM alert a WHERE a.status = ${raw(status)}`
  return { work, seenBy: ['alerts.read'], of: 'alert', rows }
}

function ofCases(work: LimitedWork, status: CaseStatus, which = Prisma.sql`TRUE`): Stream {
  const rows = Prisma.sql`
    SELECT s.case_id AS id, a.unit_id, s.since, 'case/' || s.case_id AS about, ${nobody} AS holder,
      ${nobody} AS not_for, a.kind::text AS kind, c.number AS label
    FROM case_state s JOIN "case" c ON c.id = s.case_id JOIN alert a ON a.id = c.alert_id
    WHERE s.status = ${raw(status)} AND ${which}`
  return { work, seenBy: ['cases.read'], of: 'case', rows }
}

const stands = (step: string): Prisma.Sql =>
  Prisma.sql`NOT EXISTS (SELECT 1 FROM step_correction x WHERE x.step_id = ${Prisma.raw(step)}.id)`

/** Orders whose term is over and that nobody looked at since, in the group of their alert; a later order takes their place. */
function ofOrders(at: Date): Stream {
  const inGroup = Prisma.sql`(b.id = COALESCE(a.head_id, a.id) OR b.head_id = COALESCE(a.head_id, a.id))`
  const rows = Prisma.sql`
    SELECT s.id, a.unit_id, s.due_at AS since, 'alert/' || a.id AS about, ${nobody} AS holder, ${nobody} AS not_for,
      a.kind::text AS kind, ${placeOf} AS label
    FROM alert_step s JOIN alert a ON a.id = s.alert_id
    WHERE s.kind = 'order' AND s.due_at < ${at} AND ${stands('s')}
      AND a.status IN ('new', 'claimed', 'passed_on', 'agreed_once', 'corrected')
      AND NOT EXISTS (SELECT 1 FROM alert_step t JOIN alert b ON b.id = t.alert_id
        WHERE ${inGroup} AND ${stands('t')}
          AND ((t.kind = 'recheck' AND t.at >= s.due_at) OR (t.kind = 'order' AND t.at > s.at)))`
  return { work: 'recheck', seenBy: ['alerts.read'], of: 'step', rows }
}

/** What somebody asked and somebody else decides. */
function ofAsked(at: Date): Stream[] {
  const root = Prisma.sql`${raw(rootUnit)}::text AS unit_id`
  const originals = Prisma.sql`
    SELECT o.id, a.unit_id, o.asked_at AS since, 'case/' || o.case_id AS about, ${nobody} AS holder,
      o.asked_by AS not_for, a.kind::text AS kind, c.number AS label
    FROM original_permission o JOIN "case" c ON c.id = o.case_id JOIN alert a ON a.id = c.alert_id
    WHERE o.valid_until > ${at}
      AND NOT EXISTS (SELECT 1 FROM original_decision d WHERE d.permission_id = o.id)`
  const modes = Prisma.sql`
    SELECT m.id, ${root}, m.asked_at AS since, 'mode/' || m.id AS about, ${nobody} AS holder, m.asked_by AS not_for,
      m.kind::text AS kind, m.document_number AS label
    FROM evidence_mode m WHERE NOT EXISTS (SELECT 1 FROM evidence_mode_decision d WHERE d.mode_id = m.id)`
  const batches = Prisma.sql`
    SELECT l.id, ${root}, l.uploaded_at AS since, 'law/' || l.id AS about, ${nobody} AS holder, l.uploaded_by AS not_for,
      ${nobody} AS kind, l.file_name AS label
    FROM law_batch l WHERE NOT EXISTS (SELECT 1 FROM law_batch_decision d WHERE d.batch_id = l.id)`
  const people = Prisma.sql`
    SELECT r.id, r.unit_id, r.created_at AS since, 'request/' || r.id AS about, ${nobody} AS holder,
      r.requester_id AS not_for, ${nobody} AS kind, COALESCE(r.payload->>'name', '') AS label
    FROM person_request r JOIN person p ON p.id = r.requester_id
    WHERE p.active AND r.expires_at > ${at}`
  return [
    { work: 'original', seenBy: ['originals.read'], of: 'original', rows: originals },
    { work: 'mode', seenBy: ['modes.read'], of: 'mode', rows: modes },
    { work: 'law', seenBy: ['catalogue.read'], of: 'law', rows: batches },
    { work: 'person_request', seenBy: ['people.read'], of: 'request', rows: people },
  ]
}

/** Sources as their newest row says: under review, or with a certificate that runs out. */
function ofSources(): Stream[] {
  const of = (since: Prisma.Sql, which: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT s.id, s.unit_id, ${since} AS since, 'source/' || s.id AS about, ${nobody} AS holder, ${nobody} AS not_for,
      ${nobody} AS kind, s.name AS label
    FROM source s JOIN source_approval p ON p.source_id = s.id AND p.revision = s.approval_revision
    WHERE ${which}`
  const under = (work: 'technical_review' | 'legal_review'): Stream => ({
    work,
    seenBy: ['sources.read'],
    of: 'source',
    rows: of(Prisma.sql`p.at`, Prisma.sql`s.approval_state = ${raw(work)}`),
  })
  const until = Prisma.sql`(p.file->'calibration'->>'until')`
  const rows = of(
    Prisma.sql`(${until}::date::timestamp AT TIME ZONE 'Asia/Shanghai')`,
    Prisma.sql`s.approval_state = 'in_use' AND ${until} IS NOT NULL`,
  )
  return [
    under('technical_review'),
    under('legal_review'),
    { work: 'calibration', seenBy: ['sources.read'], of: 'source', rows },
  ]
}

function ofCertificates(): Stream {
  const rows = Prisma.sql`
    SELECT p.id, p.unit_id, p.certificate_until AS since, 'person/' || p.id AS about, ${nobody} AS holder,
      ${nobody} AS not_for, ${nobody} AS kind, p.name AS label
    FROM person p WHERE p.active AND p.certificate_until IS NOT NULL`
  return { work: 'certificate', seenBy: ['people.read', 'cases.decide'], of: 'person', rows }
}

/** What waits for an answer; and what was answered, for its end. */
function ofSupervisions(): Stream[] {
  const steps = (which: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT 1 FROM supervision_step t WHERE t.supervision_id = s.id AND ${which})`
  const of = (since: Prisma.Sql, which: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT s.id, a.unit_id, ${since} AS since, COALESCE('case/' || s.case_id, 'alert/' || s.alert_id) AS about,
      ${nobody} AS holder, ${nobody} AS not_for, a.kind::text AS kind, COALESCE(c.number, ${placeOf}) AS label
    FROM supervision s JOIN alert a ON a.id = s.alert_id LEFT JOIN "case" c ON c.id = s.case_id
    WHERE ${which}`
  const newest = Prisma.sql`(SELECT max(t.at) FROM supervision_step t WHERE t.supervision_id = s.id)`
  const answered = Prisma.sql`${steps(Prisma.sql`TRUE`)} AND NOT ${steps(Prisma.sql`t.act <> 'answered'`)}`
  const named = { seenBy: ['supervisions.read'], of: 'supervision' } as const
  return [
    {
      ...named,
      work: 'supervision',
      rows: of(Prisma.sql`s.due_at`, Prisma.sql`NOT ${steps(Prisma.sql`TRUE`)}`),
    },
    { ...named, work: 'supervision_end', rows: of(newest, answered) },
  ]
}

/** All open work as of a moment. Two lists of one work never hold the same. */
export const streamsAt = (at: number): readonly Stream[] => [
  ofAlerts('triage', 'new'),
  ofAlerts('triage', 'claimed'),
  ofAlerts('review', 'passed_on'),
  ofAlerts('second_review', 'agreed_once'),
  ofOrders(new Date(at)),
  ofCases('filing', 'proposed'),
  ofCases('city_answer', 'handed_over'),
  ofCases('city_answer', 'accepted'),
  ofCases('decision', 'filed', Prisma.sql`s.filed_by = 'city'`),
  ...ofAsked(new Date(at)),
  ...ofSources(),
  ofCertificates(),
  ...ofSupervisions(),
]
