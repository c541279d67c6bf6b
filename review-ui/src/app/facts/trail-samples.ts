import type { AuditAction } from '@sightline/api/contract/audit'
import { caseSamples } from './case-samples.ts'
import { limitSamples } from './limit-samples.ts'
import { datasetSamples } from './dataset-samples.ts'
import { openedSamples } from './opened-samples.ts'
import { id, otherId, type Sample } from './sample.ts'
import { stepSamples } from './step-samples.ts'
import { privacySamples } from './privacy-samples.ts'
import { speechSamples } from './speech-samples.ts'
import { signInSamples } from './sign-in-samples.ts'
import { modelSamples } from './model-samples.ts'

type Facts = Sample['facts']

const sha256 = 'ab'.repeat(32)
const at = 1_795_920_228_030
const said = (facts: Facts): Sample => ({ facts, folded: [] })
const moved = (from: string, to: string, more: Facts = {}): Sample => said({ from, to, ...more })

const approval = { state: 'draft', revision: 1, basis: '' }
const position = { lat: 29.1, lon: 106.6, crs: 'EPSG:4490', errorM: 5 }
const source = {
  id,
  name: '一号点位',
  kind: 'fixed',
  place: '一号路口',
  position: null,
  url: 'rtsp://10.0.0.7/1',
  user: '',
  hasPassword: false,
  enabled: false,
  approval,
  version: 1,
}
const corner = (x: number) => ({ x, y: 0.5 })
const polygon = [corner(0.1), corner(0.2), corner(0.3)]
const hours = [{ days: [1, 2], fromMinute: 420, toMinute: 1260 }]
const zone = {
  id,
  sourceId: otherId,
  version: 1,
  name: '禁停区',
  polygon,
  bays: [],
  hours: [],
  active: true,
  createdAt: at,
}
const rule = {
  id,
  zoneId: otherId,
  version: 1,
  kind: 'illegal_parking',
  params: { graceSeconds: 300 },
  enabled: true,
  createdAt: at,
}
const certificate = { number: '渝A0001', validUntil: at }
const seen: Sample = { facts: { exhibitId: id, name: '证据一' }, folded: ['exhibitId'] }
/** Of a file from the place. */
const seenOnSite: Sample = { facts: { siteFile: id, address: '10.0.0.7' }, folded: ['siteFile'] }
const permit = {
  kind: 'loading',
  number: '渝装0007',
  version: 2,
  fromDay: '2026-11-01',
  toDay: '2026-11-30',
  zones: 2,
  hasPlate: true,
}
const key: Sample = { facts: { keyId: 'k1' }, folded: ['keyId'] }
const document: Sample = {
  facts: { document: id, documentKind: 'inspection', documentNumber: '现检〔2026〕7号', sha256 },
  folded: ['document', 'sha256'],
}
const unit = { parent: id, kind: 'town', name: '滨江镇', regionCode: '', active: true }
const answers = { isTrue: true, isClear: true, isComplete: true, isAccurate: false }
const listed = { id, version: 1, kind: 'loading', number: '渝装0007', cover: 'part', later: null }
const requested = { requested_by: otherId, account: '王五' }
const received = {
  alertId: id,
  manifestSha256: sha256,
  keyId: 'k1',
  sequence: 4,
  exhibits: 8,
  stage: 'confirmed',
}

/** At least one of every action of the trail; one that is missing does not compile. */
export const samples: Record<AuditAction, readonly [Sample, ...Sample[]]> = {
  'person.signed_in': [said({}), said({ address: '10.0.0.9', signInWay: 'provider', gaveFactor: true })],
  ...signInSamples,
  ...speechSamples,
  'person.sign_in_refused': [said({ account: 'malformed', code: 'wrong_credentials' })],
  'person.signed_out': [said({})],
  'person.session_ended': [said({ beganAt: at })],
  'person.oldest_session_ended': [said({ beganAt: at })],
  'person.created': [
    said({ account: '王五', role: 'officer', certificate: '渝A0001', made_by_only_administrator: true }),
    { facts: { ...requested, role: 'system_admin', certificate: null, request: id }, folded: ['request'] },
  ],
  'person.changed': [
    {
      facts: {
        from: { name: '王五', active: true, certificate: null },
        to: { name: '王六', active: false, certificate },
        password: true,
      },
      folded: ['from', 'to'],
    },
  ],
  'access.refused': [
    {
      facts: { route: 'GET /api/audit', code: 'not_permitted', address: '10.0.0.9' },
      folded: ['route'],
    },
  ],
  'setup.done': [said({})],
  'setup.refused': [said({ account: '王五' })],
  'cameras.drawn_on': [said({})],
  'cameras.drawn_off': [said({})],
  'person.password_changed': [said({})],
  'person.unlocked': [said({})],
  'person.requested': [
    said({ person: id, account: '王五', role: 'officer', certificate: null, password: true }),
    said({ fileName: '执法证名单', rows: 12 }),
  ],
  'recusal.declared': [said({ person: id, reason: '近亲属' })],
  'recusal.ordered': [said({ person: id, reason: '近亲属' })],
  'recusal.lifted': [said({ person: id, reason: '查明并无关系' })],
  'person.request_approved': [
    said({
      ...requested,
      person: id,
      approver_made_by_requester: true,
      requester_made_by_approver: false,
    }),
  ],
  'person.request_refused': [said(requested)],
  'unit.created': [{ facts: { to: unit }, folded: ['to'] }],
  'unit.changed': [
    { facts: { from: unit, to: { ...unit, name: '北碚镇', active: false } }, folded: ['from', 'to'] },
  ],
  'source.created': [{ facts: { to: source }, folded: ['to'] }],
  'source.changed': [
    {
      facts: {
        from: source,
        to: { ...source, position, hasPassword: true, approval: { ...approval, state: 'in_use' } },
        password: true,
      },
      folded: ['from', 'to'],
    },
  ],
  'source.probed': [said({ host: '10.0.0.7', user: '张三' })],
  'source.watched': [said({})],
  'source.approval': [
    said({ act: 'pass_technical', approval, note: '符合要求', suspendedFor: null }),
    said({ act: 'suspend', approval, note: '', suspendedFor: 'view_moved' }),
  ],
  'zone.created': [{ facts: { to: zone }, folded: ['to'] }],
  'zone.changed': [
    {
      facts: { from: zone, to: { ...zone, polygon: [...polygon.slice(1), corner(0.4)], hours } },
      folded: ['from', 'to'],
    },
  ],
  'clothing.declared': [{ facts: { to: { sourceId: id, samples: [], version: 1 } }, folded: ['to'] }],
  'rule.created': [{ facts: { to: rule }, folded: ['to'] }],
  'rule.changed': [
    { facts: { from: rule, to: { ...rule, params: { graceSeconds: 600 } } }, folded: ['from', 'to'] },
  ],
  ...modelSamples,
  'dossier.received': [
    {
      facts: { ...received, part: 'first', standing: 'clue', chainLink: 'broken', keyFirstSeen: true },
      folded: ['alertId', 'keyId', 'manifestSha256', 'sequence'],
    },
    {
      facts: { ...received, part: 'whole', standing: 'clue', chainLink: 'linked', clueReasons: ['no_video'] },
      folded: ['alertId', 'chainLink', 'keyId', 'manifestSha256', 'sequence'],
    },
  ],
  'dossier.refused': [
    {
      facts: { stage: 'closed', part: 'supplement', manifestSha256: sha256, problem: 'signature' },
      folded: ['manifestSha256', 'problem'],
    },
  ],
  'alert.created': [{ facts: { findingId: id }, folded: ['findingId'] }],
  'alert.claim': [moved('new', 'claimed')],
  'alert.release': [moved('claimed', 'new')],
  'alert.dismiss': [moved('claimed', 'dismissed', { reason: 'picture_unclear', note: '看不清' })],
  'alert.restore': [moved('dismissed', 'new')],
  'alert.pass_on': [moved('claimed', 'passed_on', { note: '' })],
  'exhibit.served': [seen, seenOnSite],
  'exhibit.opened': [seen, seenOnSite],
  'exhibit.withheld': [seenOnSite],
  'exhibit.altered': [
    { facts: { exhibitId: id, name: '证据一', sha256 }, folded: ['exhibitId', 'sha256'] },
    said({ exhibitId: null, name: '证据一' }),
    { facts: { siteFile: id, sha256 }, folded: ['siteFile', 'sha256'] },
  ],
  'exhibits.expired': [
    {
      facts: { findingId: id, keepingClass: 'ended', days: 90, keptUntil: at, exhibits: 8 },
      folded: ['findingId'],
    },
  ],
  'review.confirm': [
    said({
      answers,
      plate: '渝A12345',
      plateConfirmed: true,
      rectifyWaiver: '某条例第十条',
      permit: { answer: 'none', reason: '现场核实', listed: [{ ...listed, isForPlate: true }] },
      reason: null,
      note: '',
      certificate: '渝A0001',
      matterCode: '07',
      firstAnswer: 'does_not_apply',
      gaps: ['authority_unknown'],
    }),
  ],
  'review.reject': [said({ answers, plate: null, reason: 'duplicate', note: '', certificate: null })],
  'review.plate_refused': [said({ plate: '渝A12345' })],
  'permit.created': [said(permit)],
  'permit.changed': [said(permit)],
  'permit.withdrawn': [said({ ...permit, reason: '登记有误' })],
  'permit.looked_up': [
    said({ from: at, to: at + 300_000, permits: [{ id, version: 1, number: '渝装0007', cover: 'part' }] }),
    said({ from: at, to: at + 300_000, permits: [] }),
  ],
  ...stepSamples,
  'worker.bound': [key],
  'worker.released': [key],
  'key.trusted': [said({ because: '已核对指纹' })],
  'key.revoked': [{ facts: { because: '设备失窃', from: at }, folded: ['from'] }],
  'document.made': [document],
  'document.read': [document],
  'document.altered': [document],
  ...datasetSamples,
  ...caseSamples,
  ...limitSamples,
  ...openedSamples,
  ...privacySamples,
}
