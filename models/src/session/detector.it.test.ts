import { execFileSync } from 'node:child_process'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { letterboxFilter } from '../letterbox.ts'
import { modelForTest, sharedPath } from '../test/shared-material.ts'
import { createDetector } from './detector.ts'
import type { InferenceResult } from './frame-desk.ts'

const street = sharedPath('media/street/parked-on-pavement-cn.jpg')
const picture = { width: 1920, height: 1080 }

async function openStreet(workers: number) {
  const model = await modelForTest('yolox-nano')
  const args = [
    '-v',
    'error',
    '-i',
    street!,
    '-vf',
    letterboxFilter(model.manifest.input),
    '-f',
    'rawvideo',
    'pipe:1',
  ]
  const frame = execFileSync(process.env.FFMPEG_PATH ?? 'ffmpeg', args, { maxBuffer: 1e8 })
  return { detector: await createDetector({ model, workers }), frame }
}

const seenIn = (look: InferenceResult) => (look.kind === 'detections' ? look.detections : [])

describe.skipIf(!street || !sharedPath('models'))('the default model on a street', () => {
  it('finds the car on the pavement where it stands', async () => {
    const { detector, frame } = await openStreet(1)
    const [car] = seenIn(await detector.submit('street', frame, picture))
    await detector.close()
    expect(car).toMatchObject({ class: 'car' })
    expect(car!.score).toBeGreaterThan(0.7)
    expect(car!.box.left).toBeCloseTo(0.3, 1)
    expect(car!.box.right).toBeCloseTo(0.98, 1)
    expect(car!.box.top).toBeCloseTo(0.31, 1)
    expect(car!.box.bottom).toBeCloseTo(0.92, 1)
  })

  it('leaves this thread free while it looks', async () => {
    const { detector, frame } = await openStreet(1)
    let looking = true
    const look = detector.submit('street', frame, picture).finally(() => (looking = false))
    let turns = 0
    while (looking) {
      await setImmediate()
      turns += 1
    }
    await detector.close()
    expect(seenIn(await look)).not.toEqual([])
    // Inference on this thread would hold it for the whole look: one turn, perhaps two.
    expect(turns).toBeGreaterThan(10)
  })

  it('looks at or counts as dropped every frame of four sources that send more than can be looked at', async () => {
    const { detector, frame } = await openStreet(2)
    const rounds = Array.from({ length: 20 }, () =>
      ['a', 'b', 'c', 'd'].map((source) => detector.submit(source, frame, picture)),
    )
    const answers = await Promise.all(rounds.flat())
    const { looked, dropped } = detector.counts()
    await detector.close()
    expect(answers.filter((look) => look.kind === 'detections')).toHaveLength(looked)
    expect(looked + dropped.newer_frame).toBe(80)
    expect(answers.slice(-4).map((look) => look.kind)).toEqual(Array(4).fill('detections'))
  })
})
