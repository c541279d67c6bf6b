import { Refusal } from '../refusal.ts'

/** A worker that does not begin to answer within this time has no live picture, ms. */
const answerMs = 3_000

export interface LiveView {
  readonly body: ReadableStream<Uint8Array>
  /** RFC 6381. */
  readonly codecs: string
}

export interface AskedView {
  readonly url: string
  readonly sourceId: string
  readonly workerToken: string
  /** What the screen is told of the source where there is nothing to see. */
  readonly facts: Readonly<Record<string, unknown>>
}

/**
 * Opens a source's stream at its worker; ends when the signal aborts. `source_not_live` where the worker has nothing of
 * now or cannot be reached, `live_view_full` where too many watch. Any other answer is a failure.
 */
export async function openLiveView(
  { url, sourceId, workerToken, facts }: AskedView,
  signal: AbortSignal,
): Promise<LiveView> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), answerMs)
  try {
    const response = await fetch(new URL(`/live/${encodeURIComponent(sourceId)}`, url), {
      headers: { authorization: `Bearer ${workerToken}` },
      redirect: 'error',
      signal: AbortSignal.any([signal, late.signal]),
    })
    if (response.ok && response.body)
      return { body: response.body, codecs: response.headers.get('x-codecs') ?? '' }
    await response.body?.cancel()
    if (response.status === 503) throw new Refusal('live_view_full')
    if (response.status === 404 || response.status === 409) throw new Refusal('source_not_live', facts)
    throw new Error(`the worker answered the live view with ${response.status}`)
  } catch (error) {
    // What fetch throws for an unreachable worker is a TypeError; the address itself was parsed before.
    const isAway = late.signal.aborted || (error instanceof TypeError && !signal.aborted)
    throw isAway ? new Refusal('source_not_live', { ...facts, worker: 'unreachable' }) : error
  } finally {
    clearTimeout(timer)
  }
}
