import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyScene, type SceneState } from '@sightline/detectors/scene'
import { openTraceLog } from './trace-log.ts'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-trace-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const sceneAt = (at: number): SceneState => ({ ...emptyScene, tracker: { ...emptyScene.tracker, at } })
const frameAt = (at: number) => ({ at, detections: [], tracks: [] })
const times = (frames: readonly { at: number }[]) => frames.map(({ at }) => at)

async function filled(until: number) {
  const log = await openTraceLog(dir, until)
  for (let at = 1000; at <= 40_000; at += 1000) log.append(frameAt(at), sceneAt(at - 1000))
  await log.flush(false)
  return log
}

it('cuts a span with the remembered scene before it and every frame since that', async () => {
  const log = await filled(-1)
  const { start, frames } = log.cut(25_000, 27_000)
  expect(start?.tracker.at).toBe(18_000)
  expect(times(frames)).toEqual([19_000, 20_000, 21_000, 22_000, 23_000, 24_000, 25_000, 26_000, 27_000])
  await log.close()
})

it('comes back after a crash without frames whose judgement was not saved, and without a torn line', async () => {
  await (await filled(-1)).close()
  await appendFile(join(dir, 'trace.ndjson'), '{"at":41000,"detec')
  const log = await openTraceLog(dir, 38_000)
  expect(times(log.cut(36_000, 99_000).frames).at(-1)).toBe(38_000)
  log.append(frameAt(39_500), sceneAt(38_000))
  await log.close()
  const again = await openTraceLog(dir, 99_000)
  expect(times(again.cut(36_000, 99_000).frames).slice(-2)).toEqual([38_000, 39_500])
  await again.close()
})

it('forgets what is no longer needed, never the scene before what is', async () => {
  const log = await filled(-1)
  await log.forgetBefore(25_000)
  expect(log.cut(25_000, 25_000).start?.tracker.at).toBe(18_000)
  expect(log.cut(5000, 22_000)).toMatchObject({ start: null })
  await log.close()
})
