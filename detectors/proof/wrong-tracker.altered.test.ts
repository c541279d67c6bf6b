import { expect, it, vi } from 'vitest'
import type { Detection, Frame } from '../detection.ts'
import type { FindingEvent } from '../finding.ts'
import { ruleOf, thing } from '../rules/test/drawn.ts'
import { stayRules } from '../rules/table.ts'
import { configOf, film, play, within, type Story } from '../test/drawn-scene.ts'
import { associate } from '../tracking/associate.ts'
import { associate as joinsAll } from '../test/joins-all.ts'
import { checkClaim } from './check-claim.ts'

/** The tracker's association, altered: it joins whoever comes to whoever was there. */
vi.mock('../tracking/associate.ts', async () => await import('../test/joins-all.ts'))

const rule = ruleOf('angling', { stillSeconds: 10, graceSeconds: 10 })
const looking = (appearance: readonly number[], x = 0.5): Detection => ({
  ...thing('person', [x, 0.7]),
  appearance,
})
const anna = [127, 20, 0]
const boris = [20, 127, 0]

/** What the fold claims, and what the check says of its confirmation by the same frames. */
function confirmedBy(story: Story): { readonly event: FindingEvent; readonly codes: readonly string[] } {
  const frames = film(story, { until: 30 })
  const { events, steps } = play(frames, configOf(rule))
  const event = events.find(({ stage }) => stage === 'confirmed')
  if (!event) throw new Error('nothing was confirmed: the story shows nothing')
  const { presence, timing } = stayRules.angling
  const asked = {
    presence: presence(rule.params),
    timing: timing(rule.params),
    hours: 'inside',
    zone: rule.zone,
  } as const
  const own = ({ at }: Frame) =>
    steps.find(({ facts }) => facts.at === at)?.facts.tracks.find(({ id }) => id === event.trackId)?.box ??
    null
  const failures = checkClaim(
    event,
    asked,
    frames.map((frame) => ({ ...frame, own: own(frame) })),
  )
  return { event, codes: failures.map(({ code }) => code) }
}

it('is the altered one that is asked here', () => expect(associate).toBe(joinsAll))

it('finds nothing against one who stands', () => expect(confirmedBy(() => [looking(anna)]).codes).toEqual([]))

it.each<[string, Story, string]>([
  [
    'one goes, another comes',
    (s) => (within(s, 12, 15) ? [] : [looking(s < 12 ? anna : boris)]),
    'looks_differ',
  ],
  [
    'the same, of whom nobody knows the looks',
    (s) => (within(s, 9, 15) ? [] : [thing('person', [0.5, 0.7])]),
    'unknown_after_gap',
  ],
  [
    'another beside him is taken for him',
    (s) => {
      const [here, beside] = [thing('person', [0.5, 0.7]), thing('person', [0.56, 0.7])]
      return s < 12 ? [here, beside] : [beside, here]
    },
    'swapped',
  ],
])('catches it: %s', (_, story, code) => expect(confirmedBy(story).codes).toContain(code))
