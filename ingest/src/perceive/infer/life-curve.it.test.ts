import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Frame } from '@sightline/detectors/detection'
import { letterboxFilter, type Size } from '@sightline/models/letterbox'
import { createDetector } from '@sightline/models/session/detector'
import { modelForTest, sharedPath } from '@sightline/models/test/shared-material'
import { toStirPicture } from './stir-picture.ts'
import { createStirWatch } from './stir-watch.ts'
import { atOurs, curveAt, curveTable, limits } from './test/life-curve.ts'

/** What stands in the films and was never alive: a sign, a lamp post's head, a cone, posts at the edge. */
const films = [
  {
    name: 'vtest',
    size: { width: 768, height: 576 },
    lifelessAt: [
      { left: 0.04, top: 0.19, right: 0.062, bottom: 0.246 },
      { left: 0.379, top: 0.319, right: 0.397, bottom: 0.357 },
      { left: 0.213, top: 0.323, right: 0.23, bottom: 0.357 },
      { left: 0.649, top: 0.583, right: 0.667, bottom: 0.66 },
      { left: 0.983, top: 0.231, right: 1, bottom: 0.313 },
    ],
  },
  { name: 'one-by-one-person-detection', size: { width: 768, height: 432 }, lifelessAt: [] },
] as const

/** Two looks a second, as the main model has them. */
async function looksAt(path: string, camera: Size): Promise<readonly Frame[]> {
  const model = await modelForTest('yolox-nano')
  const { input } = model.manifest
  const detector = await createDetector({ model, workers: 1, threshold: 0.15 })
  const options = [
    '-v',
    'error',
    '-i',
    path,
    '-vf',
    `fps=2,${letterboxFilter(input)}`,
    '-f',
    'rawvideo',
    'pipe:1',
  ]
  const { stdout } = spawnSync(process.env['FFMPEG_PATH'] ?? 'ffmpeg', options, { maxBuffer: 1e9 })
  const bytes = input.width * input.height * 3
  const watch = createStirWatch()
  const looks: Frame[] = []
  for (let turn = 0; turn < Math.floor(stdout.length / bytes); turn++) {
    const frame = stdout.subarray(turn * bytes, (turn + 1) * bytes)
    const seen = await detector.submit('film', frame, camera)
    if (seen.kind === 'dropped') throw new Error(seen.reason)
    const picture = toStirPicture(frame, input, camera)
    const at = turn * 500
    looks.push({ at, detections: watch.see({ at, picture, detections: seen.detections, shift: null }) })
  }
  await detector.close()
  return looks
}

describe('the curve of life, on film', () => {
  it.each(films)('$name', async ({ name, size, lifelessAt }) => {
    const path = sharedPath(`media/films/${name}.mp4`)
    if (!path) return
    const looks = await looksAt(path, size)
    const points = limits.map((limit) => curveAt(limit, { looks, lifelessAt }))
    console.log(curveTable(name, points))
    const ours = atOurs(points)
    expect(ours.posts.looks + ours.living.looks).toBeGreaterThan(50)
    expect(ours.posts.looks - ours.posts.lifeless).toBe(0)
    expect(ours.living.lifeless).toBe(0)
  })
})
