import type { Words } from './shape.ts'
import type { zhKeeping } from './zh-keeping.ts'

/** Words about how long exhibits are kept, and of those that went by rule. */
export const enKeeping: Words<typeof zhKeeping> = {
  label: 'Evidence kept',
  className: {
    open: 'alert still open',
    case: 'case',
    ended: 'no case',
    fault: 'camera fault',
    unalerted: 'no alert',
  },
  held: 'on hold, not to be deleted ({{why}})',
  heldUntil: 'on hold, not to be deleted ({{why}}); kept beyond {{at}}',
  until: 'until {{at}} ({{why}}, {{days}} days), then deleted by rule',
  goes: 'its time is over ({{why}}, {{days}} days): deleted by rule after {{at}}',
  keeper: {
    store: 'locked by the store: nobody deletes it sooner',
    soon: 'the store’s lock is being set',
    program: 'the store is a folder and cannot lock: only this program keeps to it',
  },
  expired:
    'The evidence was deleted by rule on {{at}} ({{why}}, kept for {{days}} days). Manifests, hashes and records remain.',
  exhibitGone: 'deleted by rule',
  exhibitGoneAt:
    'This exhibit was deleted by rule on {{at}}, when its time was over; it is not lost. Its hash in the manifest and its records remain.',
}

/** Refusal and audit action of exhibits that went by rule. */
export const enKeepingCodes = {
  failure: {
    exhibit_expired:
      'This exhibit was deleted by rule when its time was over; it is not lost. Manifest, hashes and records remain, but nothing can rest on it any more.',
  },
  audit: { 'exhibits.expired': 'exhibits deleted by rule' },
}
