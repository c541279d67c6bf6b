import { expect, it } from 'vitest'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { createLiveFeed, liveSilenceMs } from './live-feed.ts'
import type { LiveOutlet } from './live-queue.ts'

const init: InitSegment = {
  bytes: Buffer.from('init'),
  sha256: '',
  timescale: 25,
  codec: 'avc1.42c01e',
  width: 1,
  height: 1,
  parametersSha256: '',
  defaults: { duration: 0, size: 0, flags: 0 },
}

/** A sample whose `mdat` says which it is. */
function sampleOf(name: string, isKey: boolean, bytes = 1): Sample {
  const box = (type: string, payload: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + payload.length)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, payload])
  }
  const camera = box('prft', Buffer.from('the clock of the camera.'))
  const body = [box('moof', Buffer.alloc(0)), box('mdat', Buffer.from(name.padEnd(bytes, '.')))]
  return {
    bytes: Buffer.concat([camera, ...body]),
    pts: 7,
    durationTicks: 1,
    isKey,
    sampleBytes: bytes,
    prftMs: null,
    at: 1_700_000_000_250,
    arrivedAt: 0,
    sha256: '',
    clock: { source: 'server-arrival', offsetMs: null },
  }
}

function start() {
  const clock = { at: 0 }
  const feed = createLiveFeed(() => clock.at)
  /** Pictures are named `K0 P1 P2 K3`; a key frame begins a group. */
  const feedNames = (names: string, everyMs = 0, bytes = 1) => {
    for (const name of names.split(' ')) {
      clock.at += everyMs
      feed.sample(sampleOf(name, name.startsWith('K'), bytes))
    }
  }
  const watch = (takes = Infinity) => {
    const seen: string[] = []
    const state = { takes, ended: false }
    const outlet: LiveOutlet = {
      write(bytes) {
        seen.push(bytes.toString('latin1', bytes.includes('mdat') ? bytes.indexOf('mdat') + 4 : 0).trim())
        state.takes -= 1
        return state.takes > 0
      },
      end: () => void (state.ended = true),
    }
    const viewer = feed.join(outlet)
    const names = () => seen.map((text) => text.replace(/\.+$/, ''))
    const take = (more: number) => {
      state.takes = more
      viewer.drained()
    }
    return { names, state, viewer, take }
  }
  feed.init(init)
  return { clock, feed, feedNames, watch }
}

it('gives who joins in the middle of a group its key frame first, then each as it comes', () => {
  const { feedNames, watch } = start()
  feedNames('K0 P1 K2 P3')
  const { names } = watch()
  expect(names()).toEqual(['init', 'K2', 'P3'])
  feedNames('P4 K5')
  expect(names()).toEqual(['init', 'K2', 'P3', 'P4', 'K5'])
})

it('gives who joins before a key frame nothing until there is one', () => {
  const { feedNames, watch } = start()
  feedNames('P0 P1')
  const { names } = watch()
  feedNames('P2 K3 P4')
  expect(names()).toEqual(['init', 'K3', 'P4'])
})

it('stamps every fragment with the capture time in place of what the camera said', () => {
  const { feed } = start()
  feed.sample(sampleOf('K0', true))
  const written: Buffer[] = []
  feed.join({ write: (bytes) => written.push(bytes) > 0, end: () => undefined })
  const [, fragment] = written
  expect(fragment!.toString('latin1', 4, 8)).toBe('prft')
  expect(fragment!.readUInt32BE(16) - 2_208_988_800).toBe(1_700_000_000)
  expect(fragment!.readUInt32BE(20) / 2 ** 32).toBeCloseTo(0.25, 6)
  expect(fragment!.toString('latin1', 36, 40)).toBe('moof')
  expect(fragment!.includes('the clock of the camera')).toBe(false)
})

it('keeps a slow viewer waiting within 2 s without a loss', () => {
  const { feedNames, watch } = start()
  feedNames('K0')
  const slow = watch(1)
  feedNames('P1 P2 K3 P4', 100)
  slow.take(Infinity)
  expect(slow.names()).toEqual(['init', 'K0', 'P1', 'P2', 'K3', 'P4'])
  expect(slow.viewer.dropped()).toBe(0)
})

it.each([
  ['to the newest key frame', 'P1 P2 K3 P4 K5 P6', 410, 'K0 | K5 P6'],
  [
    'to the next key frame when the group is longer than its patience',
    'P1 P2 P3 P4 P5 P6 K7 P8',
    450,
    'K0 | K7 P8',
  ],
] as const)('brings a slow viewer to now by whole groups: %s', (...[, later, everyMs, expected]) => {
  const { feedNames, watch } = start()
  feedNames('K0')
  const slow = watch(1)
  const quick = watch()
  feedNames(later, everyMs)
  slow.take(Infinity)
  const [first, rest] = expected.split(' | ')
  expect(slow.names()).toEqual(['init', ...first!.split(' '), ...rest!.split(' ')])
  expect(quick.names()).toEqual(['init', 'K0', ...later.split(' ')])
  expect(slow.viewer.dropped()).toBe(later.split(' ').length - rest!.split(' ').length)
})

it('holds no more than 16 MB for a viewer, and no longer group for who joins', () => {
  const { feedNames, watch } = start()
  feedNames('K0')
  const stuck = watch(1)
  feedNames('P1 P2 P3 P4 P5', 1, 4 << 20)
  const late = watch()
  feedNames('K6 P7')
  stuck.take(Infinity)
  expect(stuck.names()).toEqual(['init', 'K0', 'K6', 'P7'])
  expect(late.names()).toEqual(['init', 'K6', 'P7'])
})

it('ends everyone when nothing comes for too long, and shows nothing old to who comes then', () => {
  const { clock, feed, feedNames, watch } = start()
  feedNames('K0 P1')
  const { state, names } = watch()
  clock.at += liveSilenceMs
  feed.sweep()
  expect(state.ended).toBe(false)
  clock.at += 1
  expect(feed.playing()).toBeNull()
  feed.sweep()
  expect(state.ended).toBe(true)
  feedNames('P2')
  expect(feed.playing()).toBe(init)
  const back = watch()
  feedNames('K3')
  expect(back.names()).toEqual(['init', 'K3'])
  expect(names()).toEqual(['init', 'K0', 'P1'])
})

it.each([
  ['the connection ends', (feed: ReturnType<typeof createLiveFeed>) => feed.end(), null],
  ['another connection begins', (feed: ReturnType<typeof createLiveFeed>) => feed.init(init), init],
])('ends everyone when %s', (_, happen, playing) => {
  const { feed, feedNames, watch } = start()
  feedNames('K0')
  const { state, viewer, names, take } = watch(1)
  feedNames('P1')
  happen(feed)
  expect(state.ended).toBe(true)
  expect(feed.viewers()).toBe(0)
  expect(feed.playing()).toBe(playing)
  take(Infinity)
  viewer.leave()
  expect(names()).toEqual(['init', 'K0'])
})
