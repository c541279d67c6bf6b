import { expect, it } from 'vitest'
import { lawOf } from './kinds.ts'
import { judgeStanding, type StandingFacts } from './standing.ts'

const sound: StandingFacts = {
  profile: lawOf('illegal_parking').profile,
  approval: 'in_use',
  clock: { source: 'camera-ntp', offsetMs: 40 },
  video: { width: 1920, height: 1080 },
  hasGap: false,
  isRuleClueOnly: false,
  isBoundaryDoubtful: false,
  isIdentityDoubtful: false,
  hint: null,
  doPlatesDiffer: false,
  isOfCamera: false,
  hasVideo: true,
}

it.each<[string, Partial<StandingFacts>, string[]]>([
  ['everything in order', {}, []],
  ['a source in technical review', { approval: 'technical_review' }, ['source_not_in_use']],
  ['a suspended source', { approval: 'suspended' }, ['source_not_in_use']],
  ['an offset of exactly the limit', { clock: { source: 'camera-ntp', offsetMs: 1000 } }, []],
  ['a clock ahead over the limit', { clock: { source: 'camera-ntp', offsetMs: 1001 } }, ['clock_offset']],
  ['a clock behind over the limit', { clock: { source: 'camera-ntp', offsetMs: -1400 } }, ['clock_offset']],
  ['two plates', { doPlatesDiffer: true }, ['plate_differs']],
  ['server arrival time', { clock: { source: 'server-arrival', offsetMs: null } }, ['clock_unproven']],
  ['a camera clock never compared', { clock: { source: 'camera-ntp', offsetMs: null } }, ['clock_unproven']],
  ['1280x720 exactly', { video: { width: 1280, height: 720 } }, []],
  ['one row too few', { video: { width: 1280, height: 719 } }, ['below_resolution']],
  ['one column too few', { video: { width: 1279, height: 720 } }, ['below_resolution']],
  ['a gap', { hasGap: true }, ['gap_in_segment']],
  ['a rule for clues', { isRuleClueOnly: true }, ['rule_is_clue_only']],
  ['a place too near to the edge', { isBoundaryDoubtful: true }, ['boundary_doubtful']],
  ['somebody who may be another', { isIdentityDoubtful: true }, ['identity_doubtful']],
  ['a camera fault', { isOfCamera: true }, ['camera_fault']],
  ['the colour of clothes', { hint: 'judged_by_colour' }, ['judged_by_colour']],
  ['a gesture', { hint: 'judged_by_gesture' }, ['judged_by_gesture']],
  ['no video at all', { video: null, hasVideo: false }, ['no_video']],
  [
    'several at once, all named',
    { approval: 'draft', hasGap: true, clock: { source: 'server-arrival', offsetMs: 2000 } },
    ['source_not_in_use', 'clock_offset', 'clock_unproven', 'gap_in_segment'],
  ],
])('%s', (_name, change, reasons) => {
  expect(judgeStanding({ ...sound, ...change })).toEqual({
    standing: reasons.length === 0 ? 'evidence' : 'clue',
    clueReasons: reasons,
  })
})
