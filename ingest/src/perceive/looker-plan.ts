import type { WantedSource } from '@sightline/api/contract/workers'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Turn } from '@sightline/detectors/geometry/turn'
import type { ModelSet } from './infer/model-set.ts'
import { clothingFor, type NeededClothing } from './infer/needed-clothing.ts'
import { gesturesFor, type NeededGestures } from './infer/needed-gestures.ts'
import { closeUpsFor, isAboutPeople, neededFor, type Needed } from './infer/needed.ts'

export interface PlanDeps {
  /** Null until a model is ready: until then nothing is decoded. */
  readonly modelSet: () => ModelSet | null
  /** Its zones and rules say which of the further models it needs. */
  readonly source: () => Pick<WantedSource, 'id' | 'turn' | 'zones' | 'rules' | 'clothing'>
}

/** Who looks at this source's pictures now. */
export interface Plan {
  readonly modelSet: ModelSet
  readonly needed: readonly Needed[]
  /** What is judged by the colour of clothes. */
  readonly clothing: NeededClothing | null
  /** What gestures are taken for. */
  readonly gestures: NeededGestures | null
  /** Enlarged parts that the main model looks at besides. */
  readonly closeUps: readonly Box[]
  /** Whether a rule is about people: how much they stir is measured. */
  readonly isAboutPeople: boolean
  /** Whether people are to be told apart. */
  readonly knowsPeople: boolean
  readonly turn: Turn
}

/** Whether models need parts of the picture that are larger than the main model's input. */
export const isDetailed = ({ needed, closeUps, clothing, gestures }: Plan): boolean =>
  needed.length > 0 || closeUps.length > 0 || clothing !== null || gestures !== null

/** Null while there is no model. Made anew only when the models or the source's rules change. */
export function createPlan({ modelSet: eyeNow, source: sourceNow }: PlanDeps): () => Plan | null {
  let last: { readonly source: unknown; readonly plan: Plan } | null = null
  return () => {
    const [modelSet, source] = [eyeNow(), sourceNow()]
    if (!modelSet) return null
    if (last?.plan.modelSet !== modelSet || last.source !== source)
      last = { source, plan: planFor(modelSet, source) }
    return last.plan
  }
}

const planFor = (modelSet: ModelSet, source: ReturnType<PlanDeps['source']>): Plan => ({
  modelSet,
  needed: neededFor(source, modelSet.further),
  clothing: clothingFor(source, modelSet),
  gestures: gesturesFor(source, modelSet),
  closeUps: closeUpsFor(source, modelSet),
  isAboutPeople: isAboutPeople(source),
  knowsPeople: modelSet.embedder !== null && isAboutPeople(source),
  turn: source.turn,
})
