import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { trialSchema } from '@sightline/api/contract/models'
import { glutton, smallModel, withWeightsOutside } from '@sightline/models/test/small-model'
import { parseOwnManifest } from '@sightline/models/check/own-manifest'
import { tryApart } from '@sightline/models/check/trial'
import { answerTrial } from './model-trial.ts'
import {
  alwaysThere,
  inAnyScene,
  ownManifest,
  startFileServer,
  toWantedModel,
} from '../perceive/infer/test/own-models.ts'

const onnx = inAnyScene(0.9)
const never = new AbortController().signal
let dir: string
let server: Awaited<ReturnType<typeof startFileServer>>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-trial-test-'))
  server = await startFileServer(dir)
})
afterAll(async () => {
  await server.close()
  await rm(dir, { recursive: true, force: true })
})

async function tryOut(file: Uint8Array, manifest: object, more: { picture?: string; sha256?: string } = {}) {
  server.files.set('net-1', file)
  const { picture: pictureBase64 = null, ...changed } = more
  const model = toWantedModel(file, manifest, changed)
  return trialSchema.parse(await answerTrial(server.api, { model, pictureBase64 }, never))
}

/** 200 x 100, the left half of it dark. */
async function scene(): Promise<string> {
  const dark = await sharp({ create: { width: 100, height: 100, channels: 3, background: '#123' } })
    .png()
    .toBuffer()
  const jpeg = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#cba' } })
    .composite([{ input: dark, left: 0, top: 0 }])
    .jpeg()
    .toBuffer()
  return jpeg.toString('base64')
}

it('shows boxes on the picture, its classes and how long it took', async () => {
  const trial = await tryOut(onnx, ownManifest('hats'), { picture: await scene() })
  expect(trial).toMatchObject({
    ok: true,
    classes: ['no_hat'],
    scores: null,
    doubts: [],
    detections: [{ class: 'no_hat' }],
  })
  expect(trial.ok && trial.detections[0]!.box).toEqual({ left: 0.25, right: 0.75, top: 0.25, bottom: 0.75 })
  expect(trial.ok && trial.tookMs).toBeGreaterThan(0)
})

it('says why it does not believe what a model gave, and shows it all the same', async () => {
  const trial = await tryOut(alwaysThere(0.9), ownManifest('hats'), { picture: await scene() })
  expect(trial).toMatchObject({
    ok: true,
    doubts: [{ code: 'same_as_grey', facts: {} }],
    detections: [{ class: 'no_hat' }],
  })
})

it('tries a classifier on grey, and gives its scores', async () => {
  const own = {
    ...ownManifest('caps'),
    task: 'classifier',
    labels: ['no_hat', 'hat'],
    activation: 'softmax',
  }
  const file = smallModel([{ name: 'o', dims: [1, 2], values: [Math.log(3), 0] }])
  const trial = await tryOut(file, own)
  expect(trial).toMatchObject({ ok: true, classes: ['no_hat'], detections: [] })
  expect(trial.ok && trial.scores?.['no_hat']).toBeCloseTo(0.75)
})

it.each<[string, Parameters<typeof tryOut>, string]>([
  ['no ONNX file', [Buffer.from('hello'), ownManifest('hats')], 'not_onnx'],
  ['weights in another file', [withWeightsOutside(onnx), ownManifest('hats')], 'external_data'],
  ['a class too many', [onnx, ownManifest('hats', { classes: ['no_hat'] })], 'class_count_mismatch'],
  ['a class that is none', [onnx, ownManifest('hats', { classes: ['ufo', null] })], 'manifest_invalid'],
  ['a name that is taken', [onnx, ownManifest('aizoo-mask')], 'name_taken'],
  ['other bytes', [onnx, ownManifest('hats'), { sha256: '0'.repeat(64) }], 'sha256_mismatch'],
  [
    'no picture',
    [onnx, ownManifest('hats'), { picture: Buffer.from('GIF').toString('base64') }],
    'picture_format',
  ],
])('refuses %s', async (_, given, code) => {
  expect(await tryOut(...given)).toMatchObject({ ok: false, code })
})

it('refuses a model that fills the memory, and ends its process', async () => {
  const path = join(dir, 'glutton.onnx')
  await writeFile(path, glutton(2 ** 29))
  const manifest = parseOwnManifest(JSON.stringify(ownManifest('glutton')))
  const outcome = await tryApart({ manifest, path }, never, { timeoutMs: 30_000, mebibytes: 600 })
  expect(outcome).toEqual({ ok: false, code: 'check_memory', facts: { mebibytes: 600 } })
})

it('says that the file cannot be fetched', async () => {
  const model = toWantedModel(onnx, ownManifest('hats'), { id: 'nowhere' })
  const trial = await answerTrial(server.api, { model, pictureBase64: null }, never)
  expect(trial).toEqual({ ok: false, code: 'file_unreachable', facts: { status: 404 } })
})
