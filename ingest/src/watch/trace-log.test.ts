import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyScene, type SceneState } from '@sightline/detectors/scene'
import { openTraceLog, readTrace } from './trace-log.ts'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-trace-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const sceneAt = (at: number): SceneState => ({ ...emptyScene, tracker: { ...emptyScene.tracker, at } })
const frameAt = (at: number) => ({ at, detections: [], tracks: [] })
const times = (frames: readonly { at: number }[]) => frames.map(({ at }) => at)
const bytes = async () => (await stat(join(dir, 'trace.ndjson'))).size

async function filled(compactBytes?: number) {
  const log = await openTraceLog(dir, -1, compactBytes)
  for (let at = 1000; at <= 40_000; at += 1000) log.append(frameAt(at), sceneAt(at - 1000))
  await log.flush(false)
  return log
}

it('cuts a span with the remembered scene before it and every frame since that', async () => {
  const log = await filled()
  const { start, frames } = await readTrace(dir, 25_000, 27_000)
  expect(start?.tracker.at).toBe(18_000)
  expect(times(frames)).toEqual([19_000, 20_000, 21_000, 22_000, 23_000, 24_000, 25_000, 26_000, 27_000])
  await log.close()
})

it('has nothing of a watch that never judged', async () => {
  expect(await readTrace(dir, 0, 99_000)).toEqual({ start: null, frames: [] })
})

it('comes back after a crash without frames whose judgement was not saved, and without a torn line', async () => {
  await (await filled()).close()
  await appendFile(join(dir, 'trace.ndjson'), '{"at":41000,"detec')
  const log = await openTraceLog(dir, 38_000)
  expect(times((await readTrace(dir, 36_000, 99_000)).frames).at(-1)).toBe(38_000)
  log.append(frameAt(39_500), sceneAt(38_000))
  await log.close()
  const again = await openTraceLog(dir, 99_000)
  expect(times((await readTrace(dir, 36_000, 99_000)).frames).slice(-2)).toEqual([38_000, 39_500])
  await again.close()
})

it.each([
  ['a line cut short', '{"at":41000,"detec'],
  ['a whole line without its end', '{"at":41000,"detections":[],"tracks":[]}'],
])('appends behind the last whole line after %s', async (_name, torn) => {
  await (await filled()).close()
  await appendFile(join(dir, 'trace.ndjson'), torn)
  const log = await openTraceLog(dir, 99_000)
  log.append(frameAt(42_000), sceneAt(40_000))
  await log.close()
  expect(times((await readTrace(dir, 39_500, 99_000)).frames).slice(-2)).toEqual([40_000, 42_000])
})

it('forgets what is no longer needed, never the scene before what is', async () => {
  const log = await filled(1)
  const before = await bytes()
  await log.forgetBefore(35_000)
  expect(await bytes()).toBeLessThan(before / 2)
  expect((await readTrace(dir, 35_000, 35_000)).start?.tracker.at).toBe(27_000)
  expect(await readTrace(dir, 5000, 22_000)).toMatchObject({ start: null })
  log.append(frameAt(41_000), sceneAt(40_000))
  log.append(frameAt(60_000), sceneAt(41_000))
  await log.forgetBefore(55_000)
  await log.close()
  const { start, frames } = await readTrace(dir, 60_000, 60_000)
  expect(start?.tracker.at).toBe(41_000)
  expect(times(frames)).toEqual([60_000])
})

it('keeps the file as it is while little of it could go', async () => {
  const log = await filled(1)
  const before = await bytes()
  await log.forgetBefore(15_000)
  expect(await bytes()).toBe(before)
  await log.close()
})
