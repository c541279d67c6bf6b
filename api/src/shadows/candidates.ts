import { z } from 'zod'
import { idleModelSchema, type IdleModel } from '../../contract/models.ts'
import type { shadowCandidateSchema } from '../../contract/shadows.ts'
import type { Tx } from '../database/client.ts'
import { staleAfterMs } from '../sources/state-board.ts'
import { allModels } from '../models/store.ts'

type CandidateView = z.input<typeof shadowCandidateSchema>

/** Models of the build that every worker which reports could run besides and does not. */
export async function idleModels(tx: Tx, at: number): Promise<IdleModel[]> {
  const rows = await tx.workerReport.findMany({ where: { at: { gte: new Date(at - staleAfterMs) } } })
  const lists = rows.map(({ idle }) => z.array(idleModelSchema).parse(idle))
  const [first = [], ...others] = lists
  return first.filter(({ name }) => others.every((list) => list.some((one) => one.name === name)))
}

/** What could look beside those in force: an admin's own that passed its dry run, and idle ones of the build. */
export async function candidates(tx: Tx, at: number): Promise<CandidateView[]> {
  const own = (await allModels(tx)).filter(({ state }) => state === 'ready' || state === 'disabled')
  return [
    ...own.map(({ id, manifest }) => ({
      model: { kind: 'own' as const, id },
      name: manifest.name,
      title: manifest.title,
    })),
    ...(await idleModels(tx, at)).map(({ name, title }) => ({
      model: { kind: 'built_in' as const, name },
      name,
      title,
    })),
  ]
}
