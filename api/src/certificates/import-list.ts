import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { certificatesAnswerSchema, importCertificatesSchema } from '../../contract/certificates.ts'
import { compareCertificates, type Holder } from '../../law/certificate-list.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import type { Deps } from '../deps.ts'
import { askForCertificates } from '../people/ask-for-certificates.ts'
import { toPerson } from '../people/store.ts'
import { Refusal } from '../refusal.ts'
import { readCertificates } from './read-list.ts'

type Asked = z.output<typeof importCertificatesSchema>
type Answer = z.input<typeof certificatesAnswerSchema>

/** Told of at once; a file with more is wrong as a whole. */
const mostProblems = 500

async function holdersOf(tx: Tx): Promise<Holder[]> {
  const people = await tx.person.findMany({ orderBy: { account: 'asc' } })
  return people.map((row) => {
    const { id, account, name, version, role, active, certificate } = toPerson(row)
    return {
      id,
      account,
      name,
      version,
      isOfficer: role === 'officer',
      active,
      certificate: certificate && { ...certificate, region: certificate.region ?? null },
    }
  })
}

async function otherNumbers(tx: Tx, holders: readonly Holder[]): Promise<string[]> {
  const known = new Set(holders.map(({ id }) => id))
  const rows = await beyondReach(() =>
    tx.person.findMany({
      where: { certificateNumber: { not: null } },
      select: { id: true, certificateNumber: true },
    }),
  )
  return rows.flatMap(({ id, certificateNumber }) => (known.has(id) ? [] : (certificateNumber ?? [])))
}

/**
 * Looks at a list of certificates, or asks for all that it changes: one request, which takes effect as a whole with the
 * decision of somebody else. One bad row, and nothing is asked for (`certificates_invalid`).
 */
export async function importCertificates(
  deps: Pick<Deps, 'db' | 'now' | 'newId'>,
  { fileName, base64, takesGone, dryRun }: Asked,
  requesterId: string,
): Promise<Answer> {
  const { db, now } = deps
  const bytes = Buffer.from(base64, 'base64')
  const read = readCertificates(bytes, now())
  const look = async (tx: Tx) => {
    const holders = await holdersOf(tx)
    const numbersElsewhere = await otherNumbers(tx, holders)
    const { changes, problems } = compareCertificates({ rows: read.rows, holders, numbersElsewhere })
    const all = [...read.problems, ...problems].toSorted((a, b) => a.line - b.line)
    return { changes, problems: all }
  }
  if (dryRun) {
    const { changes, problems } = await look(db)
    return { changes: [...changes], problems: problems.slice(0, mostProblems), request: null }
  }
  return db.$transaction(async (tx) => {
    const { changes, problems } = await look(tx)
    if (problems.length > 0) {
      const told = problems
        .slice(0, mostProblems)
        .map(({ line, column, code }) => ({ path: `${line}.${column ?? ''}`, message: code }))
      throw new Refusal('certificates_invalid', { problems: problems.length }, told)
    }
    const asked = changes.filter(({ kind }) => kind !== 'same' && (kind !== 'gone' || takesGone))
    if (asked.length === 0) throw new Refusal('certificates_unchanged')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const request = await askForCertificates(deps, tx, { fileName, sha256, changes: asked, requesterId })
    return { changes: [...changes], problems: [], request }
  })
}
