import { manifestSchema } from '../../contract/dossier.ts'
import type { Database } from '../database/client.ts'
import { changedSince, sealedInclude } from '../dossiers/sealed-hashes.ts'
import { judgedSince } from './judged-since.ts'
import type { Prisma } from '../generated/client.ts'
import type { Report } from './report.ts'

const batch = 200
type Row = Prisma.DossierGetPayload<{ include: typeof sealedInclude }>

/** The next dossiers by key and place in its chain. */
function rowsAfter(db: Pick<Database, 'dossier'>, last: Row | null): Promise<Row[]> {
  const { keyId = '', sequence = 0, id = '' } = last ?? {}
  const later = [
    { keyId: { gt: keyId } },
    { keyId, sequence: { gt: sequence } },
    { keyId, sequence, id: { gt: id } },
  ]
  const orderBy = [{ keyId: 'asc' }, { sequence: 'asc' }, { id: 'asc' }] as const
  return db.dossier.findMany({
    ...(last ? { where: { OR: later } } : {}),
    include: sealedInclude,
    orderBy: [...orderBy],
    take: batch,
  })
}

const chainSchema = manifestSchema.pick({ chain: true })

/** Whether the place it is stored at is the one that its worker signed. */
function isInPlace({ manifest, sequence, previous }: Row): boolean {
  const { chain } = chainSchema.parse(JSON.parse(manifest))
  return chain.sequence === sequence && chain.previous === previous
}

const nameOf = ({ findingId, stage, part, keyId, sequence }: Row): string =>
  `dossier ${findingId} ${stage}/${part} (key ${keyId} #${sequence})`

function tellOne(report: Report, before: Row | null, row: Row): void {
  const where = nameOf(row)
  const changed = changedSince(row)
  if (changed.length > 0 || !isInPlace(row))
    return report.tell(`${where} ${changed.join(' ')}`.trim(), 'altered')
  const last = before?.keyId === row.keyId ? before : null
  const isFirst = row.sequence === 0
  if (last?.sequence === row.sequence) return report.tell(where, 'forked')
  if ((row.previous === null) !== isFirst) return report.tell(where, 'unlinked')
  if (isFirst) return
  if (last?.sequence !== row.sequence - 1) return report.tell(where, 'missing')
  if (last.manifestSha256 !== row.previous) report.tell(where, 'unlinked')
}

/** Every dossier against what its worker signed and what the trail says of its judgement, and the chain of each worker's key; a batch at a time. Answers how many there are. */
export async function verifyDossiers(
  db: Pick<Database, 'dossier' | 'auditEntry'>,
  report: Report,
): Promise<number> {
  let [last, count]: [Row | null, number] = [null, 0]
  for (;;) {
    const rows: Row[] = await rowsAfter(db, last)
    const isJudgedOtherwise = await judgedSince(db, rows)
    for (const row of rows) {
      tellOne(report, last, row)
      if (isJudgedOtherwise(row)) report.tell(nameOf(row), 'judged')
      last = row
    }
    count += rows.length
    if (rows.length < batch) return count
  }
}
