import { violationKinds } from '@sightline/detectors/finding'
import { lawOf } from '../../law/kinds.ts'
import { speakerKinds, warns } from '../../law/speakers.ts'
import { isWarning, stepKinds } from '../../law/steps.ts'
import { Prisma } from '../generated/client.ts'

const warnings = stepKinds.filter(isWarning)
const spoken = violationKinds.flatMap((kind) =>
  speakerKinds
    .filter((speaker) => warns(speaker, lawOf(kind).ladder))
    .map((speaker) => Prisma.sql`(${kind}, ${speaker})`),
)

/** That somebody was warned of an alert `a`: by a step that stands, or by a loudspeaker that was heard; `until`: by then. */
export const wasWarned = (until: Prisma.Sql | null): Prisma.Sql => {
  const inTime = (at: Prisma.Sql): Prisma.Sql =>
    until === null ? Prisma.sql`TRUE` : Prisma.sql`${at} <= ${until}`
  return Prisma.sql`(EXISTS (
      SELECT 1 FROM alert_step s WHERE s.alert_id = a.id AND s.kind::text IN (${Prisma.join(warnings)})
        AND ${inTime(Prisma.sql`s.at`)}
        AND NOT EXISTS (SELECT 1 FROM step_correction c WHERE c.step_id = s.id))
    OR EXISTS (
      SELECT 1 FROM utterance u JOIN utterance_end e ON e.utterance_id = u.id
      WHERE u.finding_id = a.finding_id AND e.outcome = 'delivered' AND ${inTime(Prisma.sql`e.at`)}
        AND (a.kind::text, u.speaker_kind::text) IN (${Prisma.join(spoken)})))`
}

/** What tells it of one alert: see `isWarnedBy`. */
export const warningsInclude = {
  /** The first warning that stands. */
  steps: {
    where: { kind: { in: warnings }, correction: null },
    select: { at: true },
    orderBy: { at: 'asc' },
    take: 1,
  },
  finding: {
    select: {
      utterances: {
        where: { end: { is: { outcome: 'delivered' } } },
        select: { speakerKind: true, end: { select: { at: true } } },
      },
    },
  },
} satisfies Prisma.AlertInclude
type Warned = Prisma.AlertGetPayload<{ include: typeof warningsInclude }>

/** Whether somebody was warned of it by then, as `wasWarned` has it. */
export function isWarnedBy({ kind, steps, finding }: Warned, until: Date): boolean {
  const heard = finding.utterances.filter(({ speakerKind }) => warns(speakerKind, lawOf(kind).ladder))
  return [...steps, ...heard.flatMap(({ end }) => end ?? [])].some(({ at }) => at <= until)
}
