import type { Words } from './shape.ts'
import type { zhOpened } from './zh-opened.ts'

/** Findings in their grace: how they begin, run and end. */
export const enOpened: Words<typeof zhOpened> = {
  title: 'Happening now',
  hint: 'In the grace, not confirmed yet: remind and look; nothing can be decided.',
  empty: 'Nothing is in its grace right now.',
  list: 'Findings that happen now',
  stage: 'Stage',
  stageAll: 'All',
  stageHappening: 'Happening now',
  stageConfirmed: 'Confirmed',
  graceLeft: '{{length}} of grace left',
  graceOver: 'Grace over, confirmation awaited',
  unseen: 'Not seen since {{at}}',
  endedAgo: 'Ended',
  live: 'Live picture',
  keyLive: 'Live picture',
  undecided: 'In its grace: nothing can be decided yet',
  undecidedHint:
    'Once it is confirmed this page becomes the alert by itself, at the same address. Until then remind, and look at the live picture.',
  overTitle: 'Ended before it was confirmed: {{end}}',
  notConfirmed: 'not confirmed',
  after: 'The same view at the end',
  leftWhileNew: 'Left by itself',
  told: 'When a finding just opened',
  toldHint: 'Who hears of it in its grace. Once it is confirmed people always do.',
  toldByKind: 'As the kind says (outdoors with 10 s of grace or more: people; otherwise machines only)',
  toldName: {
    people: 'Tell people (on the wall)',
    machines: 'Tell machines only',
    kept: 'Keep it, tell nobody',
  },
  end: {
    self_rectified: 'Corrected after a reminder',
    left_in_grace: 'Left within the grace',
    not_seen: 'Not seen since',
    withdrawn: 'No longer claimed',
  },
  endHint: {
    self_rectified:
      'Somebody was reminded, and it was seen to be gone or over. It is no violation on record, and no case.',
    left_in_grace:
      'It was gone or over before the grace was, and nobody had been reminded. An observation, no violation on record.',
    not_seen:
      'Nobody saw it end: watching stopped, or it is hidden. If it is confirmed later it becomes an alert all the same.',
    withdrawn:
      'The hours ended, the view moved, the rule changed, or nothing alive was there: nothing is claimed any more.',
  },
}
