import { randomUUID } from 'node:crypto'
import type { Town } from './two-towns.ts'

/** How a route is called for what a town has. `bytes`: instead of a JSON body. */
export interface Sample {
  readonly path?: string
  readonly query?: string
  readonly body?: object
  readonly bytes?: Buffer
  /** A list: what it names of a town. */
  readonly shows?: keyof Town
  /** Why nothing is told apart here. */
  readonly except?: string
}
type Make = (town: Town) => Sample

const square = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
]
const key = '11111111-1111-4111-8111-111111111111'
const noLabels = 'the export of this world has no labels: own answers not_found too'
const note = '已核实，情况属实。'
const by =
  (key: keyof Town, rest: Omit<Sample, 'path'> = {}): Make =>
  (town) => ({ path: town[key], ...rest })
const list =
  (shows?: keyof Town, rest: Sample = {}): Make =>
  () => ({ ...(shows ? { shows } : {}), ...rest })
const answers = { isTrue: true, isClear: true, isComplete: true, isAccurate: true }
const version = 1
const zone = { name: '人行道', polygon: square }
const camera = { name: '路口', kind: 'fixed', url: 'rtsp://10.0.0.9/main' }
const person = { account: 'newcomer', name: 'n', role: 'operator', password: 'First-otter-3-window' }
const permit = { kind: 'loading', number: '许9', holder: '店', fromDay: '2026-01-01', toDay: '2026-12-31' }
const days = {
  approvedOn: '2026-11-01',
  validUntil: '2027-11-01',
  fromDay: '2026-01-01',
  toDay: '2026-11-01',
}
const approval = {
  number: '批9',
  approvedBy: '王科',
  purpose: '训练模型',
  kinds: ['illegal_parking'],
  coversPlates: false,
}
const certificates = {
  fileName: 'a.csv',
  base64: Buffer.from('执法证号,姓名,账号,有效期至\nCQ-1,n,nobody,2027-01-01\n').toString('base64'),
  takesGone: true,
  dryRun: true,
}
const tree = Buffer.from('名称,类型\n测试科,部门\n').toString('base64')
const table = (zoneId: string) =>
  `kind\tnumber\tholder\tzones\tfromDay\ttoDay\nloading\t许8\t店\t${zoneId}\t2026-01-01\t2026-12-31`

/** One for every route about units, by subject and name in `routes`. */
export const samples: Readonly<Record<string, Make>> = {
  'people.list': list('personId'),
  'people.create': ({ unitId }) => ({ body: { ...person, unitId } }),
  'people.change': by('personId', { body: { version, name: '新名' } }),
  'people.requests': list('requestId'),
  'people.decide': by('requestId', { body: { decision: 'refuse' } }),
  'people.standIn': by('requestId', {
    body: { decision: 'refuse' },
    except: 'the own request is decided by the route before: it is there no more',
  }),
  'people.unlock': by('personId', { body: {} }),
  'certificates.importFile': list(undefined, { body: certificates }),
  'recusals.list': ({ alertId }) => ({ query: `alertId=${alertId}` }),
  'recusals.declare': ({ caseId }) => ({ body: { caseId, reason: note } }),
  'recusals.order': ({ alertId, personId }) => ({ body: { alertId, personId, reason: note } }),
  'recusals.lift': ({ alertId, personId }) => ({ body: { alertId, personId, reason: note } }),
  'limits.list': list('caseId', { except: 'by duty: who may not read cases is shown none of them' }),
  'limits.own': list(),
  'limits.counts': list(),
  'supervisions.list': by('alertId'),
  'supervisions.ask': by('alertId', { body: { reason: note, workingDays: 3 } }),
  'supervisions.answer': by('supervisionId', { body: { version: 0, text: note } }),
  'supervisions.end': by('supervisionId', { body: { version: 0, act: 'withdrawn', text: note } }),
  'sources.list': list('sourceId'),
  'sources.get': by('sourceId'),
  'sources.create': ({ unitId }) => ({ body: { ...camera, unitId } }),
  'sources.change': by('sourceId', { body: { version, name: '新名' } }),
  'sources.markHeights': by('sourceId', { body: { version, heights: [] } }),
  'sources.picture': by('sourceId'),
  'sources.live': by('sourceId'),
  'zones.list': list('zoneId'),
  'zones.create': ({ sourceId }) => ({ body: { sourceId, ...zone } }),
  'zones.change': by('zoneId', { body: { version, ...zone } }),
  'clothing.get': by('sourceId'),
  'clothing.declare': by('sourceId', {
    body: { version: 0, samples: [], light: { place: null, rgb: [9, 9, 9] } },
  }),
  'rules.list': list('ruleId'),
  'rules.create': ({ zoneId }) => ({ body: { zoneId, kind: 'street_vending' } }),
  'rules.change': by('ruleId', { body: { version, params: {}, enabled: true } }),
  'units.list': list('unitId'),
  'units.create': ({ unitId }) => ({ body: { parentId: unitId, kind: 'department', name: '科' } }),
  'units.change': by('unitId', { body: { version, name: '新名' } }),
  'units.importTable': list(undefined, { body: { base64: tree, dryRun: true } }),
  'approvals.get': by('sourceId'),
  'approvals.act': by('sourceId', { body: { action: 'submit', revision: 1 } }),
  'approvals.technical': by('sourceId', { body: { action: 'pass_technical', revision: 1, note } }),
  'approvals.legal': by('sourceId', { body: { action: 'pass_legal', revision: 1, note } }),
  'approvals.putSign': by('sourceId', { query: 'takenOn=2026-01-01&revision=1', bytes: Buffer.from('jpeg') }),
  'approvals.sign': by('sourceId', { except: 'nothing was uploaded: own answers not_found too' }),
  'approvals.inUse': list('sourceId'),
  'approvals.inUseFile': list(),
  'approvals.yearFile': list(undefined, { query: 'year=2026' }),
  'alerts.list': list('alertId'),
  'alerts.get': by('alertId'),
  'alerts.act': by('alertId', { body: { action: 'claim', version } }),
  'alerts.review': by('alertId', { body: { version, verdict: 'confirm', answers, plate: '渝A12345' } }),
  'alerts.reopen': by('alertId', { body: { version, note } }),
  'alerts.permits': by('alertId'),
  'alerts.thumb': by('alertId'),
  'permits.list': list('permitId'),
  'permits.get': by('permitId'),
  'permits.create': ({ zoneId }) => ({ body: { ...permit, zoneIds: [zoneId] } }),
  'permits.change': (town) => ({ path: town.permitId, body: { version, ...permit, zoneIds: [town.zoneId] } }),
  'permits.withdraw': by('permitId', { body: { version, reason: '作废' } }),
  'permits.importTable': ({ zoneId }) => ({ body: { text: table(zoneId), dryRun: true } }),
  'steps.list': by('alertId'),
  'steps.record': by('alertId', { body: { kind: 'reminder', text: '请驶离' } }),
  'steps.undo': by('stepId', { body: { reason: '误记' } }),
  'speakers.list': list(),
  'speakers.get': by('sourceId'),
  'speakers.set': by('sourceId', { body: { version: 0, kind: 'onvif' } }),
  'speakers.test': by('sourceId', { body: { key } }),
  'reminders.list': by('alertId'),
  /** The name of a press is its own each time: the same again is that press. */
  'reminders.ask': ({ alertId }) => ({ path: alertId, body: { key: randomUUID() } }),
  'siteFiles.form': by('alertId'),
  'siteFiles.upload': by('alertId', { query: 'name=a.jpg', bytes: Buffer.from('jpeg') }),
  'siteFiles.content': by('siteFileId'),
  'siteFiles.opened': by('siteFileId', { body: {} }),
  'catalogue.ofAlert': by('alertId', { body: {} }),
  'datasets.approvals': list('approvalId'),
  'datasets.approve': ({ sourceId }) => ({ body: { ...approval, ...days, sourceIds: [sourceId] } }),
  'datasets.withdraw': by('approvalId', { body: { reason: '撤回' } }),
  'datasets.exports': list('exportId'),
  'datasets.make': ({ approvalId }) => ({ body: { approvalId, set: 'objects' } }),
  'datasets.file': by('exportId'),
  'datasets.labels': by('exportId', { except: noLabels }),
  'datasets.correct': by('exportId', { bytes: Buffer.from('{}'), except: noLabels }),
  'documents.list': by('alertId'),
  'documents.make': by('alertId', { body: { kind: 'filing' } }),
  'documents.content': by('documentId'),
  'viewing.state': by('sourceId'),
  'viewing.say': by('sourceId', { body: { reason: note, number: '2026-000001' } }),
  'masks.get': by('sourceId'),
  'masks.draw': by('sourceId', { body: { version: 0, shapes: [] } }),
  'originals.list': list('originalId'),
  'originals.ask': ({ caseId }) => ({
    body: {
      caseId,
      purpose: '移送法院',
      receiver: '法院',
      validUntil: Date.parse('2026-11-22T10:00:00+08:00'),
    },
  }),
  'originals.decide': by('originalId', { body: { decision: 'refuse', note: '' } }),
  'copies.list': by('caseId'),
  'copies.make': by('caseId', { body: { receiver: '法院', purpose: '移送法院' } }),
  'copies.file': by('copyId'),
  'copies.still': by('exhibitId'),
  'precision.read': list('sourceId', { query: `from=0&to=${Date.parse('2027-01-01')}` }),
  'shadows.list': list('shadowId'),
  'shadows.start': ({ sourceId }) => ({
    body: { model: { kind: 'built_in', name: 'none' }, sourceIds: [sourceId] },
  }),
  'shadows.get': by('shadowId'),
  'shadows.stop': by('shadowId', { body: { version } }),
  'shadows.judge': (town) => ({
    path: town.shadowId,
    body: { findingId: town.findingId, truth: 'right' },
    except: 'the run of this world found nothing: own answers not_found too',
  }),
  'shadows.picture': (town) => ({
    path: town.shadowId,
    query: `side=shadow&findingId=${town.findingId}`,
    except: 'the run of this world found nothing: own answers not_found too',
  }),
  'exhibits.content': by('exhibitId'),
  'exhibits.opened': by('exhibitId', { body: {} }),
  'cases.list': list('caseId'),
  'cases.get': by('caseId'),
  'cases.decide': by('caseId', { body: { action: 'file', version } }),
  'cases.handOver': by('caseId', {
    body: { action: 'hand_over', version, receiver: '城管', documentNumber: '1' },
  }),
  'cases.package': by('caseId'),
  'audit.list': list('sourceId', { query: 'limit=100' }),
  'live.events': list(undefined, { except: 'has no end: asked by itself below' }),
}
