import { execFileSync } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { letterboxFilter } from '../letterbox.ts'
import { networkForTest, sharedPath } from '../test/shared-material.ts'
import { createDetector } from './detector.ts'
import type { Look } from './frame-desk.ts'

const street = sharedPath('media/street/parked-on-pavement-cn.jpg')
const picture = { width: 1920, height: 1080 }

async function openStreet(workers: number) {
  const network = await networkForTest('yolox-nano')
  const args = [
    '-v',
    'error',
    '-i',
    street!,
    '-vf',
    letterboxFilter(network.manifest.input),
    '-f',
    'rawvideo',
    'pipe:1',
  ]
  const frame = execFileSync(process.env.FFMPEG_PATH ?? 'ffmpeg', args, { maxBuffer: 1e8 })
  return { detector: await createDetector({ network, workers }), frame }
}

const seenIn = (look: Look) => (look.kind === 'detections' ? look.detections : [])

describe.skipIf(!street || !sharedPath('models'))('the default network on a street', () => {
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

  it('leaves the event loop free while four sources send more than can be looked at', async () => {
    const { detector, frame } = await openStreet(2)
    const looks: Promise<Look>[] = []
    await detector.submit('warm-up', frame, picture)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    for (let round = 0; round < 60; round++) {
      for (const source of ['a', 'b', 'c', 'd']) looks.push(detector.submit(source, frame, picture))
      await setTimeout(40)
    }
    delay.disable()
    const answers = await Promise.all(looks)
    const counts = detector.counts()
    await detector.close()
    const ms = answers
      .flatMap((look) => (look.kind === 'detections' ? [look.ms] : []))
      .toSorted((a, b) => a - b)
    const [max, p99] = [delay.max, delay.percentile(99)].map((ns) => ns / 1e6 - 5)
    console.log(`event loop: p99 ${p99!.toFixed(1)} ms, max ${max!.toFixed(1)} ms late`)
    console.log(`look: median ${ms[ms.length >> 1]!.toFixed(1)} ms; ${JSON.stringify(counts)}`)
    expect(counts.looked + counts.dropped.newer_frame).toBe(241)
    expect(counts.looked).toBeGreaterThan(20)
    // Inference on this thread would block it for a whole look, every look; the margin is for a machine shared with others.
    expect(p99).toBeLessThan(20)
  })
})
