import type { CaseMatter } from '@sightline/api/contract/case-matter'
import type { lawEntryStates, LawChange, LawProblem } from '@sightline/api/contract/catalogue'
import type {
  authorityKinds,
  lawSubjects,
  leniencyLists,
  matterFlags,
  PenaltyKind,
  tierFor,
  tierUnits,
} from '@sightline/api/law/catalogue'
import type { MatterGap, NamedFault } from '@sightline/api/law/matter-guards'

type State = (typeof lawEntryStates)[number] | 'inForce' | 'ended' | 'ahead' | 'toConfirm'

/** What a row of a file, or a column of it, is called. */
export const lawFields = [
  'code',
  'name',
  'kinds',
  'violates',
  'penalty',
  'penaltyKinds',
  'person',
  'unit',
  'personMin',
  'personMax',
  'unitMin',
  'unitMax',
  'tiers',
  'tierName',
  'tierCondition',
  'tierMin',
  'tierMax',
  'tierUnit',
  'tierOf',
  'first',
  'lookBackMonths',
  'mode',
  'flags',
  'unsure',
  'documentNumber',
  'sourceUrl',
  'publishedOn',
  'fromDay',
  'toDay',
  'matterCode',
  'agency',
  'regionCode',
  'regionName',
  'kind',
  'onBehalfOf',
  'list',
  'condition',
  'basis',
] as const
export type LawField = (typeof lawFields)[number]
/** Why a file cannot be read at all. */
export const fileFaults = [
  'empty',
  'old_workbook',
  'broken_workbook',
  'not_text',
  'bad_json',
  'not_a_list',
] as const

/** Words of the page of matters: a new code does not compile until both languages have it. */
export interface CatalogueWords extends Readonly<Record<PageWord, string>> {
  readonly subject: Record<(typeof lawSubjects)[number], string>
  readonly change: Record<LawChange['change'], string>
  readonly state: Record<State, string>
  readonly field: Record<LawField, string>
  readonly penaltyKind: Record<PenaltyKind, string>
  readonly flag: Record<(typeof matterFlags)[number], string>
  readonly authorityKind: Record<(typeof authorityKinds)[number], string>
  readonly list: Record<(typeof leniencyLists)[number], string>
  readonly tierUnit: Record<(typeof tierUnits)[number], string>
  readonly tierFor: Record<(typeof tierFor)[number], string>
  readonly problem: Record<LawProblem['code'], string>
  readonly why: Record<(typeof fileFaults)[number], string>
}
type PageWord =
  | 'title'
  | 'hint'
  | 'import'
  | 'importTitle'
  | 'importHint'
  | 'importColumns'
  | 'defaults'
  | 'preview'
  | 'run'
  | 'imported'
  | 'good'
  | 'bad'
  | 'more'
  | 'line'
  | 'fileName'
  | 'file'
  | 'fileTooLarge'
  | 'batches'
  | 'batch'
  | 'noBatches'
  | 'uploaded'
  | 'rows'
  | 'decided'
  | 'look'
  | 'publish'
  | 'refuse'
  | 'own'
  | 'waits'
  | 'done'
  | 'checked'
  | 'note'
  | 'changes'
  | 'goneHint'
  | 'noChanges'
  | 'entries'
  | 'empty'
  | 'emptyHint'
  | 'noAuthority'
  | 'toConfirm'
  | 'toConfirmHint'
  | 'take'
  | 'details'
  | 'withdraw'
  | 'withdrawHint'
  | 'withdrawn'
  | 'reason'
  | 'days'
  | 'always'
  | 'statute'
  | 'noTiers'
  | 'unsureTag'

/** Words of what a verdict says about the matter. */
export interface CaseMatterWords extends Readonly<Record<MatterWord, string>> {
  readonly gap: Record<MatterGap, string>
  readonly gapHelp: Record<MatterGap, string>
  readonly fault: Record<NamedFault, string>
  readonly unknown: Record<Extract<NonNullable<CaseMatter['authority']>, { state: 'unknown' }>['why'], string>
  readonly answer: Record<NonNullable<CaseMatter['first']>['answer'], string>
}
type MatterWord =
  | 'title'
  | 'hint'
  | 'none'
  | 'noneHint'
  | 'choose'
  | 'choice'
  | 'atAct'
  | 'now'
  | 'lawChanged'
  | 'lawOver'
  | 'lawReason'
  | 'enteredLater'
  | 'violates'
  | 'penalty'
  | 'document'
  | 'tier'
  | 'tierHint'
  | 'tierNone'
  | 'tierFacts'
  | 'authority'
  | 'own'
  | 'onBehalfOf'
  | 'other'
  | 'nobody'
  | 'transfer'
  | 'limitedTo'
  | 'limitNear'
  | 'limitOver'
  | 'first'
  | 'firstHint'
  | 'ledgerSince'
  | 'ledgerNobody'
  | 'ledgerClean'
  | 'ledgerActs'
  | 'ledgerReminders'
  | 'obeyed'
  | 'ignored'
  | 'party'
  | 'firstReason'
  | 'cites'
  | 'endsIt'
  | 'namedBefore'
  | 'needMatter'
  | 'needLawReason'
  | 'needTierFacts'
  | 'noAuthority'
  | 'needFirst'
  | 'needFirstReason'
  | 'firstApplies'
  | 'gaps'
  | 'authorityBasis'
  | 'authorityBasisHint'
  | 'facts'
