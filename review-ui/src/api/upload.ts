import type { Route } from '@sightline/api/contract/route'
import type { z } from 'zod'
import { fillPath, queryText } from './address.ts'
import { failureOf, readAnswer } from './client.ts'
import { ApiFailure } from './failure.ts'

export interface Upload {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly file: Blob
  /** Bytes that left this browser. */
  readonly onSent: (bytes: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends a file as it is and parses the answer by the route's schema. By XMLHttpRequest, because `fetch` does not say how
 * far it is. Rejects with the signal's reason when it is cancelled, with an `ApiFailure` otherwise.
 */
export async function uploadFile<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, z.ZodType, R>,
  upload: Upload,
): Promise<z.output<R>> {
  const { status, text } = await sendFile(route, upload)
  if (status < 200 || status >= 300) throw failureOf(status, text)
  return readAnswer(route, text)
}

function sendFile(
  { method, path }: Pick<Route, 'method' | 'path'>,
  { params, query, file, onSent, signal }: Upload,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded }) => onSent(loaded)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => reject(new ApiFailure('offline'))
    request.onabort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.open(method, fillPath(path, params) + queryText(query))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
}
