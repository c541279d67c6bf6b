import type { Words } from './shape.ts'
import type { zhViewing, zhViewingCodes } from './zh-viewing.ts'

/** Why one looks at police sources, and what the trail says of looks. */
export const enViewing: Words<typeof zhViewing> = {
  needed: 'This source belongs to the police: say why you look',
  neededHint:
    'Give the reason and the number of a case or an alert: the access register has to hold them. It holds for this sign-in and this source, for {{minutes}} minutes.',
  say: 'Say why',
  reason: 'Reason',
  number: 'Number of the case or alert',
  reasonShort: 'At least {{n}} characters',
  numberNeeded: 'Give a number',
  said: 'Reason: {{reason}} ({{number}}), until {{at}}',
  masks: 'Privacy masks',
  mask: 'Mask {{n}}',
  addMask: 'Add a mask',
  saveMasks: 'Save the masks',
  masksSaved: 'Masks saved as version {{version}}',
  masksStale: 'The view changed: the masks do not fit it. Draw them anew and save',
  masksHelp:
    'Frame windows, homes and what else is nobody’s business: stills on the screens of those who judge, shareable copies and printed stills hide it. Sealed originals stay as they are; recordings and close-ups are not masked.',
  withoutMasks: 'Without masks',
  withoutMasksHint: 'By your permission for originals; each look is recorded.',
  downloadCopy: 'Download a hidden copy',
  downloadCopyHint:
    'Faces and all plates are hidden, your name and the time are in it; each download is recorded. Originals are taken out by a permission, on the page of the case.',
}

export const enViewingCodes: Words<typeof zhViewingCodes> = {
  failure: {
    reason_needed:
      'This source belongs to the police: give a reason and the number of a case or an alert first.',
    mask_stale:
      'The view of this source changed and its privacy masks do not fit any more: its pictures are not given out. An administrator draws the masks anew.',
  },
  audit: {
    'source.reason_given': 'reason for looking given',
    'source.pictured': 'picture of now looked at',
    'exhibit.viewed': 'evidence looked at (by the minute)',
    'exhibit.unmasked': 'seen without masks, by permission',
    'masks.drawn': 'privacy masks drawn',
    'exhibit.copied': 'hidden copy downloaded',
  },
}
