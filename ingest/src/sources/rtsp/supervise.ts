import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '@sightline/infra/platform/random'
import { type CaptureDeps, type CaptureSink, runCapture } from './capture.ts'
import { CaptureFault, type FaultCode } from './capture-fault.ts'
import { planRetry } from './retry.ts'
import type { StreamAddress } from './rtsp-address.ts'

export interface ConnectionState {
  readonly connection: 'connecting' | 'live' | 'silent' | 'fault'
  /** Epoch ms. Of `silent`: the last sample's arrival. */
  readonly since: number
  /** Why it is not live; kept while connecting again, so that a screen does not flicker between reason and hope. */
  readonly fault: FaultCode | null
  readonly detail: string
  /** When the next attempt begins, epoch ms, while one is being waited for. */
  readonly retryAt: number | null
}

export interface SuperviseDeps extends CaptureDeps {
  readonly random: Random
  readonly onState: (state: ConnectionState) => void
  /** Waits, or rejects when the signal aborts. Default: the machine's timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

const waitOnTimer = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal })

/**
 * Keeps one stream connected until the signal aborts (then resolves). The only retry timer of a stream is here. Anything
 * that is not the stream's own fault (a consumer's error, no ffmpeg) is thrown.
 */
export async function supervise(
  deps: SuperviseDeps,
  stream: StreamAddress,
  signal: AbortSignal,
): Promise<void> {
  const { clock, random, wait = waitOnTimer } = deps
  let failures = 0
  let last: CaptureFault | null = null
  while (!signal.aborted) {
    const began = begin(deps, last)
    const fault = await nextFault({ ...deps, sink: began.sink }, stream, signal)
    if (!fault) return
    last = fault
    const plan = planRetry({ code: fault.code, livedMs: began.livedMs(), failuresBefore: failures }, random)
    failures = plan.failures
    deps.onState({
      connection: fault.code === 'silence' ? 'silent' : 'fault',
      since: (fault.code === 'silence' ? began.lastSampleAt() : null) ?? clock.now(),
      fault: fault.code,
      detail: fault.detail,
      retryAt: clock.now() + plan.delayMs,
    })
    await wait(plan.delayMs, signal).catch((error: unknown) => throwUnlessAborted(error, signal))
  }
}

/** The stream's fault, or null when it was stopped. */
async function nextFault(
  deps: CaptureDeps,
  stream: StreamAddress,
  signal: AbortSignal,
): Promise<CaptureFault | null> {
  try {
    return await runCapture(deps, stream, signal)
  } catch (error) {
    if (signal.aborted) return null
    if (error instanceof CaptureFault) return error
    throw error
  }
}

/** One attempt: says `connecting`, then `live` at the first sample, and knows how long it lived. */
function begin({ clock, sink, onState }: SuperviseDeps, last: CaptureFault | null) {
  let firstAt: number | null = null
  let lastSampleAt: number | null = null
  const fault = { fault: last?.code ?? null, detail: last?.detail ?? '' }
  onState({ connection: 'connecting', since: clock.now(), ...fault, retryAt: null })
  const watched: CaptureSink = {
    ...sink,
    sample(sample) {
      lastSampleAt = sample.arrivedAt
      if (firstAt === null) {
        firstAt = clock.monotonic()
        onState({ connection: 'live', since: sample.arrivedAt, fault: null, detail: '', retryAt: null })
      }
      sink.sample(sample)
    },
  }
  return {
    sink: watched,
    livedMs: () => (firstAt === null ? 0 : clock.monotonic() - firstAt),
    lastSampleAt: () => lastSampleAt,
  }
}

function throwUnlessAborted(error: unknown, signal: AbortSignal): void {
  if (!signal.aborted) throw error
}
