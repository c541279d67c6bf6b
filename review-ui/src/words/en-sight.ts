import type { CodeWords } from './code-words.ts'
import type { Words } from './shape.ts'
import type { zhSight } from './zh-sight.ts'

/** Words for how well rules see. */
export const enSight: Words<typeof zhSight> = {
  silent: 'Silent: {{rule}}.',
  silentCount: '{{n}} rule(s) cannot see well enough on this view and are silent',
  tooFar:
    '{{things}} here are about {{px}} px as the model sees them: not enough for “{{rule}}” ({{least}} at least)',
  tooFarHelp:
    'Zoom in or move the camera nearer, tick “Look at the zone enlarged”, or draw the zone on what is near.',
  partly: 'blind in {{share}} % of the zone',
  partlyHelp:
    'In the hatched part of the picture {{things}} are under {{least}} px: “{{rule}}” says nothing there.',
  turn: 'Turn of the picture',
  turnHelp:
    'For a camera that hangs on its side or upside down: how to put its picture upright. Models, stills, zones and the live picture all use the picture turned; the original recording stays as the camera sent it.',
  turnBy: '{{degrees}}° clockwise',
  turnAsk:
    'Zones turn with the picture and become new versions, marked heights are taken away, and stays being timed are cut off.',
  turnSave: 'Save the turn',
  suggested:
    'The camera seems to hang on its side or upside down: people are seen far better with the picture turned by {{degrees}}° clockwise. That is chosen below; please check.',
  unfit: {
    steep:
      'This view is steep: cars are taken for other things, and rules about vehicles (illegal parking) will stay silent on it',
    too_dark: 'This picture is too dark for the model: rules will stay silent on it',
    blurred: 'This picture is too blurred for the model: rules will stay silent on it',
  },
  asSent:
    'Original recording: as the camera sent it, not turned (stills are turned by {{degrees}}° clockwise)',
  tilt: 'The camera looks down by about {{degrees}}° ({{from}}° to {{to}}°), by {{by}}, if its lens spans 70° from left to right (50° to 100°)',
  tiltUnknown:
    'How far the camera looks down is not known: mark two people, one far away and one near; too near to each other they do not tell',
  tiltBy: { marks: 'the marked heights', sights: 'the people seen' },
  heights: 'Marked heights',
  heightsHelp:
    'Mark head and foot of a standing grown person at two places of the picture: one far away, one near. From these it is known how large people are everywhere and how the camera is tilted; where they cannot be made out nothing is judged. Drag the dots, or move a focused dot with the arrows (Shift for larger steps).',
  markTwo: 'Begin to mark',
  markNone: 'Take the marks away',
  markSave: 'Save the marks',
  marked: 'Marks saved',
  marksGood: 'The marks can be used; save them',
  markLegend: 'The number tells the person: a blue ring is the head, a brown one the foot.',
  markHead: 'Head of person {{n}}, {{x}}% across, {{y}}% down',
  markFoot: 'Foot of person {{n}}, {{x}}% across, {{y}}% down',
}

export const enSightCodes = {
  markProblem: {
    two_needed: 'Two people must be marked',
    upside_down: 'The head of person {{n}} must be above the foot',
    too_near: 'The feet are too near to each other, up and down: mark one far away and one near',
    grows_away:
      'Who is further down in the picture is nearer, and must not be smaller; if that is really so, the camera looks down by more than 45°, too steeply for the rules',
  },
  sizedKind: { person: 'people (height)', vehicle: 'cars (width)' },
  silence: {
    too_far: 'things here are too small for “{{rule}}”',
    too_dark: 'the picture is too dark for “{{rule}}”',
    blurred: 'the picture is too blurred for “{{rule}}”',
    steep: 'this view is not fit for “{{rule}}”: steep',
    hardly_known: 'the model is never sure of a vehicle on this view: not enough for “{{rule}}”',
    turned: 'this view is not fit for “{{rule}}”: the camera hangs on its side or upside down',
  },
  silenceHelp: {
    too_far:
      'Zoom in or move the camera nearer, tick “Look at the zone enlarged”, or draw the zone on what is near.',
    too_dark:
      'Light the place, or use an infrared or low-light camera; the rule speaks again once it is lighter.',
    blurred: 'Clean the lens and focus it; the rule speaks again once the picture is sharp.',
    steep: 'Tilt the camera up until things are seen from the side; then mark the heights in the zone anew.',
    hardly_known:
      'Zoom in, tilt the camera up, or light the place; the rule speaks as soon as one vehicle is surely known.',
    turned: 'Choose under “Turn of the picture” how to put it upright.',
  },
} satisfies Pick<CodeWords, 'markProblem' | 'sizedKind' | 'silence' | 'silenceHelp'>
