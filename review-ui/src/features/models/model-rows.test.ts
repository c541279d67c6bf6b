import type { LoadedModel, Model } from '@sightline/api/contract/models'
import { modelSchema } from '@sightline/api/contract/models'
import { expect, it } from 'vitest'
import { runningOf, toRows } from './model-rows.ts'

const loaded = (name: string, more: Partial<LoadedModel> = {}): LoadedModel => ({
  name,
  title: { zh: name, en: name },
  licence: 'MIT',
  sha256: 'a',
  classes: ['car'],
  fault: null,
  ...more,
})
const own: Model = modelSchema.parse({
  id: 'n1',
  version: 3,
  manifest: { name: 'hats', title: { zh: '厨帽', en: 'hats' }, licence: { name: 'Apache-2.0', note: '' } },
  state: 'enabled',
  file: { sha256: 'b'.repeat(64), bytes: 5 },
  trial: { ok: true, detections: [], scores: null, classes: ['no_hat'], tookMs: 3 },
  triedAt: 1,
  trialUntil: null,
  enabledAt: 2,
  createdBy: { id: 'p1', name: '管理员' },
  createdAt: 1,
})

it('lists own models first, then what only workers know, each once', () => {
  const workers = [
    { workerId: 'w1', models: [loaded('yolox-nano'), loaded('hats')] },
    { workerId: 'w2', models: [loaded('yolox-nano')] },
  ]
  const rows = toRows({ items: [own], workers })
  expect(rows.map((row) => [row.name, row.own !== null, row.licence, row.classes])).toEqual([
    ['hats', true, 'Apache-2.0', ['no_hat']],
    ['yolox-nano', false, 'MIT', ['car']],
  ])
  expect(rows.map((row) => row.workers.map((one) => one.loaded !== null))).toEqual([
    [true, false],
    [true, true],
  ])
})

it('counts as running only what runs, and tells when workers run different bytes', () => {
  const workers = [
    { workerId: 'w1', models: [loaded('x')] },
    { workerId: 'w2', models: [loaded('x', { sha256: 'c' })] },
    { workerId: 'w3', models: [loaded('x', { fault: 'file_missing', sha256: null })] },
    { workerId: 'w4', models: [] },
  ]
  const [row] = toRows({ items: [], workers })
  expect(row && runningOf(row)).toEqual({ count: 2, hashes: ['a', 'c'] })
})

it('a model whose dry run did not pass offers nothing', () => {
  const refused = { ...own, state: 'refused' as const, trial: { ok: false as const, code: 'x', facts: {} } }
  expect(toRows({ items: [refused], workers: [] })[0]).toMatchObject({ classes: [], workers: [] })
})

it('nor does one that ran and cannot be believed', () => {
  const { trial } = own
  if (!trial?.ok) throw new Error('the sample passed')
  const doubts = [{ code: 'many_boxes', facts: { objects: 400, most: 100 } }]
  const doubtful = { ...own, state: 'refused' as const, trial: { ...trial, doubts } }
  expect(toRows({ items: [doubtful], workers: [] })[0]).toMatchObject({ classes: [] })
})
