import { sealedStages, stageParts, type SealedStage, type StagePart } from '@sightline/api/contract/dossier'
import { findingIdSchema, type FindingId } from '@sightline/api/contract/ids'

/** What is sealed once: a stage of a finding, whole or a part of it. */
export interface SealName {
  readonly findingId: FindingId
  readonly stage: SealedStage
  readonly part: StagePart
}

/** Which dossier a folder of the spool holds. */
export interface SpoolName extends SealName {
  readonly sequence: number
}

/** `<findingId>-<stage>`, and the part where it is one. */
export const toSealId = ({ findingId, stage, part }: SealName): string =>
  part === 'whole' ? `${findingId}-${stage}` : `${findingId}-${stage}-${part}`

/** The sequence, then the name of what is sealed; padded, so that names sort in the order of the chain. */
export const toFolderName = ({ sequence, ...name }: SpoolName): string =>
  `${String(sequence).padStart(10, '0')}-${toSealId(name)}`

/** Null for any other name: what is not ours is left alone. */
export function fromFolderName(name: string): SpoolName | null {
  const found = /^(\d{10})-(.+)-(opened|confirmed|closed)(?:-(first|supplement))?$/.exec(name)
  const findingId = findingIdSchema.safeParse(found?.[2])
  const stage = sealedStages.find((one) => one === found?.[3])
  const part = stageParts.find((one) => one === (found?.[4] ?? 'whole'))
  if (!found || !findingId.success || !stage || !part) return null
  return { sequence: Number(found[1]), findingId: findingId.data, stage, part }
}
