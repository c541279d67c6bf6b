import { z } from 'zod'
import { type clothingSchema, lightSchema, sampleSchema } from '../../contract/clothing.ts'
import type { Tx } from '../database/client.ts'
import type { ClothingVersion } from '../generated/client.ts'

export type ClothingView = z.input<typeof clothingSchema>

export const toClothing = ({
  sourceId,
  version,
  samples,
  light,
  createdAt,
}: ClothingVersion): ClothingView => ({
  sourceId,
  version,
  samples: z.array(sampleSchema).parse(samples),
  light: lightSchema.parse(light),
  createdAt: createdAt.getTime(),
})

/** The declared colours of these sources in their newest version. */
export async function newestClothing(tx: Tx, sourceIds: readonly string[]): Promise<ClothingView[]> {
  const rows = await tx.clothingVersion.findMany({
    where: { sourceId: { in: [...sourceIds] } },
    orderBy: [{ sourceId: 'asc' }, { version: 'desc' }],
    distinct: ['sourceId'],
  })
  return rows.map(toClothing)
}
