import { type AddressInfo, createServer } from 'node:net'
import { systemClock } from '@sightline/infra/platform/clock'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { oddAccount } from '../../../infra/dev/odd-camera/answer.ts'
import type { OddCamera, OddMounts } from '../../../infra/dev/odd-camera/odd-camera.ts'
import { runCapture, type Sample } from '../capture/capture.ts'
import { CaptureFault, type FaultCode } from '../capture/capture-fault.ts'
import { ffmpegPath } from '../capture/test/media.ts'
import { openOddCamera } from '../capture/test/odd-mounts.ts'
import { probeStream } from './probe.ts'

const [md5, sha256, basic] = [
  'Digest realm="r", nonce="n"',
  'Digest realm="r", nonce="n", algorithm="SHA-256"',
  'Basic realm="r"',
]
const described = (status: string, location?: string) => ({
  refuses: { method: 'DESCRIBE', status, ...(location === undefined ? {} : { location }) },
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
  dataFirst: { mount: { hasDataFirst: true }, said: 'live' },
  lineFeeds: { mount: { lineEnd: '\n' }, said: 'live' },
}
const mounts = Object.fromEntries(Object.entries(table).map(([name, { mount }]) => [name, mount ?? {}]))

let camera: OddCamera
beforeAll(async () => {
  camera = await openOddCamera(mounts)
})
afterAll(async () => {
  await camera.close()
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

/** Until the first sample. */
async function capture(name: string): Promise<void> {
  const stop = new AbortController()
  const samples: Sample[] = []
  const sink = {
    init: () => undefined,
    sample(sample: Sample) {
      samples.push(sample)
      stop.abort()
    },
    clockJumped: () => undefined,
  }
  const deps = { ffmpegPath, clock: systemClock, sink, connectMs: 25_000 }
  await runCapture(deps, addressOf(name), stop.signal).catch((error: unknown) => {
    if (samples.length === 0) throw error
  })
}

const probe = (name: string) =>
  probeStream(
    { ffmpegPath, clock: systemClock, watchMs: 25_000 },
    addressOf(name),
    new AbortController().signal,
  )

it('says of every camera the same in the probe and in capture', async () => {
  const names = Object.keys(table)
  const said = await Promise.all(
    names.map(async (name) => [name, await saidBy(probe(name)), await saidBy(capture(name))]),
  )
  expect(said).toEqual(names.map((name) => [name, table[name]?.said, table[name]?.said]))
})

it('offers a password to no address but the one it was given for', async () => {
  const offered = Object.keys(table).filter((name) => camera.wrongLogins(name) > 0)
  expect(offered).toEqual([])
  const fault = await probe('movedAfterLogin').catch((error: unknown) => error)
  expect(fault).toMatchObject({ code: 'elsewhere', facts: { address: elsewhere } })
  expect(visits).toBe(0)
  expect(String(fault)).not.toContain(String(port))
})
