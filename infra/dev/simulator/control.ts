import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Played } from './rtsp/loudspeaker.ts'
import { parseTurn, type SwitchTurn } from './switches.ts'

export interface Control {
  readonly url: string
  /** Sent as `Authorization: Bearer …` with every request. */
  readonly token: string
  readonly close: () => Promise<void>
}

/** Of a camera what the control reads; the list of them is answered as it is. */
interface ControlledCamera {
  readonly id: string
  /** What the camera showed at a moment, epoch ms. */
  readonly groundTruth: (at: number) => unknown
  /** What came out of its loudspeaker. */
  readonly played: () => readonly Played[]
}

interface ControlDeps {
  readonly cameras: readonly ControlledCamera[]
  readonly turn: (cameraId: string, turn: SwitchTurn) => void
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

const refuse = (status: number, code: string): Answer => ({ status, body: { code } })
const maxBodyBytes = 4096

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > maxBodyBytes) return undefined
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '')
  const owed = Buffer.from(`Bearer ${token}`)
  return given.length === owed.length && timingSafeEqual(given, owed)
}

function truth(cameras: readonly ControlledCamera[], query: URLSearchParams): Answer {
  const camera = cameras.find(({ id }) => id === query.get('camera'))
  const at = Number(query.get('at') ?? 'none')
  if (!camera) return refuse(404, 'camera_unknown')
  return Number.isFinite(at) ? { status: 200, body: camera.groundTruth(at) } : refuse(400, 'at_not_epoch_ms')
}

/** What a camera's loudspeaker played; the samples as base64 of 16-bit little endian. */
function played(cameras: readonly ControlledCamera[], query: URLSearchParams): Answer {
  const camera = cameras.find(({ id }) => id === query.get('camera'))
  if (!camera) return refuse(404, 'camera_unknown')
  const body = camera.played().map(({ samples, ...one }) => ({
    ...one,
    samplesBase64: Buffer.from(samples.buffer).toString('base64'),
  }))
  return { status: 200, body }
}

async function answer({ cameras, turn }: ControlDeps, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const route = `${request.method} ${url.pathname}`
  if (route === 'GET /cameras') return { status: 200, body: cameras }
  if (route === 'GET /truth') return truth(cameras, url.searchParams)
  if (route === 'GET /played') return played(cameras, url.searchParams)
  const id = /^POST \/cameras\/([^/]+)\/switch$/.exec(route)?.[1]
  if (id === undefined) return refuse(404, 'route_unknown')
  if (!cameras.some((camera) => camera.id === id)) return refuse(404, 'camera_unknown')
  const parsed = parseTurn(await readJson(request))
  if (typeof parsed === 'string') return refuse(400, parsed)
  turn(id, parsed)
  return { status: 200, body: {} }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

/** A small HTTP service on loopback, for drills run from another process: cameras, truth and switches. */
export async function startControl(deps: ControlDeps, port: number): Promise<Control> {
  const token = randomBytes(24).toString('base64url')
  const server = createServer((request, response) => {
    if (!isBearer(request.headers.authorization, token)) return send(response, refuse(401, 'token_missing'))
    answer(deps, request).then(
      (result) => send(response, result),
      (error: unknown) => send(response, { status: 500, body: { code: 'internal', message: String(error) } }),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the control server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    token,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
