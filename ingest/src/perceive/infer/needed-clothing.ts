import { createHash } from 'node:crypto'
import type { WantedSource } from '@sightline/api/contract/workers'
import { declaredClothingName } from '@sightline/api/law/standing'
import { declaredGarments, lackOf, type DeclaredClothing } from '@sightline/detectors/clothing/declared'
import type { Garment } from '@sightline/detectors/clothing/garment'
import { clothLimit } from '@sightline/detectors/clothing/judge-garment'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import type { LookedWith, ModelSet } from './model-set.ts'
import { zonesFor, type Needed } from './needed.ts'

/** What of a source's clothes is judged by colour, where, and by which declaration. */
export interface NeededClothing {
  readonly declared: DeclaredClothing
  readonly garments: readonly { readonly garment: Garment; readonly zones: Needed['zones'] }[]
  /** As it stands in the evidence, among the models. */
  readonly looked: LookedWith
}

type Watched = Pick<WantedSource, 'zones' | 'rules' | 'clothing'>

/**
 * The garments whose colours were declared, whose lack an enabled rule reads, and for which no model is there: a model of
 * the site's own wins. Null: none, or nobody tells where heads and hands are.
 */
export function clothingFor(
  source: Watched,
  { pose, offered }: Pick<ModelSet, 'pose' | 'offered'>,
): NeededClothing | null {
  const { clothing } = source
  if (!clothing || !pose) return null
  const garments = declaredGarments(clothing).flatMap((garment) => {
    const lack = lackOf[garment]
    const zones = offered.includes(lack) ? [] : zonesFor(source, [lack])
    return zones.length > 0 ? [{ garment, zones }] : []
  })
  if (garments.length === 0) return null
  const classes = garments.map(({ garment }) => lackOf[garment])
  const { version, samples, light } = clothing
  const sha256 = createHash('sha256').update(canonicalBytes({ version, samples, light })).digest('hex')
  return {
    declared: clothing,
    garments,
    looked: { name: declaredClothingName, sha256, threshold: clothLimit, classes },
  }
}

/** What can be told of a source: by the models, and by the colours that were declared for it. Null: no model is there. */
export function offeredTo(
  { clothing }: Pick<WantedSource, 'clothing'>,
  modelSet: Pick<ModelSet, 'pose' | 'offered'> | null,
): Pick<ModelSet, 'offered'> | null {
  if (!modelSet || !clothing || !modelSet.pose) return modelSet
  const lacks = declaredGarments(clothing).map((garment) => lackOf[garment])
  return { offered: [...new Set([...modelSet.offered, ...lacks])] }
}
