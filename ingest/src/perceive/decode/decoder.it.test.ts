import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '@sightline/infra/platform/clock'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Sample } from '../../sources/rtsp/capture.ts'
import type { DecodeTurns } from './decode-turns.ts'
import { createDecoder, type DecodedFrame, type Decoder, type DecoderOptions } from './decoder.ts'
import type { InitSegment } from '../../media/init-segment.ts'
import { decodePicture, decodeStill } from '../../media/still.ts'
import { ffmpegPath, makeFolder, makeSamples, numberOf, until } from '../../media/test/media.ts'

const START = 1_700_000_000_000
let folder: Awaited<ReturnType<typeof makeFolder>>
let init: InitSegment
let samples: Sample[]
const decoders: Decoder[] = []

beforeAll(async () => {
  folder = await makeFolder()
  ;({ init, samples } = await makeSamples(folder.path, START))
})
afterEach(() => Promise.all(decoders.splice(0).map((decoder) => decoder.stop())))
afterAll(() => folder.remove())

function start(options: Partial<DecoderOptions> = {}) {
  const frames: DecodedFrame[] = []
  const decoder = createDecoder({
    ffmpegPath,
    clock: systemClock,
    init,
    width: 320,
    height: 192,
    fps: 5,
    filter: 'scale=320:180:flags=fast_bilinear,pad=320:192:0:6',
    cadence: { mode: 'full', keyEveryMs: 0 },
    onFrame: (frame) => frames.push({ ...frame, picture: Buffer.from(frame.picture) }),
    ...options,
  })
  decoders.push(decoder)
  return { decoder, frames }
}

/** The number drawn into the middle of a picture. */
const drawnIn = ({ picture }: DecodedFrame): number => numberOf(picture[(96 * 320 + 160) * 3] ?? 0)
const indexOf = ({ at }: DecodedFrame): number => (at - START) / 40

it('pairs every picture with the sample it was decoded from, thinned to the rate that was asked for', async () => {
  const { decoder, frames } = start()
  samples.slice(0, 150).forEach((sample) => decoder.feed(sample))
  await until('30 pictures', () => frames.length === 30)
  expect(frames.map(indexOf)).toEqual(Array.from({ length: 30 }, (_, i) => i * 5))
  expect(frames.map(drawnIn)).toEqual(frames.map((frame) => indexOf(frame) % 50))
  expect(frames.every(({ pts, sample }) => pts === sample.pts)).toBe(true)
  expect(decoder.stats()).toMatchObject({ fed: 150, frames: 30, unmatched: 0, lostGroups: 0, deaths: 0 })
})

it('gives a key frame out at once, not when the next one comes', async () => {
  const { decoder, frames } = start({ cadence: { mode: 'key', keyEveryMs: 0 } })
  samples.slice(0, 40).forEach((sample) => decoder.feed(sample))
  await until('the first key frame', () => frames.length === 1)
  samples.slice(40, 90).forEach((sample) => decoder.feed(sample))
  await until('the second', () => frames.length === 2)
  expect(frames.map(indexOf)).toEqual([0, 50])
  expect(decoder.stats().fed).toBe(2)
})

it('changes between key frames and full rate without losing its place', async () => {
  const { decoder, frames } = start({ cadence: { mode: 'key', keyEveryMs: 0 } })
  samples.slice(0, 60).forEach((sample) => decoder.feed(sample))
  await until('two key frames', () => frames.length === 2)
  decoder.setCadence({ mode: 'full', keyEveryMs: 0 })
  samples.slice(60, 100).forEach((sample) => decoder.feed(sample))
  await until('the group from its key frame on', () => frames.length === 11)
  decoder.setCadence({ mode: 'key', keyEveryMs: 3000 })
  samples.slice(100, 160).forEach((sample) => decoder.feed(sample))
  await until('the next key frame that is due', () => frames.length === 12)
  expect(frames.map(indexOf)).toEqual([0, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 150])
  expect(frames.map(drawnIn)).toEqual(frames.map((frame) => indexOf(frame) % 50))
})

/** Turns that come when the test says so. */
function heldTurns() {
  const waiting = new Set<() => void>()
  const turns: DecodeTurns = {
    seat() {
      let mine: (() => void) | null = null
      const leave = () => {
        if (mine) waiting.delete(mine)
      }
      return {
        ask(go) {
          leave()
          waiting.add((mine = go))
        },
        done: leave,
        leave,
      }
    },
  }
  const letGo = () => [...waiting].forEach((go) => go())
  return { turns, letGo }
}

it('waits for its turn with key frames alone, and loses the place of one to the next', async () => {
  const { turns, letGo } = heldTurns()
  const { decoder, frames } = start({ turns, cadence: { mode: 'key', keyEveryMs: 0 } })
  samples.slice(0, 60).forEach((sample) => decoder.feed(sample))
  expect(decoder.stats()).toMatchObject({ fed: 0, lostGroups: 1 })
  letGo()
  await until('the newer key frame', () => frames.length === 1)
  samples.slice(60, 110).forEach((sample) => decoder.feed(sample))
  decoder.setCadence({ mode: 'full', keyEveryMs: 0 })
  samples.slice(110, 120).forEach((sample) => decoder.feed(sample))
  await until('what waited, and all after it', () => frames.length === 5)
  expect(frames.map(indexOf)).toEqual([50, 100, 105, 110, 115])
  expect(frames.map(drawnIn)).toEqual(frames.map((frame) => indexOf(frame) % 50))
})

it('drops and counts a picture whose time stamp no sample has', async () => {
  const { decoder, frames } = start({ fps: 25 })
  const mislabelled = samples
    .slice(0, 10)
    .map((sample, i) => (i === 5 ? { ...sample, pts: sample.pts + 1 } : sample))
  mislabelled.forEach((sample) => decoder.feed(sample))
  await until('nine pictures', () => frames.length === 9)
  expect(frames.map(indexOf)).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9])
  expect(decoder.stats().unmatched).toBe(1)
})

it('kills a decoder that hangs, counts it and begins again at a key frame', async () => {
  const deaths: (readonly string[])[] = []
  let now = 0
  const clock = { now: () => now, monotonic: () => now }
  const { decoder, frames } = start({ clock, onDeath: (lines) => deaths.push(lines) })
  decoder.feed(samples[0]!)
  await until('a picture', () => frames.length === 1)
  decoder.feed({ ...samples[1]!, bytes: Buffer.from([0x7f, 0xff, 0xff, 0xff, ...Buffer.from('mdat')]) })
  now = 20_000
  decoder.feed(samples[2]!)
  await until('its death', () => deaths.length === 1)
  now = 60_000
  samples.slice(3, 60).forEach((sample) => decoder.feed(sample))
  await until('pictures again', () => frames.length === 3)
  expect(frames.map(indexOf)).toEqual([0, 50, 55])
  expect(decoder.stats().deaths).toBe(1)
})

it('leaves whole groups out when the decoder does not keep up, and never waits for it', async () => {
  const heavy = 'scale=3840:2160:flags=lanczos,scale=7680:4320:flags=lanczos,scale=320:192'
  const { decoder, frames } = start({ filter: heavy, fps: 25 })
  const big = samples.map((sample) => ({ ...sample, bytes: Buffer.concat([sample.bytes, freeBox(200_000)]) }))
  const before = performance.now()
  big.forEach((sample) => decoder.feed(sample))
  expect(performance.now() - before).toBeLessThan(2000)
  expect(decoder.stats().lostGroups).toBeGreaterThan(0)
  await until('a picture', () => frames.length > 0)
})

/** Bytes that a player skips. */
function freeBox(bytes: number): Buffer {
  const box = Buffer.alloc(bytes)
  box.writeUInt32BE(bytes)
  box.write('free', 4, 'latin1')
  return box
}

it.each([0, 1, 49, 50, 87, 199])('decodes the still of exactly sample %i out of a clip', async (index) => {
  const path = join(folder.path, 'clip.mp4')
  await writeFile(path, Buffer.concat([init.bytes, ...samples.slice(0, 200).map(({ bytes }) => bytes)]))
  const still = await decodeStill({ ffmpegPath, path, pts: samples[index]!.pts })
  expect(still).toMatchObject({ widthPx: 640, heightPx: 360, pts: samples[index]!.pts })
  const { data } = await sharp(still.jpeg).greyscale().raw().toBuffer({ resolveWithObject: true })
  expect(numberOf(data[180 * 640 + 320] ?? 0)).toBe(index % 50)
})

it('never gives the neighbour of a still that is not there', async () => {
  const path = join(folder.path, 'short.mp4')
  await writeFile(path, Buffer.concat([init.bytes, ...samples.slice(0, 20).map(({ bytes }) => bytes)]))
  const wanted = decodeStill({ ffmpegPath, path, pts: samples[20]!.pts })
  await expect(wanted).rejects.toMatchObject({ code: 'still_not_found' })
})

it('decodes the newest key frame for a snapshot', async () => {
  const still = await decodePicture({ ffmpegPath, init, fragment: samples[100]! })
  expect(await sharp(still.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 360 })
})
