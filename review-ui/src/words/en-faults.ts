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

/** What to do about a stream that is not live. */
export const enStreamFaultHelp = {
  auth: 'Check user name and password and save; devices lock after several errors.',
  refused: 'Check the port and the device’s limit of connections.',
  not_found: 'Check channel and stream path.',
  network: 'Check IP, cable, switch and firewall. It reconnects by itself.',
  codec: 'Set the stream to H.264 on the device.',
  silence: 'Check that the device streams; restart it if needed.',
  ended: 'It reconnects by itself; check the device if this happens often.',
  media_time:
    'It reconnects by itself. If it happens often, check time setting (NTP) and firmware of the device, and whether the network carries its stream.',
  picture_changed:
    'It reconnects by itself with the new picture. If it happens often, switch off smart or scheduled stream settings on the device.',
  no_picture:
    'Restart the stream on the device; set it to plain H.264 without encryption and with a key frame every 2 s.',
  no_key_frame:
    'It reconnects by itself to get one. On the device set a key frame every 2 s, and switch smart coding off.',
  disk_full: 'An administrator must free disk space. Evidence is never deleted to make room.',
  worker_lost: 'An administrator must check the worker; until then nobody watches this source.',
  no_network: 'An administrator must pull and verify the detection network.',
}
