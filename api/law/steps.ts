/**
 * What people did about an alert short of a case (R54, R64): 语音喊话, 劝导, 提醒, 派人到场, 推送商户, 商户整改, 责令改正, 复查, 现场检查, 远程核查.
 */
export const stepKinds = [
  'voice_warning',
  'advice',
  'reminder',
  'dispatch',
  'push',
  'rectification',
  'order',
  'recheck',
  'inspection',
  'remote_check',
] as const
export type StepKind = (typeof stepKinds)[number]

/** What orders a citizen about is recorded by who shows a certificate in date (art. 42). */
export const needsCertificate: Readonly<Record<StepKind, boolean>> = {
  voice_warning: false,
  advice: false,
  reminder: false,
  dispatch: false,
  push: false,
  rectification: false,
  order: true,
  recheck: true,
  inspection: true,
  remote_check: true,
}
/** What may be done about a finding before it is confirmed: none of these accuses anybody. */
export const beforeConfirmed: Readonly<Record<StepKind, boolean>> = {
  voice_warning: true,
  advice: true,
  reminder: true,
  dispatch: true,
  push: true,
  rectification: false,
  order: false,
  recheck: false,
  inspection: false,
  remote_check: true,
}
/** Steps after which it matters how long the accused stayed on. */
export const isWarning = (kind: StepKind): boolean =>
  kind === 'voice_warning' || kind === 'advice' || kind === 'reminder'
/** For how long its author may take a step back, ms. Later, only a further step can put things right. */
export const undoWithinMs = 10 * 60_000
/** The longest term of an order, ms. */
export const longestTermMs = 180 * 86_400_000
/** Of another group's alert, a step older than this at the finding's opening is no part of the matter any more, ms. */
export const matterMemoryMs = 365 * 86_400_000

/** A step that stands, as the law looks at it. */
export interface StandingStep {
  readonly kind: StepKind
  readonly at: number
  readonly dueAt: number | null
  readonly complied: boolean | null
}
