import type { Words } from './shape.ts'
import type { zhFaults } from './zh-faults.ts'

/** Words for camera faults and merged alerts. */
export const enFaults: Words<typeof zhFaults> = {
  what: 'Fault',
  since: 'Since',
  lasted: 'Lasted',
  recorded: 'Kept',
  recordedVideo: '{{segments}} recordings, {{stills}} pictures, and the looks',
  recordedNone: 'No recording could be kept, only the looks',
  noPicture: 'No picture',
  traceText: 'Looked at once a second: {{looks}} looks, {{faulty}} of them with "{{fault}}"',
  traceUnsure: '{{n}} looks could not tell of the picture',
  traceNothing: 'nothing wrong',
  traceCannotTell: 'cannot tell of the picture',
  closeTitle: 'Close the fault',
  closeHint:
    'A camera fault accuses nobody and becomes no case. Close it here once it is handled, or choose another reason.',
  close: 'Handled, close',
  merged: 'Findings of this alert',
  mergedHint:
    'Findings of one kind at one place within 30 minutes are one alert; each has its own dossier and is handled by itself.',
  mergedSize: '{{n}} findings merged',
  mergedThis: 'this one',
  repeat: 'Repeat · no. {{n}} in 7 days',
  repeatHint: 'Three or more such alerts at one place in 7 days',
}

export const enFaultWords = {
  covered: 'lens covered',
  black: 'black picture',
  frozen: 'frozen picture',
  moved: 'view moved',
  offline: 'offline, no picture',
}

export const enHealth = {
  frozen: 'frozen picture',
  black: 'black picture',
  covered: 'covered lens',
  moved: 'view moved',
}

export const enHealthHelp = {
  frozen: 'Restart the device or check its encoder.',
  black: 'Check lens, power and light.',
  covered: 'Send someone to clear the lens.',
  moved: 'Zones are suspended. Realign the camera or redraw the zones.',
}
