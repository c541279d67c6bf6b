import { findingIdSchema, type FindingId } from '@sightline/api/contract/ids'
import type { sealedStages } from '@sightline/api/contract/dossier'

export type SealedStage = (typeof sealedStages)[number]

/** Which dossier a folder of the spool holds. */
export interface SpoolName {
  readonly sequence: number
  readonly findingId: FindingId
  readonly stage: SealedStage
}

/** `<sequence>-<findingId>-<stage>`; the sequence is padded so that names sort in the order of the chain. */
export const toFolderName = ({ sequence, findingId, stage }: SpoolName): string =>
  `${String(sequence).padStart(10, '0')}-${findingId}-${stage}`

/** Null for any other name: what is not ours is left alone. */
export function fromFolderName(name: string): SpoolName | null {
  const found = /^(\d{10})-(.+)-(confirmed|closed)$/.exec(name)
  if (!found) return null
  const findingId = findingIdSchema.safeParse(found[2])
  if (!findingId.success) return null
  const stage = found[3] === 'confirmed' ? 'confirmed' : 'closed'
  return { sequence: Number(found[1]), findingId: findingId.data, stage }
}
