import type {
  ImportColumn,
  ImportProblemCode,
  permitLaters,
  PermitState,
} from '@sightline/api/contract/permits'
import type { Step } from '@sightline/api/contract/steps'
import type { PermitKind } from '@sightline/api/law/permits'
import type { RectifyGap } from '@sightline/api/law/rectify'
import type { StepKind } from '@sightline/api/law/steps'

type Text = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** The closed lists of the register: a new code does not compile until it has words. */
export type PermitWords = Text & {
  readonly kindName: Record<PermitKind, string>
  readonly stateName: Record<PermitState, string>
  readonly laterName: Record<(typeof permitLaters)[number], string>
  readonly columnName: Record<ImportColumn, string>
  readonly problem: Record<ImportProblemCode, string>
  /** Why a file was not read as a table. */
  readonly fileProblem: Record<'empty' | 'too_large' | 'spreadsheet' | 'not_text', string>
}
export type StepWords = Text & {
  readonly stepName: Record<StepKind, string>
  readonly origin: Record<Exclude<Step['origin'], 'own'>, string>
  readonly missing: Record<RectifyGap, string>
}
