import { type AddressInfo, createServer } from 'node:net'
import type { ClueReason } from '@sightline/api/law/standing'
import { lawOf } from '@sightline/api/law/kinds'
import { judgeStanding } from '@sightline/api/law/standing'
import { systemClock } from '@sightline/infra/platform/clock'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { oddAccount } from '../../../infra/dev/odd-camera/answer.ts'
import type { OddCamera, OddMounts } from '../../../infra/dev/odd-camera/odd-camera.ts'
import { admitStream } from '../sources/rtsp/admit.ts'
import { runCapture, type Sample } from '../sources/rtsp/capture.ts'
import { CaptureFault, type FaultCode } from '../sources/rtsp/capture-fault.ts'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'
import { ffmpegPath } from '../media/test/media.ts'
import { listenTo, openOddCamera } from '../media/test/odd-mounts.ts'
import { hasGap } from '../dossier/pinned.ts'
import { probeStream } from './probe.ts'

const [md5, sha256, basic] = [
  'Digest realm="r", nonce="n"',
  'Digest realm="r", nonce="n", algorithm="SHA-256"',
  'Basic realm="r"',
]
const described = (status: string, location?: string) => ({
  refuses: { method: 'DESCRIBE', status, ...(location === undefined ? {} : { location }) },
})
/** A camera that answers us well, and sends ffmpeg on. */
const twoFaced = (location: string) => ({
  refuses: { method: 'DESCRIBE', status: '302 Moved', location, agent: 'Lavf' },
})

/** Where some cameras send us: nobody may ever come here. */
let visits = 0
const other = createServer((socket) => {
  visits += 1
  socket.destroy()
})
await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
const { port } = other.address() as AddressInfo
const elsewhere = `rtsp://127.0.0.1:${port}/x`

/** What such a camera has us see in place of itself: it would let everybody in, or take a password in clear. */
const another = await openOddCamera({ plain: {}, basic: { challenges: [basic] } })

/** What a camera is like, and what both say of it: `live`, or the fault. */
const table: Readonly<Record<string, { mount: OddMounts[string]; said: FaultCode | 'live' }>> = {
  plain: { mount: {}, said: 'live' },
  basic: { mount: { challenges: [basic] }, said: 'live' },
  md5: { mount: { challenges: [md5] }, said: 'live' },
  basicAfterMd5: { mount: { challenges: [md5, basic] }, said: 'live' },
  md5AfterSha256: { mount: { challenges: [sha256, md5] }, said: 'live' },
  sha256AfterMd5: { mount: { challenges: [md5, sha256] }, said: 'digest' },
  sha256: { mount: { challenges: [sha256] }, said: 'digest' },
  sha256AndBasic: { mount: { challenges: [basic, sha256] }, said: 'digest' },
  token: { mount: { challenges: ['Bearer realm="r"'] }, said: 'digest' },
  movedHere: { mount: described('302 Moved', './plain'), said: 'live' },
  movedOnce: { mount: described('301 Moved', './md5'), said: 'live' },
  movedAway: { mount: described('302 Moved', elsewhere), said: 'elsewhere' },
  movedAfterLogin: {
    mount: { ...described('302 Moved', elsewhere), challenges: [basic] },
    said: 'elsewhere',
  },
  movedBehindUs: { mount: twoFaced(another.urlOf('plain')), said: 'elsewhere' },
  movedBehindUsToo: { mount: { ...twoFaced(another.urlOf('basic')), challenges: [md5] }, said: 'elsewhere' },
  movedRound: { mount: described('302 Moved', './movedRound'), said: 'declined' },
  movedNowhere: { mount: described('302 Moved'), said: 'declined' },
  full: { mount: described('453 Not Enough Bandwidth'), said: 'declined' },
  busy: { mount: described('503 Service Unavailable'), said: 'declined' },
  fullAtSetup: {
    mount: { refuses: { method: 'SETUP', status: '453 Not Enough Bandwidth' } },
    said: 'declined',
  },
  busyAtPlay: { mount: { refuses: { method: 'PLAY', status: '503 Service Unavailable' } }, said: 'declined' },
  udpOnly: { mount: { refuses: { method: 'SETUP', status: '461 Unsupported Transport' } }, said: 'no_tcp' },
  forbidden: { mount: described('403 Forbidden'), said: 'auth' },
  timeless: { mount: { events: [{ kind: 'media-stands', atS: 0 }] }, said: 'media_time' },
  silent: { mount: { events: [{ kind: 'silence', atS: 0 }] }, said: 'silence' },
  dataFirst: { mount: { hasDataFirst: true }, said: 'live' },
  lineFeeds: { mount: { lineEnd: '\n' }, said: 'live' },
}
/** How a camera plays, and what the probe makes of it; capture takes every one of them. */
const played = {
  twoASecond: { mount: { frameS: 0.5 }, fps: 2, hasClock: true, hasPicture: true },
  fiveASecond: { mount: { frameS: 0.2 }, fps: 5, hasClock: true, hasPicture: true },
  noReports: { mount: { reports: 'none' }, fps: 12, hasClock: false, hasPicture: true },
  slowNoReports: { mount: { reports: 'none', frameS: 0.5 }, fps: 2, hasClock: null, hasPicture: true },
  refreshed: { mount: { film: 'refresh', from: 30 }, fps: 12, hasClock: true, hasPicture: false },
  hevc: { mount: { film: 'hevc' }, fps: 12, hasClock: true, hasPicture: true },
} as const satisfies Readonly<Record<string, { mount: OddMounts[string]; [more: string]: unknown }>>
/**
 * What a dossier made on such a stream would stand as: no reason is evidence, whatever else is odd. That the films are small
 * is left out.
 */
const stood: Readonly<Record<string, { mount: OddMounts[string]; clues: readonly ClueReason[] }>> = {
  inOrder: { mount: {}, clues: [] },
  atTwo: { mount: { frameS: 0.5 }, clues: [] },
  atSixty: { mount: { film: 'fast' }, clues: [] },
  bFrames: { mount: { film: 'bframes' }, clues: [] },
  hevcBFrames: { mount: { film: 'hevcBframes' }, clues: [] },
  tenBits: { mount: { film: 'hevcTenBits' }, clues: [] },
  refresh: { mount: { film: 'refresh', from: 30 }, clues: [] },
  lastGroupFirst: { mount: { pastS: 3 }, clues: [] },
  notDescribed: { mount: { described: 'none' }, clues: [] },
  setsOutOfBand: { mount: { isInBand: false }, clues: [] },
  wrapping: { mount: { firstStamp: 0xff_ff_ff_ff - 90_000 * 4 }, clues: [] },
  withSound: { mount: { hasSound: true }, clues: [] },
  withStranger: { mount: { hasStranger: true }, clues: [] },
  stalled: { mount: { events: [{ kind: 'hold', atS: 3, forS: 2 }] }, clues: [] },
  littleOff: { mount: { reportOffsetMs: 300 }, clues: [] },
  fiveSecondsOff: { mount: { reportOffsetMs: -5000 }, clues: ['clock_offset', 'clock_unproven'] },
  of1970: { mount: { reportOffsetMs: -Date.now() }, clues: ['clock_offset', 'clock_unproven'] },
  zeroReports: { mount: { reports: 'zero' }, clues: ['clock_offset', 'clock_unproven'] },
  withoutReports: { mount: { reports: 'none' }, clues: ['clock_unproven'] },
  atTwoWithoutReports: { mount: { reports: 'none', frameS: 0.5 }, clues: ['clock_unproven'] },
}
const mountsOf = (rows: Readonly<Record<string, { mount: OddMounts[string] }>>): OddMounts =>
  Object.fromEntries(Object.entries(rows).map(([name, { mount }]) => [name, mount ?? {}]))
const mounts = { ...mountsOf(table), ...mountsOf(played), ...mountsOf(stood) }

let camera: OddCamera
beforeAll(async () => {
  camera = await openOddCamera(mounts)
})
afterAll(async () => {
  await Promise.all([camera.close(), another.close()])
  other.close()
})

const addressOf = (name: string) => ({ url: camera.urlOf(name), ...oddAccount })

/** What is said of it in the end. */
async function saidBy(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'live'
  } catch (error) {
    if (error instanceof CaptureFault) return error.code
    throw error
  }
}

/** For an answer, ms: all cameras are asked at once, on a machine that may be busy. */
const patienceMs = 20_000
const admit = (stream: StreamAddress, signal: AbortSignal) =>
  admitStream(stream, { timeoutMs: patienceMs }, signal)

/** Until it has seen enough samples to believe their times, or not to. */
async function capture(name: string): Promise<void> {
  const enough = name === 'timeless' ? 30 : 6
  const stop = new AbortController()
  const samples: Sample[] = []
  const sink = {
    init: () => undefined,
    sample(sample: Sample) {
      samples.push(sample)
      if (samples.length >= enough) stop.abort()
    },
    clockJumped: () => undefined,
  }
  const deps = { ffmpegPath, clock: systemClock, sink, connectMs: 15_000, admit }
  await runCapture(deps, addressOf(name), stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
}

/** So long is recorded around a confirmation, and so long it is waited for a clock to be believed, ms. */
const [shownMs, clockMs] = [5000, 9000]

/** Records until the clock is known or is not going to be, and judges a dossier of the last seconds. */
async function standOf(name: string): Promise<readonly ClueReason[]> {
  const listening = listenTo(camera.urlOf(name), { connectMs: 30_000, silenceMs: 8000, admit })
  const { samples, inits } = listening
  const lastedMs = () => (samples.at(-1)?.arrivedAt ?? 0) - (samples[0]?.arrivedAt ?? 0)
  const hasClock = () => (samples.at(-1)?.clock.offsetMs ?? null) !== null
  const known = () => lastedMs() > shownMs + 500 && (hasClock() || lastedMs() > clockMs)
  await listening.come(`enough of ${name}`, known, 60_000)
  await listening.stop()
  expect(listening.fault(), name).toBeNull()
  const [last, init] = [samples.at(-1)!, inits[0]!]
  const askedFromAt = last.at - shownMs
  const from = samples.findLastIndex(({ isKey, at }) => isKey && at <= askedFromAt)
  const fragments = samples
    .slice(Math.max(0, from))
    .map((sample) => ({ ...sample, bytes: sample.bytes.length }))
  const segment = { initSha256: init.sha256, timescale: init.timescale, fragments }
  const pin = { format: 'sightline.pin/1', askedFromAt, askedToAt: last.at, segment } as const
  const { clueReasons } = judgeStanding({
    profile: lawOf('illegal_parking').profile,
    approval: 'in_use',
    clock: last.clock,
    video: init,
    hasGap: hasGap(pin),
    hasVideo: true,
    isRuleClueOnly: false,
    isBoundaryDoubtful: false,
    isIdentityDoubtful: false,
    hint: null,
    doPlatesDiffer: false,
    isOfCamera: false,
  })
  return clueReasons.filter((reason) => reason !== 'below_resolution')
}

const probe = (name: string) =>
  probeStream(
    { ffmpegPath, clock: systemClock, describeMs: patienceMs },
    addressOf(name),
    new AbortController().signal,
  )

it('says of every camera the same in the probe and in capture', async () => {
  const names = Object.keys(table)
  const said = await Promise.all(
    names.map(async (name) => [name, ...(await Promise.all([saidBy(probe(name)), saidBy(capture(name))]))]),
  )
  expect(said).toEqual(names.map((name) => [name, table[name]?.said, table[name]?.said]))
})

it('knows rate, clock and picture of a camera, or says that it cannot know yet', async () => {
  const rows = await Promise.all(
    Object.keys(played).map(async (name) => {
      const [{ fps, hasClock, snapshotJpeg }] = await Promise.all([probe(name), capture(name)])
      return [name, { fps: Math.round(fps), hasClock, hasPicture: snapshotJpeg !== null }]
    }),
  )
  const expected = Object.entries(played).map(([name, { fps, hasClock, hasPicture }]) => [
    name,
    { fps, hasClock, hasPicture },
  ])
  expect(rows).toEqual(expected)
})

it('makes evidence on every stream that can carry it, and says of the others why not', async () => {
  const names = Object.keys(stood)
  const found = await Promise.all(names.map(async (name) => [name, await standOf(name)] as const))
  expect(found).toEqual(names.map((name) => [name, stood[name]?.clues]))
})

it('offers a password to no address but the one it was given for', async () => {
  const offered = Object.keys(table).filter((name) => camera.wrongLogins(name) > 0)
  expect(offered).toEqual([])
  const fault = await probe('movedAfterLogin').catch((error: unknown) => error)
  expect(fault).toMatchObject({ code: 'elsewhere', facts: { address: elsewhere } })
  expect(visits).toBe(0)
  expect(String(fault)).not.toContain(String(port))
})
