import type { AlertDocuments, CaseDocument } from '@sightline/api/contract/documents'

export interface DocumentRow {
  readonly kind: AlertDocuments['kinds'][number]['kind']
  readonly missing: AlertDocuments['kinds'][number]['missing']
  readonly newest: CaseDocument | null
  /** Those that it replaced, newest first. */
  readonly older: readonly CaseDocument[]
}

/** What was made of each kind beside what it lacks; what can be made, or was, comes first. */
export function documentsByKind({
  kinds,
  made,
}: Pick<AlertDocuments, 'kinds' | 'made'>): readonly DocumentRow[] {
  const rows = kinds.map(({ kind, missing }): DocumentRow => {
    const [newest = null, ...older] = made.filter((one) => one.kind === kind)
    return { kind, missing, newest, older }
  })
  const isOfUse = ({ missing, newest }: DocumentRow): boolean => missing.length === 0 || newest !== null
  return [...rows.filter(isOfUse), ...rows.filter((row) => !isOfUse(row))]
}
