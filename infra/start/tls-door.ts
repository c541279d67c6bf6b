import { readFileSync } from 'node:fs'
import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { createSecureContext } from 'node:tls'
import { listenOn } from './listen-on.ts'
import { StartError } from './start-error.ts'

export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

/** Reads and tries both files, so that a wrong one is told before anything starts. */
export function readTls({ cert, key }: TlsFiles): { cert: Buffer; key: Buffer } {
  const read = (file: string): Buffer => {
    try {
      return readFileSync(file)
    } catch (error) {
      throw new StartError('tls_file_invalid', { file, why: codeOf(error) }, { cause: error })
    }
  }
  const pair = { cert: read(cert), key: read(key) }
  try {
    createSecureContext(pair)
  } catch (error) {
    throw new StartError(
      'tls_file_invalid',
      { file: `${cert}, ${key}`, why: codeOf(error) },
      { cause: error },
    )
  }
  return pair
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/** Of one connection only, or what only this door may say; a client's own are never passed on. */
const ofTheHop = [
  'connection',
  'keep-alive',
  'upgrade',
  'transfer-encoding',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-port',
]

function headersFor(request: IncomingMessage): Record<string, string | string[]> {
  const kept = Object.entries(request.headers).filter(([name]) => !ofTheHop.includes(name))
  const from = request.socket.remoteAddress ?? ''
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    'x-forwarded-for': from,
    'x-forwarded-proto': 'https',
  }
}

function pass(port: number, request: IncomingMessage, response: ServerResponse): void {
  const { method, url: path } = request
  const onward = forward(
    { host: '127.0.0.1', port, method, path, headers: headersFor(request) },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.once('error', () => response.destroy())
    },
  )
  onward.once('error', () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502, { 'content-type': 'text/plain' }).end('starting · 正在启动\n')
  })
  response.once('close', () => onward.destroy())
  request.pipe(onward)
}

/** HTTPS outside, the api on loopback inside: it is told the address of who asks, and that the line is safe. */
export async function openTlsDoor(
  where: { readonly host: string; readonly port: number },
  { tls, apiPort }: { readonly tls: TlsFiles; readonly apiPort: number },
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(readTls(tls), (request, response) => pass(apiPort, request, response))
  const port = await listenOn(server, where)
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
