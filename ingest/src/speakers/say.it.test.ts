import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { speakerSecretContext, speechSchema, type Speech } from '@sightline/api/contract/speech'
import { ownNetworks, readCameraNetworks } from '@sightline/infra/platform/camera-networks'
import { hashBytes } from '@sightline/infra/platform/hash'
import { createSecretBox } from '@sightline/infra/platform/secret-box'
import { createLoudspeaker } from '../../../infra/dev/simulator/rtsp/loudspeaker.ts'
import {
  startRtspServer,
  type Mount,
  type RtspServer,
} from '../../../infra/dev/simulator/rtsp/rtsp-server.ts'
import { audioSdp } from '../../../infra/dev/simulator/rtsp/sdp.ts'
import { pauseOnTimer } from '../floor/pause.ts'
import { launchHere } from '../media/program.ts'
import { encodeG711, type Law } from './g711.ts'
import { renderSpeech } from './render-speech.ts'
import { say, type SayDeps } from './say.ts'
import { likeness, risingTone } from './test/sounds.ts'

const ffmpegPath = process.env['FFMPEG_PATH'] ?? 'ffmpeg'
const credentials = { user: 'viewer', password: 'geheim-zu-sprechen' }
const secretBox = createSecretBox([Buffer.alloc(32, 7)])
const wav = risingTone({ rate: 22_050, seconds: 0.8 })
const clip = { base64: wav.toString('base64'), sha256: hashBytes(wav).sha256 }
const base = {
  sourceId: 's1',
  language: 'zh',
  text: '请驶离',
  clip,
  place: '滨江路',
  askedAt: 1_700_000_000_000,
}
let nth = 0
const speechTo = (speaker: Partial<Speech['speaker']>, more: object = {}): Speech =>
  speechSchema.parse({
    ...base,
    id: `u${(nth += 1)}`,
    speaker: { kind: 'onvif', url: '', user: '', sealedSecret: null, ...speaker },
    ...more,
  })

describe('speaking', () => {
  const loudspeaker = createLoudspeaker()
  let hasSpeaker = true
  let server: RtspServer
  const mount: Mount = {
    credentials,
    refuses: () => false,
    sdp: audioSdp.replace(
      'm=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000',
      'm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000',
    ),
    loudspeaker: () => (hasSpeaker ? loudspeaker : null),
    attach: () => () => undefined,
  }
  beforeAll(async () => {
    server = await startRtspServer(new Map([['/cam/main', mount]]), 0)
  })
  afterAll(() => server.close())

  const depsWith = (change: Partial<SayDeps> = {}): SayDeps => ({
    ffmpegPath,
    launch: launchHere,
    speechCommand: null,
    secretBox,
    networks: readCameraNetworks(ownNetworks),
    pause: pauseOnTimer,
    now: Date.now,
    monotonic: () => performance.now(),
    cameraOf: () => ({ url: `rtsp://127.0.0.1:${server.port}/cam/main`, ...credentials }),
    ...change,
  })
  const sayIt = (speech: Speech, change: Partial<SayDeps> = {}, signal = new AbortController().signal) =>
    say(depsWith(change), speech, signal)

  it("is heard from the camera's own loudspeaker, sample by sample, at the pace of speech", async () => {
    const sound = await renderSpeech(depsWith(), speechTo({}), new AbortController().signal)
    const begun = performance.now()
    const { result } = await sayIt(speechTo({}))
    expect(performance.now() - begun).toBeGreaterThan(sound.lengthMs)
    expect(result).toMatchObject({
      outcome: 'delivered',
      proof: { how: 'rtsp', status: 200, lengthMs: 800, sha256: sound.sha256 },
    })
    const heard = loudspeaker.played().at(-1)
    expect([heard?.samples.length, heard?.lost]).toEqual([sound.samples.length, 0])
    // G.711 keeps about 38 dB: what came out is what went in, and no other sound of that length.
    expect(likeness(heard?.samples ?? new Int16Array(), sound.samples)).toBeGreaterThan(0.999)
    const other = await renderSpeech(
      depsWith(),
      { ...base, language: 'zh', clip: null },
      new AbortController().signal,
    ).catch((error: { code: string }) => error.code)
    expect(other).toBe('no_speech_command')
    expect(likeness(heard?.samples ?? new Int16Array(), sound.samples.toReversed())).toBeLessThan(0.3)
  })

  it('says words by the configured program, in the language that is asked for', async () => {
    const program = [
      "process.stdin.resume().on('end', () => {",
      `const wav = Buffer.from('${clip.base64}', 'base64')`,
      "process.stdout.write(process.argv[1] === 'en' ? wav : wav.subarray(0, 44 + 22050)) })",
    ].join('\n')
    const speechCommand = [process.execPath, '-e', program, '{language}']
    const said = async (language: string) =>
      (await sayIt(speechTo({}, { clip: null, language }), { speechCommand })).result
    expect(await said('en')).toMatchObject({ outcome: 'delivered', proof: { lengthMs: 800 } })
    expect(await said('zh')).toMatchObject({ outcome: 'delivered', proof: { lengthMs: 500 } })
  })

  const failing = ['-e', 'process.exit(3)']
  it.each<[string, string, () => Promise<{ result: object }>]>([
    ['without a program or a recording', 'no_speech_command', () => sayIt(speechTo({}, { clip: null }))],
    [
      'by a program that gives nothing',
      'speech_failed',
      () => sayIt(speechTo({}, { clip: null }), { speechCommand: [process.execPath, ...failing] }),
    ],
    [
      'by a program that is not there',
      'speech_failed',
      () => sayIt(speechTo({}, { clip: null }), { speechCommand: ['/no/such/program'] }),
    ],
    [
      'a recording that is not the one that was published',
      'clip_altered',
      () => sayIt(speechTo({}, { clip: { ...clip, sha256: '0'.repeat(64) } })),
    ],
    [
      'with a wrong password',
      'speaker_unauthorised',
      () =>
        sayIt(speechTo({}), {
          cameraOf: () => ({
            url: `rtsp://127.0.0.1:${server.port}/cam/main`,
            user: 'viewer',
            password: 'x',
          }),
        }),
    ],
    [
      'where nothing listens',
      'speaker_unreachable',
      () => sayIt(speechTo({}), { cameraOf: () => ({ url: 'rtsp://127.0.0.1:9/cam', ...credentials }) }),
    ],
    [
      'where no camera may be',
      'speaker_network_refused',
      () => sayIt(speechTo({}), { cameraOf: () => ({ url: 'rtsp://169.254.169.254/cam', ...credentials }) }),
    ],
    [
      'of a source that is watched elsewhere',
      'no_worker',
      () => sayIt(speechTo({}), { cameraOf: () => null }),
    ],
  ])('says nothing %s, and why', async (_what, code, act) => {
    const before = loudspeaker.played().length
    expect((await act()).result).toMatchObject({ outcome: 'not_delivered', code })
    expect(loudspeaker.played().length).toBe(before)
  })

  it('tells a camera without a loudspeaker from one that takes it', async () => {
    hasSpeaker = false
    expect((await sayIt(speechTo({}))).result).toMatchObject({
      code: 'no_backchannel',
      outcome: 'not_delivered',
    })
    hasSpeaker = true
  })

  it('does not claim what a camera that went away in the middle never took', async () => {
    const other = await startRtspServer(new Map([['/cam/main', mount]]), 0)
    const camera = { url: `rtsp://127.0.0.1:${other.port}/cam/main`, ...credentials }
    const saying = sayIt(speechTo({}), { cameraOf: () => camera })
    setTimeout(() => void other.close(), 500)
    expect((await saying).result).toMatchObject({ outcome: 'not_delivered', code: 'speaker_broke_off' })
  })
})

describe('speaking by HTTP', () => {
  const heard: { head: IncomingMessage; body: Buffer }[] = []
  let status = 200
  let server: Server
  let url: string
  beforeAll(async () => {
    server = createServer((head, response) => {
      const chunks: Buffer[] = []
      head.on('data', (chunk: Buffer) => chunks.push(chunk))
      head.on('end', () => {
        heard.push({ head, body: Buffer.concat(chunks) })
        const wants = head.url === '/locked' && head.headers.authorization === undefined
        response.writeHead(wants ? 401 : status, {
          'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"',
          location: 'http://127.0.0.1:9/elsewhere',
        })
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const sayTo = (kind: Speech['speaker']['kind'], path: string, secret = '') => {
    const sealedSecret =
      secret === ''
        ? null
        : secretBox.encrypt(secret, speakerSecretContext({ sourceId: 's1', url: url + path }))
    const deps: SayDeps = {
      ffmpegPath,
      launch: launchHere,
      speechCommand: null,
      secretBox,
      networks: readCameraNetworks(ownNetworks),
      pause: pauseOnTimer,
      now: () => 1_700_000_000_000,
      monotonic: () => performance.now(),
      cameraOf: () => ({ url: 'rtsp://127.0.0.1/none', user: '', password: '' }),
    }
    return say(
      deps,
      speechTo({ kind, url: url + path, user: 'u', sealedSecret }),
      new AbortController().signal,
    )
  }

  it('gives a network loudspeaker the sound, and logs in once where it is asked to', async () => {
    const { result } = await sayTo('http', '/locked', 'pw')
    expect(result).toMatchObject({ outcome: 'delivered', proof: { how: 'http', status: 200, lengthMs: 800 } })
    const { head, body } = heard.at(-1)!
    expect([head.headers['content-type'], body.length]).toEqual(['audio/basic', 6400])
    expect(head.headers.authorization).toMatch(/^Digest username="u".*uri="\/locked"/)
    expect(head.headers.authorization).not.toContain('pw')
  })

  it('asks another program by one signed event, and says no more than it was told', async () => {
    const { result } = await sayTo('text_message', '/sms', 'gateway-secret')
    expect(result).toMatchObject({ outcome: 'delivered', proof: { how: 'cloudevent', sha256: null } })
    const { head, body } = heard.at(-1)!
    expect(JSON.parse(body.toString('utf8'))).toMatchObject({
      specversion: '1.0',
      type: 'sightline.reminder.text_message',
      data: { text: '请驶离', place: '滨江路', language: 'zh' },
    })
    const of = `${head.headers['webhook-id'] as string}.${head.headers['webhook-timestamp'] as string}.`
    const mac = createHmac('sha256', 'gateway-secret').update(of).update(body).digest('base64')
    expect(head.headers['webhook-signature']).toBe(`v1,${mac}`)
  })

  it.each([
    [500, 'speaker_refused'],
    [302, 'speaker_elsewhere'],
    [403, 'speaker_unauthorised'],
  ])('claims nothing of an answer of %i', async (answered, code) => {
    status = answered
    const count = heard.length
    expect((await sayTo('phone', '/call')).result).toMatchObject({ outcome: 'not_delivered', code })
    expect(heard.length).toBe(count + 1)
    status = 200
  })
})

const payloadTypes: Readonly<Record<Law, number>> = { PCMU: 0, PCMA: 8 }
const every = Int16Array.from({ length: 4096 }, (_, i) => i * 16 - 32_768)

/** What a camera hears. */
function heard(samples: Int16Array, law: Law): Int16Array {
  const loudspeaker = createLoudspeaker()
  const session = loudspeaker.open(() => 0)
  const head = Buffer.alloc(12)
  head[0] = 0x80
  head[1] = payloadTypes[law]
  session.packet(Buffer.concat([head, encodeG711(samples, law)]))
  session.end()
  return loudspeaker.played()[0]!.samples
}

describe.each(['PCMU', 'PCMA'] as const)('%s', (law) => {
  it('keeps every loudness to a thirtieth, and the sign', () => {
    const out = heard(every, law)
    const wrong = [...every].filter((sample, i) => {
      const is = out[i] ?? 0
      return Math.abs(is - sample) > Math.max(16, Math.abs(sample) / 30) || is * sample < 0
    })
    expect(wrong.filter((sample) => Math.abs(sample) < 32_600)).toEqual([])
  })
})
