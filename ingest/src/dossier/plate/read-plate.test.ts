import sharp from 'sharp'
import { expect, it } from 'vitest'
import { createLog } from '@sightline/infra/platform/log'
import { ModelError } from '@sightline/models/model-error'
import type { PlateReading } from '@sightline/models/plates/plate-reading'
import { sampleRecord } from '../test/sample-record.ts'
import { readPlate, type PlateDeps, type PlateTask } from './read-plate.ts'

const { event } = sampleRecord()
const models = [{ name: 'n', sha256: '0'.repeat(64) }]
const corner = { x: 0.45, y: 0.47 }
const reading: PlateReading = {
  text: '渝A12345',
  colour: 'blue',
  rows: 1,
  heightPx: 30,
  score: 0.8,
  characters: [...'渝A12345'].map((character) => ({ character, confidence: 0.99 })),
  corners: [corner, corner, corner, corner],
}
const jpeg = await sharp({ create: { width: 64, height: 36, channels: 3, background: '#888' } })
  .jpeg()
  .toBuffer()
const task: PlateTask = {
  event,
  trace: { frames: [] },
  pins: new Map(),
  decode: () => Promise.resolve(null),
  wides: [
    { stage: 'opened', at: 1, jpeg },
    { stage: 'confirmed', at: 2, jpeg },
  ],
}
const log = createLog({ app: 'test', level: 'silent' })
const depsWith = (read: () => Promise<PlateReading[]>): PlateDeps => ({
  log,
  reader: () => ({ models, read }),
})

it.each<[string, PlateDeps, Partial<PlateTask>, object | null]>([
  [
    'a plate on both',
    depsWith(() => Promise.resolve([reading])),
    {},
    { verdict: 'legible', networks: models },
  ],
  [
    'a rule that accuses no vehicle',
    depsWith(() => Promise.resolve([reading])),
    { event: { ...event, kind: 'angling' } },
    null,
  ],
  ['no models', { log, reader: () => null }, {}, { verdict: 'not_read', reason: 'no_network', networks: [] }],
  [
    'no still could be decoded',
    depsWith(() => Promise.resolve([reading])),
    { wides: [] },
    { verdict: 'not_read', reason: 'no_picture' },
  ],
  [
    'the reading fails',
    depsWith(() => Promise.reject(new ModelError('inference_failed', {}))),
    {},
    { verdict: 'not_read', reason: 'reading_failed', networks: models },
  ],
])('%s', async (...[, deps, changed, expected]) => {
  const { plate, place } = await readPlate(deps, { ...task, ...changed })
  if (expected === null) expect(plate).toBeNull()
  else expect(plate).toMatchObject(expected)
  expect(place !== null).toBe(plate?.verdict === 'legible')
})
