import type { AuditAction } from '@sightline/api/contract/audit'
import { id, otherId, type Sample } from './sample.ts'

const sha256 = 'a'.repeat(64)
const speaker = {
  kind: 'http',
  url: '',
  user: '',
  hasPassword: true,
  voice: '滨江路口',
  quiet: { from: 1320, to: 420 },
  automatic: false,
  enabled: true,
  version: 1,
}
const asked = {
  utterance: id,
  speaker: 'onvif',
  language: 'zh',
  text: '此处禁止停车',
  phraseVersion: 2,
  reason: '',
  again: false,
}
const wording = {
  kind: 'angling',
  version: 3,
  text: '禁止垂钓',
  english: 'No',
  automatic: true,
  hasClip: false,
}

/** Every action of speaking as the trail keeps it, with what is not said of it in words. */
export const speechSamples = {
  'speaker.set': [
    { facts: { to: speaker, password: true }, folded: ['to'] },
    {
      facts: { from: speaker, to: { ...speaker, quiet: null, version: 2 }, password: false },
      folded: ['from', 'to'],
    },
  ],
  'speech.asked': [
    { facts: asked, folded: ['utterance'] },
    {
      facts: { ...asked, phraseVersion: null, reason: '车主在场', again: true },
      folded: ['utterance'],
    },
  ],
  'speech.delivered': [
    {
      facts: { utterance: id, proof: { how: 'rtsp', status: 200, lengthMs: 4000, sha256 } },
      folded: ['utterance', 'proof'],
    },
  ],
  'speech.not_delivered': [
    {
      facts: { utterance: id, undelivered: 'no_backchannel', detail: 'DESCRIBE answered 551' },
      folded: ['utterance', 'detail'],
    },
  ],
  'speech.unknown': [{ facts: { utterance: id, undelivered: 'worker_lost' }, folded: ['utterance'] }],
  'phrase.drafted': [{ facts: wording, folded: [] }],
  'phrase.published': [
    { facts: { kind: 'angling', version: 3, requested_by: otherId, note: '' }, folded: [] },
  ],
  'phrase.refused': [
    { facts: { kind: 'angling', version: 3, requested_by: otherId, note: '不妥' }, folded: [] },
  ],
} satisfies Partial<Record<AuditAction, readonly [Sample, ...Sample[]]>>
