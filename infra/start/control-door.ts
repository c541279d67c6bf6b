import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import type { DrawnCameras } from './drawn-cameras.ts'
import type { Supervisor } from './supervisor.ts'

export interface ControlDoor {
  readonly url: string
  close(): Promise<void>
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What the api may ask of the supervisor: how things run, and the drawn cameras. Nothing else can be done through it. */
export interface ControlDeps {
  readonly supervisor: Supervisor
  readonly cameras: DrawnCameras
  readonly secretsDir: string
}

async function answer(request: IncomingMessage, cameras: DrawnCameras): Promise<number> {
  const asked = `${request.method} ${request.url}`
  if (asked === 'POST /cameras') cameras.turnOn()
  else if (asked === 'DELETE /cameras') await cameras.turnOff()
  else if (asked !== 'GET /status') return 404
  return 200
}

/** Listens on loopback only, for who can read the token file (0600): the api of this machine. */
export async function openControlDoor(deps: ControlDeps): Promise<ControlDoor> {
  const token = randomBytes(32).toString('base64url')
  writeFileSync(join(deps.secretsDir, 'control.token'), `${token}\n`, { mode: 0o600 })
  const expected = digest(`Bearer ${token}`)
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    request.resume()
    const isKnown = timingSafeEqual(digest(request.headers.authorization ?? ''), expected)
    const status = isKnown ? await answer(request, deps.cameras) : 401
    const body = { parts: deps.supervisor.states(), cameras: deps.cameras.status() }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(status === 200 ? JSON.stringify(body) : '{}')
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
