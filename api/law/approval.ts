/** The approval record (设备审核, administrative penalty law art. 41): only `in_use` pictures can be evidence. */
export const approvalStates = [
  'draft',
  'technical_review',
  'legal_review',
  'published',
  'in_use',
  'suspended',
  'retired',
] as const
export type ApprovalState = (typeof approvalStates)[number]

/** From each state to which: no review is left out, any may send back to draft, and what was suspended is reviewed anew. */
export const approvalNext: Readonly<Record<ApprovalState, readonly ApprovalState[]>> = {
  draft: ['technical_review', 'retired'],
  technical_review: ['legal_review', 'draft', 'retired'],
  legal_review: ['published', 'draft', 'retired'],
  published: ['in_use', 'draft', 'retired'],
  in_use: ['suspended', 'retired'],
  suspended: ['technical_review', 'draft', 'retired'],
  retired: ['draft'],
}
/** What is reviewed or in use names its basis (a document, a number), in at least so many characters. */
export const approvalBasisMin = 4
const reviewOrder = ['technical_review', 'legal_review', 'published', 'in_use'] as const

export const needsBasis = (state: ApprovalState): boolean => reviewOrder.some((one) => one === state)

/** The steps from a state to `in_use`. */
export const stepsToUse = (state: ApprovalState): ApprovalState[] => [
  ...(state === 'retired' ? (['draft'] as const) : []),
  ...reviewOrder.slice(reviewOrder.findIndex((one) => one === state) + 1),
]
