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
  toldHint:
    'Who hears of it in its grace; once it is confirmed people always do. As delivered: people, of what has 10 s of grace or more; machines only, of less and of faults of the camera itself.',
  toldByKind: 'As its kind says',
  toldName: {
    people: 'Tell people (on the wall)',
    machines: 'Tell machines only',
    kept: 'Keep it, tell nobody',
  },
  figures: 'What became of findings in their grace',
  figuresHint:
    'Findings of which people heard while their grace ran. The share is of those whose outcome is known: not seen since, and no longer claimed, count neither way.',
  share: 'Corrected after a reminder',
  shareOf: '{{share}} % ({{hits}} of {{n}})',
  shareFew: 'Too few for a percentage: {{hits}} of {{n}}',
  shareNone: 'No outcome yet',
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

export const enOpenedAudit = {
  'alert.opened': 'opened (in its grace)',
  'alert.confirmed': 'confirmed: alert created',
  'alert.ended': 'ended before it was confirmed',
}
