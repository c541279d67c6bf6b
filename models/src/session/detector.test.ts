import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { yoloxNano } from '../manifests/yolox-nano.ts'
import { createDetector } from './detector.ts'
import type { Detector } from './detector.ts'

const manifest = {
  ...yoloxNano,
  input: { ...yoloxNano.input, width: 32, height: 32 },
}
const model = { manifest, path: '/nowhere.onnx', sha256: 'f'.repeat(64) }
const picture = { width: 64, height: 64 }
const frame = (first: number) => new Uint8Array(32 * 32 * 3).fill(first)

/** A stand-in for the session: 255 kills the thread, 254 fails, anything else comes back as the score. */
const script = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', ({ frame }) => {
  const first = new Uint8Array(frame)[0]
  if (first === 255) process.exit(7)
  if (first === 254) return parentPort.postMessage({ kind: 'failed', reason: 'bad frame' })
  parentPort.postMessage({ kind: 'done', result: { detections: [{ score: first }], ms: 1 } })
})
parentPort.postMessage({ kind: 'ready' })`
const open: Detector[] = []
const start = async (workers: number, spawn = () => new Worker(script, { eval: true, execArgv: [] })) => {
  const detector = await createDetector({ model, workers }, spawn)
  open.push(detector)
  return detector
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((detector) => detector.close()))
})

const scores = (look: Awaited<ReturnType<Detector['submit']>>) =>
  look.kind === 'detections' ? look.detections.map((d) => d.score) : look.reason

describe('createDetector', () => {
  it('looks at the first and the newest of a burst, and counts what fell between', async () => {
    const detector = await start(1)
    const looks = await Promise.all([1, 2, 3, 4].map((n) => detector.submit('a', frame(n), picture)))
    expect(looks.map(scores)).toEqual([[1], 'newer_frame', 'newer_frame', [4]])
    expect(detector.counts()).toMatchObject({
      looked: 2,
      failed: 0,
      dropped: { newer_frame: 2, closing: 0 },
      crashes: 0,
    })
  })

  it('takes no source for another', async () => {
    const detector = await start(2)
    const looks = await Promise.all(
      ['a', 'b', 'c', 'd'].map((source, n) => detector.submit(source, frame(n), picture)),
    )
    expect(looks.map(scores)).toEqual([[0], [1], [2], [3]])
  })

  it('copies the frame at once: the caller may use its memory again', async () => {
    const detector = await start(1)
    const bytes = frame(5)
    const look = detector.submit('a', bytes, picture)
    bytes.fill(9)
    expect(scores(await look)).toEqual([5])
  })

  it('replaces a worker that died, rejects its frame, and goes on', async () => {
    const detector = await start(1)
    await expect(detector.submit('a', frame(255), picture)).rejects.toMatchObject({ code: 'worker_crashed' })
    expect(scores(await detector.submit('a', frame(6), picture))).toEqual([6])
    expect(detector.counts()).toMatchObject({ looked: 1, failed: 1, crashes: 1, workers: 1 })
  })

  it('rejects a frame that fails and keeps the worker', async () => {
    const detector = await start(1)
    await expect(detector.submit('a', frame(254), picture)).rejects.toMatchObject({
      code: 'inference_failed',
    })
    expect(scores(await detector.submit('a', frame(6), picture))).toEqual([6])
    expect(detector.counts()).toMatchObject({ failed: 1, crashes: 0 })
  })

  it('rejects everything once the last worker cannot be replaced', async () => {
    let spawned = 0
    const dead = `process.exit(3)`
    const detector = await start(
      1,
      () => new Worker(spawned++ === 0 ? script : dead, { eval: true, execArgv: [] }),
    )
    const first = detector.submit('a', frame(255), picture)
    const waiting = detector.submit('b', frame(1), picture)
    await expect(first).rejects.toMatchObject({ code: 'worker_crashed' })
    await expect(waiting).rejects.toMatchObject({ code: 'model_unusable' })
    await expect(detector.submit('c', frame(1), picture)).rejects.toMatchObject({ code: 'model_unusable' })
    expect(detector.counts().workers).toBe(0)
  })

  it('finishes what runs and drops what waits when closing', async () => {
    const detector = await start(1)
    const looks = [1, 2].map((n) => detector.submit('a', frame(n), picture))
    await detector.close()
    looks.push(detector.submit('a', frame(3), picture))
    expect((await Promise.all(looks)).map(scores)).toEqual([[1], 'closing', 'closing'])
  })

  it('refuses a frame of another size', async () => {
    const detector = await start(1)
    await expect(detector.submit('a', new Uint8Array(7), picture)).rejects.toMatchObject({
      code: 'frame_size_mismatch',
    })
  })

  it('refuses a model file that is none', async () => {
    await expect(createDetector({ model, workers: 1 })).rejects.toMatchObject({ code: 'model_unusable' })
  })
})
