import { expect, it } from 'vitest'
import type { FindingEvent } from '@sightline/detectors/finding'
import { emptyScene, step } from '@sightline/detectors/scene'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { film, variationOf } from '../../../../infra/dev/bench/rules-play.ts'
import { rulePlans, standIns, type RulePlan } from '../../../../infra/dev/bench/rules-plan.ts'
import { proveClaim, toProofFrames } from '../prove.ts'
import type { TraceFrame } from '../trace-log.ts'

const ordinary = standIns.find(({ name }) => name === 'ordinary')!

/** Every claim about a drawn scene that would be sealed, with what its own frames say against it. */
function claimsOf(plan: RulePlan): readonly (readonly [FindingEvent['stage'], readonly string[]])[] {
  const variation = variationOf(plan, plan.scenes[0]!, 1)
  const config = { sourceId: 's', tracker: trackerDefaults, rules: variation.rules }
  const seen: TraceFrame[] = []
  let state = emptyScene
  return film(variation, { model: ordinary, everyMs: 2000, seed: 5 }).flatMap(({ frame }) => {
    const next = step(state, frame, config)
    state = next.state
    seen.push({ ...frame, tracks: next.facts.tracks })
    return next.events.filter(isSealed).map((event) => {
      const rule = variation.rules.find(({ id }) => id === event.ruleId)!
      const failures = proveClaim(event, rule, toProofFrames(seen, event))
      return [event.stage, failures.map(({ code }) => code)] as const
    })
  })
}

/** What ends in its grace is not. */
const isSealed = ({ reason }: FindingEvent): boolean => !reason?.endsWith('in_grace')

it.each(rulePlans)('$kind: every claim at key frames is proven by its own looks', (plan) => {
  const claims = claimsOf(plan)
  expect(claims.map(([stage]) => stage)).toContain('confirmed')
  expect(claims.filter(([, codes]) => codes.length > 0)).toEqual([])
})
