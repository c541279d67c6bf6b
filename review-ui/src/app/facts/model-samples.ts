import type { Sample } from './sample.ts'

type Facts = Sample['facts']

const name = '口罩模型'
const sha256 = 'ab'.repeat(32)
const until = 1_795_920_228_030
const said = (facts: Facts): Sample => ({ facts, folded: [] })
const model = (from: string, to: string, more: Facts = {}): Sample => ({
  facts: { name: '口罩模型', from, to, sha256, ...more },
  folded: ['sha256'],
})

/** What the trail keeps of models, and of those that look in the shadow. */
export const modelSamples = {
  'network.created': [{ facts: { name: '口罩模型', manifest: { name: '口罩模型' } }, folded: ['manifest'] }],
  'network.manifest_changed': [
    { facts: { name: '口罩模型', from: 'refused', to: 'draft', manifest: {} }, folded: ['manifest'] },
  ],
  'network.file_stored': [{ facts: { sha256, bytes: 12_000_000 }, folded: ['sha256'] }],
  'network.tried': [
    model('draft', 'ready', { outcome: 'ok', seen: 2 }),
    model('draft', 'refused', { outcome: 'opset_unsupported' }),
    model('draft', 'refused', { outcome: 'implausible', seen: 400, doubts: ['many_boxes', 'sees_in_grey'] }),
    said({ outcome: 'unanswered' }),
  ],
  'network.enabled': [model('ready', 'enabled')],
  'network.disabled': [model('enabled', 'disabled')],
  'network.deleted': [{ facts: { name: '口罩模型', state: 'draft', sha256 }, folded: ['sha256'] }],
  'shadow.started': [said({ name, sources: 2, cpuPercent: 25, until })],
  'shadow.ended': [said({ name, endedWhy: 'stopped' })],
  'shadow.judged': [{ facts: { findingId: 'f-1', truth: 'wrong' }, folded: ['findingId'] }],
} satisfies Record<string, readonly [Sample, ...Sample[]]>
