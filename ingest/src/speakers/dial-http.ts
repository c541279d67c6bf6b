import { request as requestHttp, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { cameraAddress, type CameraNetworks } from '@sightline/infra/platform/camera-networks'
import { CodedError } from '@sightline/infra/platform/error'
import { Undelivered } from './speaker.ts'

export interface HttpAsked {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface HttpAnswer {
  readonly status: number
  readonly challenges: readonly string[]
}

/** The address that we may dial for a host: a name is looked up once, and what was allowed is what is dialled. */
async function hostOf(networks: CameraNetworks, url: URL): Promise<string> {
  try {
    return await cameraAddress(networks, url.hostname)
  } catch (error) {
    if (error instanceof CodedError) throw new Undelivered('speaker_network_refused')
    throw new Undelivered('speaker_unreachable', 'the name is not known')
  }
}

/** Posts once to an address in the cameras' networks. It follows nobody elsewhere: a redirection is its answer. */
export async function postHttp(
  networks: CameraNetworks,
  { url, headers, body }: HttpAsked,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const to = new URL(url)
  const host = await hostOf(networks, to)
  const isTls = to.protocol === 'https:'
  const options: RequestOptions = {
    method: 'POST',
    host,
    port: to.port || (isTls ? 443 : 80),
    path: `${to.pathname}${to.search}`,
    headers: { ...headers, host: to.host, 'content-length': `${body.length}` },
    signal,
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const asked = isTls ? requestHttps({ ...options, servername: to.hostname }) : requestHttp(options)
    asked.on('response', (response) => {
      response.resume()
      const challenges = response.headersDistinct['www-authenticate'] ?? []
      resolve({ status: response.statusCode ?? 0, challenges })
    })
    asked.on('error', (error: NodeJS.ErrnoException) =>
      reject(signal.aborted ? error : new Undelivered('speaker_unreachable', error.code ?? 'socket')),
    )
    asked.end(body)
  })
}

/** What an answer means that is not 2xx. */
export function refuseUnlessTaken({ status }: HttpAnswer): void {
  if (status >= 200 && status < 300) return
  const detail = `answered ${status}`
  if (status === 401 || status === 403) throw new Undelivered('speaker_unauthorised', detail)
  if (status >= 300 && status < 400) throw new Undelivered('speaker_elsewhere', detail)
  throw new Undelivered('speaker_refused', detail)
}
