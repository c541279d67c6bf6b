import type { z } from 'zod'
import type { caseSchema } from '../../contract/cases.ts'
import { pageArgs, pageFrom } from '../database/page.ts'
import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import { caseInclude, toCase } from './store.ts'

type CaseView = z.input<typeof caseSchema>

/** One page of the cases, newest first. */
export async function listCases(
  { db }: Pick<Deps, 'db'>,
  asked: Parameters<typeof pageArgs>[0],
): Promise<{ items: CaseView[]; next: string | null }> {
  const page = await db.case.findMany({
    include: caseInclude,
    orderBy: [{ filedAt: 'desc' }, { id: 'desc' }],
    ...pageArgs(asked),
  })
  const { rows, next } = pageFrom(page, asked.limit)
  return { items: rows.map(toCase), next }
}

export async function caseOf({ db }: Pick<Deps, 'db'>, id: string): Promise<CaseView> {
  return toCase(found(await db.case.findUnique({ where: { id }, include: caseInclude }), 'case'))
}
