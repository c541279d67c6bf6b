import type { z } from 'zod'
import { caseCopySchema, type CopyLeftOut } from '../../contract/originals.ts'
import type { Prisma } from '../generated/client.ts'

export type CopyView = z.input<typeof caseCopySchema>

export const copyInclude = {
  madeBy: { select: { id: true, name: true } },
} satisfies Prisma.CaseCopyInclude
export type CopyRow = Prisma.CaseCopyGetPayload<{ include: typeof copyInclude }>

export const copyKey = (id: string): string => `copies/${id}.zip`

export type LeftOut = Partial<Record<CopyLeftOut, number>>

export const toCopy = (row: CopyRow): CopyView => ({
  id: row.id,
  state: row.state,
  receiver: row.receiver,
  purpose: row.purpose,
  progress: { done: row.done, of: row.of },
  pictures: row.pictures,
  leftOut: caseCopySchema.shape.leftOut.parse(row.leftOut),
  sha256: row.sha256,
  bytes: row.bytes,
  failure: row.failure,
  missingModel: row.missingModel,
  startedAt: row.startedAt.getTime(),
  endedAt: row.endedAt?.getTime() ?? null,
  keptUntil: row.keptUntil?.getTime() ?? null,
  madeBy: row.madeBy,
})
