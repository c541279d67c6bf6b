/** The approval record (设备审核, administrative penalty law art. 41): only `in_use` pictures can be evidence. */
export const approvalStates = [
  'draft',
  'technical_review',
  'legal_review',
  'reviewed',
  'published',
  'in_use',
  'suspended',
  'retired',
] as const
export type ApprovalState = (typeof approvalStates)[number]

/** What people do with it, in the order of the procedure. */
export const approvalActions = [
  'amend',
  'sign',
  'submit',
  'pass_technical',
  'return_technical',
  'pass_legal',
  'return_legal',
  'publish',
  'put_in_use',
  'suspend',
  'retire',
  'redraft',
] as const
export type ApprovalAction = (typeof approvalActions)[number]

/** Why there is a row: somebody's act, that the source was registered, or that it was approved before there were rows. */
export const approvalOrigins = ['register', 'taken_over', ...approvalActions] as const
export type ApprovalOrigin = (typeof approvalOrigins)[number]

/** As whom somebody acts. `system`: nobody did, something happened. */
export type ApprovalDuty = 'sources.write' | 'sources.review' | 'sources.review_legal' | 'system'

interface ApprovalMove {
  readonly by: readonly ApprovalDuty[]
  readonly from: readonly ApprovalState[]
  /** Null: it stays where it is. */
  readonly to: ApprovalState | null
}

const before: readonly ApprovalState[] = [
  'draft',
  'technical_review',
  'legal_review',
  'reviewed',
  'published',
]
const living: readonly ApprovalState[] = [...before, 'in_use', 'suspended']

/** Every legal move; what is not here is refused. No review is left out, and what was suspended is reviewed anew. */
export const approvalMoves: Readonly<Record<ApprovalAction, ApprovalMove>> = {
  amend: { by: ['sources.write'], from: living, to: null },
  sign: { by: ['sources.write'], from: living, to: null },
  submit: { by: ['sources.write'], from: ['draft', 'suspended'], to: 'technical_review' },
  pass_technical: { by: ['sources.review'], from: ['technical_review'], to: 'legal_review' },
  return_technical: { by: ['sources.review'], from: ['technical_review'], to: 'draft' },
  pass_legal: { by: ['sources.review_legal'], from: ['legal_review'], to: 'reviewed' },
  return_legal: { by: ['sources.review_legal'], from: ['legal_review'], to: 'draft' },
  publish: { by: ['sources.write'], from: ['reviewed'], to: 'published' },
  put_in_use: { by: ['sources.write'], from: ['published'], to: 'in_use' },
  suspend: {
    by: ['sources.write', 'sources.review', 'sources.review_legal', 'system'],
    from: ['in_use'],
    to: 'suspended',
  },
  retire: { by: ['sources.write'], from: living, to: 'retired' },
  redraft: {
    by: ['sources.write', 'system'],
    from: ['technical_review', 'legal_review', 'reviewed', 'published', 'suspended', 'retired'],
    to: 'draft',
  },
}

/** What may be done with it where it stands, by who has these duties. */
export const actionsFrom = (state: ApprovalState, duties: readonly ApprovalDuty[]): ApprovalAction[] =>
  approvalActions.filter((action) => {
    const { by, from } = approvalMoves[action]
    return from.includes(state) && by.some((duty) => duties.includes(duty))
  })

/** Why the system took it out of use by itself. */
export const suspendReasons = [
  'calibration_expired',
  'address_changed',
  'place_changed',
  'view_moved',
  'volume_abnormal',
  'revoked_often',
] as const
export type SuspendReason = (typeof suspendReasons)[number]
