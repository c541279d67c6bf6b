import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '@sightline/infra/platform/log'
import type { LiveFeed } from './live-feed.ts'
import type { LiveFeeds } from './live-feeds.ts'

export interface LiveServerDeps {
  readonly feeds: Pick<LiveFeeds, 'get'>
  /** The token that the api shows; read at each request, so that a new one is known at once. */
  readonly tokenFile: string
  /** Viewers of one source at a time. */
  readonly maxViewers: number
  readonly log: Log
}

export interface LiveServer {
  /** Where it listens: `http://host:port`. */
  readonly url: string
  close(): Promise<void>
}

/** A viewer that takes nothing for so long is gone. */
const deadViewerMs = 15_000

/**
 * `GET /live/<sourceId>` for the api: an endless fragmented MP4 with its codec (RFC 6381) in `x-codecs`; ends with the
 * source's connection. 401 without the worker token, 404 unknown, 409 nothing to see, 503 too many viewers.
 */
export async function serveLive(
  deps: LiveServerDeps,
  { host, port }: { host: string; port: number },
): Promise<LiveServer> {
  const server = createServer((request, response) => {
    answer(deps, request, response).catch((err: unknown) => {
      deps.log.error({ err }, 'live view request failed')
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'internal')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(deps: LiveServerDeps, request: IncomingMessage, response: ServerResponse) {
  const shown = bearerOf(request)
  const isApi = shown !== '' && isSame(shown, (await readFile(deps.tokenFile, 'utf8')).trim())
  if (!isApi) return refuse(response, 401, 'not_signed_in')
  const id = /^\/live\/([^/?]{1,200})$/.exec(request.url ?? '')?.[1]
  const feed = id === undefined ? undefined : deps.feeds.get(id)
  if (!feed || request.method !== 'GET') return refuse(response, 404, 'not_found')
  const init = feed.playing()
  if (!init) return refuse(response, 409, 'source_not_live')
  if (feed.viewers() >= deps.maxViewers) return refuse(response, 503, 'live_view_full')
  if (response.destroyed) return
  response.writeHead(200, {
    'content-type': 'video/mp4',
    'x-codecs': init.codec,
    'cache-control': 'no-store',
  })
  stream(feed, response)
}

function stream(feed: LiveFeed, response: ServerResponse): void {
  response.socket?.setNoDelay(true)
  const viewer = feed.join({ write: (bytes) => response.write(bytes), end: () => void response.end() })
  response.on('drain', () => viewer.drained())
  response.on('error', () => viewer.leave())
  response.on('close', () => viewer.leave())
  response.setTimeout(deadViewerMs, () => response.destroy())
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ code }))
}

const bearerOf = ({ headers }: IncomingMessage): string =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''

/** Takes the same time wherever the texts differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
