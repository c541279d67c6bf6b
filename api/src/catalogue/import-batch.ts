import type { z } from 'zod'
import type { importLawSchema, lawImportAnswerSchema, LawProblem } from '../../contract/catalogue.ts'
import { dayOf } from '../../law/calendar.ts'
import type { LawContent, LawEntry } from '../../law/catalogue.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Prisma } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { changesOf } from './diff.ts'
import { checkRows, type SoundRow } from './read/check-rows.ts'
import { decodeFile } from './read/decode-file.ts'
import { rowsOfJson, rowsOfTable, type ReadRows } from './read/rows.ts'
import { seedMatters } from './seed/seed-matters.ts'
import { hashOfRows, lawOf } from './store.ts'

type Asked = z.output<typeof importLawSchema>
type Answer = z.input<typeof lawImportAnswerSchema>

function readFile({ subject, base64 }: Asked): ReadRows {
  const decoded = decodeFile(Buffer.from(base64, 'base64'))
  if (decoded.format === 'none')
    throw new Refusal('law_file_invalid', { why: decoded.why }, [{ path: 'base64', message: decoded.why }])
  return decoded.format === 'json' ? rowsOfJson(decoded.items) : rowsOfTable(subject, decoded)
}

interface Looked {
  readonly rows: readonly SoundRow[]
  readonly problems: readonly LawProblem[]
  readonly changes: Answer['changes']
}

async function look(tx: Tx, asked: Asked, today: string): Promise<Looked> {
  const { subject, defaults } = asked
  const read = readFile(asked)
  const known: readonly LawEntry<LawContent>[] = await lawOf(tx, subject)
  const matters = await lawOf(tx, 'matters')
  const codes = new Set([
    ...matters.map(({ content }) => content.code),
    ...seedMatters.map(({ code }) => code),
  ])
  const { rows, problems } = checkRows(read.candidates, { subject, defaults, today, codes })
  const all = [...read.problems, ...problems].toSorted((a, b) => a.line - b.line)
  return { rows, problems: all, changes: changesOf(known, rows, { subject, today }) }
}

/** Told of at once; a file with more is wrong as a whole. */
const mostProblems = 500

const toAnswer = ({ rows, problems, changes }: Looked, batchId: string | null): Answer => ({
  rows: rows.length,
  tiers: rows.reduce((n, { content }) => n + ('tiers' in content ? content.tiers.length : 0), 0),
  problems: problems.slice(0, mostProblems),
  changes,
  batchId,
})

/**
 * Looks at a file, or takes it in as a whole: one bad row, and nothing is written. What is taken in is a draft until
 * somebody else publishes it.
 */
export async function importLaw(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  asked: Asked,
  actor: string,
): Promise<Answer> {
  const at = now()
  const today = dayOf(at)
  if (asked.dryRun) return toAnswer(await look(db, asked, today), null)
  return db.$transaction(async (tx) => {
    const looked = await look(tx, asked, today)
    const { rows, problems } = looked
    if (problems.length > 0) {
      const told = problems.slice(0, mostProblems).map(({ line, column, code, limit }) => ({
        path: `${line}.${column}`,
        message: limit === undefined ? code : `${code} ${limit}`,
      }))
      throw new Refusal('law_import_invalid', { problems: problems.length }, told)
    }
    const id = newId()
    const { subject, fileName } = asked
    const sha256 = hashOfRows(rows)
    const batch = { id, subject, fileName, rows: rows.length, sha256 }
    await tx.lawBatch.create({ data: { ...batch, uploadedAt: new Date(at), uploadedById: actor } })
    await tx.lawEntry.createMany({
      data: rows.map(({ line, key, content }) => {
        const stored = structuredClone(content) as unknown as Prisma.InputJsonObject
        return { id: newId(), batchId: id, line, key, content: stored }
      }),
    })
    const facts = { lawSubject: subject, fileName, rows: rows.length, sha256 }
    await appendAudit(tx, [{ at, actor, action: 'law.imported', subject: `law/${id}`, facts }])
    return toAnswer(looked, id)
  })
}
