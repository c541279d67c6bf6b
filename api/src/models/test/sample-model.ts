import { createHash } from 'node:crypto'
import type { Trial } from '../../../contract/models.ts'
import type { ReconcileAnswer } from '../../../contract/workers.ts'
import { workerToken, type TestApi } from '../../test/api.ts'
import { callAsWorker } from '../../test/worker-call.ts'

/** What an admin writes. */
export const manifest = {
  name: 'kitchen-hats',
  title: { zh: '厨帽检测', en: 'kitchen hats' },
  licence: { name: 'Apache-2.0', note: 'our own pictures' },
  task: 'detector',
  decoder: 'yolov8',
  classes: ['no_hat', null],
}
/** Begins as an ONNX file does. */
export const onnx = Buffer.concat([Buffer.from([0x08, 0x08]), Buffer.alloc(300_000, 7)])
export const sha256 = createHash('sha256').update(onnx).digest('hex')

export const passed: Trial = {
  ok: true,
  detections: [{ class: 'no_hat', score: 0.9, box: { left: 0.1, top: 0.1, right: 0.3, bottom: 0.4 } }],
  scores: null,
  classes: ['no_hat'],
  doubts: [],
  tookMs: 31,
}
export const doubts = [{ code: 'many_boxes', facts: { objects: 400, most: 150 } }]
/** It ran, and cannot be believed. */
export const doubtful: Trial = { ...passed, doubts }
export const failed: Trial = { ok: false, code: 'class_count_mismatch', facts: { model: 3, manifest: 2 } }

/** What the trail says was done with a model, in order. */
export async function trailOf({ world }: TestApi, id: string): Promise<string[]> {
  const entries = await world.db.auditEntry.findMany({
    where: { subject: `network/${id}` },
    orderBy: { sequence: 'asc' },
  })
  return entries.map(({ action }) => action)
}

/** As a worker shows who it is. */
export const bearer = { authorization: `Bearer ${workerToken}` }

/** The models that a worker is told to run, when it says that it runs these. */
export async function wantedBy({ app }: TestApi, models: object[]): Promise<ReconcileAnswer['models']> {
  const payload = { workerId: 'w1', capacity: 0, model: null, states: [], models }
  return (await callAsWorker(app, payload)).json<ReconcileAnswer>().models
}
