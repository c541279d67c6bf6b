import type { WantedSource } from '@sightline/api/contract/workers'
import { bodyGestureName } from '@sightline/api/law/standing'
import { gestureOf, type GestureOf } from '@sightline/detectors/rules/by-gesture'
import { rulesInForce } from '../../sources/bind-rules.ts'
import type { LookedWith, ModelSet } from './model-set.ts'
import type { Needed } from './needed.ts'

/** Gestures that a source's rules take for something, each in its zone. */
export interface NeededGestures {
  readonly gestures: readonly (GestureOf & { readonly zones: Needed['zones'] })[]
  /** As it stands in the evidence, among the models: the joints are those of the pose model. */
  readonly looked: LookedWith
}

/** Null: no enabled rule was told to, or nobody tells where hands are. */
export function gesturesFor(
  source: Pick<WantedSource, 'zones' | 'rules'>,
  { pose }: Pick<ModelSet, 'pose'>,
): NeededGestures | null {
  if (!pose) return null
  const gestures = rulesInForce(source).flatMap(({ rule, zone }) => {
    const gesture = gestureOf(rule.kind, rule.params)
    return gesture ? [{ ...gesture, zones: [zone] }] : []
  })
  if (gestures.length === 0) return null
  const { sha256, threshold } = pose.model
  const classes = [...new Set(gestures.map((gesture) => gesture.class))]
  return { gestures, looked: { name: bodyGestureName, sha256, threshold, classes } }
}
