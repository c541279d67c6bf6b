/** 文书 that are made here: 电子数据提取笔录, 现场检查（勘验）笔录, 立案审批表, 责令改正通知书, 不予立案审批表, 案件移送函, 证据目录. */
export const documentKinds = [
  'extraction',
  'inspection',
  'filing',
  'correction_order',
  'no_filing',
  'transfer',
  'catalogue',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** What a document may need that only a record can give; what its form leaves to be written by hand is not among it. */
export const documentFields = [
  'place',
  'certificate',
  'sealed',
  'original',
  'inspection',
  'provision',
  'order',
  'order_content',
  'proposed',
  'officers',
  'not_filed_reason',
  'receiver',
  'transfer_reason',
] as const
export type DocumentField = (typeof documentFields)[number]

/**
 * What each document cannot be without (R27, R65). `certificate`: its maker's, in date (R15). `sealed`: nothing of what was
 * sealed is still on its way. `original`: a recording as it came off the camera. `officers`: two who agreed, each with the
 * certificate of that day.
 */
const needs: Readonly<Record<DocumentKind, readonly DocumentField[]>> = {
  extraction: ['place', 'certificate', 'sealed', 'original'],
  inspection: ['place', 'certificate', 'inspection'],
  filing: ['place', 'certificate', 'sealed', 'provision', 'proposed', 'officers'],
  correction_order: ['place', 'certificate', 'provision', 'order', 'order_content'],
  no_filing: ['place', 'certificate', 'not_filed_reason'],
  transfer: ['place', 'sealed', 'receiver', 'transfer_reason'],
  catalogue: ['sealed'],
}

/** What a document lacks, of what there is; nothing: it can be made. */
export const missingOf = (
  kind: DocumentKind,
  has: Readonly<Record<DocumentField, boolean>>,
): readonly DocumentField[] => needs[kind].filter((field) => !has[field])

/** Documents that print stills: of these there is one for the court with originals, and one for everybody else without. */
export const picturedKinds: readonly DocumentKind[] = ['extraction']
