import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyScene, type SceneState } from '@sightline/detectors/scene'
import { judgedFrom, openTraceLog, readTrace, type RuleKey } from './trace-log.ts'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-trace-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const sceneAt = (at: number): SceneState => ({ ...emptyScene, tracker: { ...emptyScene.tracker, at } })
const frameAt = (at: number) => ({ at, detections: [], tracks: [] })
const times = (frames: readonly { at: number }[]) => frames.map(({ at }) => at)
const bytes = async () => (await stat(join(dir, 'trace.ndjson'))).size

async function filled(compactBytes?: number) {
  const log = await openTraceLog(dir, -1, compactBytes)
  for (let at = 1000; at <= 40_000; at += 1000) log.append(frameAt(at), sceneAt(at - 1000), { rules: [] })
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
  expect(await readTrace(dir, 0, 99_000)).toEqual({ start: null, frames: [], rules: [] })
})

it('comes back after a crash without frames whose judgement was not saved, and without a torn line', async () => {
  await (await filled()).close()
  await appendFile(join(dir, 'trace.ndjson'), '{"at":41000,"detec')
  const log = await openTraceLog(dir, 38_000)
  expect(times((await readTrace(dir, 36_000, 99_000)).frames).at(-1)).toBe(38_000)
  log.append(frameAt(39_500), sceneAt(38_000), { rules: [] })
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
  log.append(frameAt(42_000), sceneAt(40_000), { rules: [] })
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
  log.append(frameAt(41_000), sceneAt(40_000), { rules: [] })
  log.append(frameAt(60_000), sceneAt(41_000), { rules: [] })
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

const parking: RuleKey = 'parking@1/1'
const angling: RuleKey = 'angling@1/1'
const redrawn: RuleKey = 'angling@1/2'

/** A rule is bound at 5 s, and its zone drawn anew at 8 s; the worker was restarted at 6 s. */
async function boundLater() {
  const rulesAt = (at: number) => (at < 5000 ? [parking] : [parking, at < 8000 ? angling : redrawn])
  let log = await openTraceLog(dir, -1)
  for (let at = 1000; at <= 10_000; at += 1000) {
    log.append(frameAt(at), sceneAt(at - 1000), { rules: rulesAt(at) })
    if (at !== 6000) continue
    await log.close()
    log = await openTraceLog(dir, 6000)
  }
  await log.close()
}

it.each<[string, RuleKey, readonly [number, number], number | null]>([
  ['in force all along', parking, [2000, 9000], null],
  ['bound within the span', angling, [2000, 7000], 5000],
  ['bound before the span', angling, [6000, 7000], null],
  ['of another version of the zone since', redrawn, [2000, 9000], 8000],
])('says from when on frames were judged by a rule: %s', async (...[, key, [from, to], expected]) => {
  await boundLater()
  expect(judgedFrom(await readTrace(dir, from, to), key)).toBe(expected)
})

it('cuts a span with the scene as it was when a rule came, where the span begins after that', async () => {
  await boundLater()
  expect((await readTrace(dir, 5000, 99_000)).start?.tracker.at).toBe(4000)
  expect((await readTrace(dir, 4000, 99_000)).start?.tracker.at).toBe(0)
})
