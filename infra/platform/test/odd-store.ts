import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const lockOf =
  '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>'
const versioned = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>'

/** What a store says while its bucket is being opened; false where it is asked for something else. */
function answersOpening({ method, url = '' }: IncomingMessage, response: ServerResponse): boolean {
  const [path, query = ''] = url.split('?')
  if (path?.replace(/\/$/, '') !== '/bucket') return false
  const body = query.includes('object-lock') ? lockOf : query.includes('versioning') ? versioned : ''
  response.writeHead(200, { 'content-type': 'application/xml' }).end(method === 'HEAD' ? undefined : body)
  return true
}

/** A server in an S3's place that opens as it should and then answers as told: what a real one does on a bad day. */
export async function openOddStore(answer: Answer, { opens = true }: { opens?: boolean } = {}) {
  const server = createServer((request, response) => {
    request.resume()
    if (!opens || !answersOpening(request, response)) answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://access:hunter2@127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async (): Promise<void> => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
