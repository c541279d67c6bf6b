import type { FindingId } from '@sightline/api/contract/ids'
import { nextDelay } from '@sightline/infra/platform/backoff'
import { CodedError } from '@sightline/infra/platform/error'
import type { FindingRecord } from '../findings/finding-record.ts'
import { carryOutFirst, carryOutRest } from './carry-out.ts'
import { windowOf } from './stage-window.ts'
import type { StagesDeps } from './stages-deps.ts'

/**
 * Carries out what happened to a source's findings: seals what is known at once, then pins originals and seals the rest,
 * and drops what was never confirmed. What is known at once waits for nothing but its like of the same finding.
 */
export interface Stages {
  /** In the order of their happening; findings do not wait for each other. A record may come again after a crash. */
  accept(records: readonly FindingRecord[]): void
  /** Records accepted and not carried out. */
  open(): number
  /** Resolves when nothing that was accepted by now is under way. */
  idle(): Promise<void>
  /** Resolves when nothing is under way; what is not carried out comes again at the next start. */
  stop(): Promise<void>
}

const retry = { baseMs: 500, maxMs: 15_000 }
export function createStages(deps: StagesDeps): Stages {
  const stopping = new AbortController()
  const { signal } = stopping
  const [firsts, rests] = [createLines(), createLines()]
  let open = 0
  const idle = async (): Promise<void> => {
    await Promise.all([...firsts.all(), ...rests.all()])
  }

  async function finish(record: FindingRecord, release: () => void): Promise<void> {
    const isDone = await untilDone(deps, { record, signal }, async () => {
      await carryOutRest(deps, record, signal)
      await deps.carriedOut(record)
    })
    if (isDone) open -= 1
    release()
  }

  return {
    accept(records) {
      open += records.length
      for (const record of records) {
        const { findingId, stage, at } = record.event
        deps.log.info({ findingId, stage, at }, 'finding judged')
        const window = windowOf(record, stage)
        const release = window ? deps.recording.hold(window) : () => undefined
        const first = firsts.append(findingId, async () => {
          await untilDone(deps, { record, signal }, () => carryOutFirst(deps, record))
        })
        void rests.append(findingId, async () => {
          await first
          await finish(record, release)
        })
      }
    },
    open: () => open,
    idle,
    stop() {
      stopping.abort()
      return idle()
    },
  }
}

/** Of each finding one after the other; findings do not wait for each other. */
function createLines() {
  const lines = new Map<FindingId, Promise<void>>()
  return {
    all: () => lines.values(),
    append(findingId: FindingId, act: () => Promise<void>): Promise<void> {
      const line = (lines.get(findingId) ?? Promise.resolve()).then(act)
      lines.set(findingId, line)
      void line.then(() => lines.get(findingId) === line && lines.delete(findingId))
      return line
    },
  }
}

/** Tries until it is carried out (true) or the watch ends. */
async function untilDone(
  deps: StagesDeps,
  { record, signal }: { readonly record: FindingRecord; readonly signal: AbortSignal },
  act: () => Promise<void>,
): Promise<boolean> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await act()
      return true
    } catch (err) {
      if (signal.aborted) return false
      const { findingId, stage } = record.event
      const code = err instanceof CodedError ? err.code : 'stage_failed'
      deps.log.error({ err, code, findingId, stage, attempt }, 'finding not carried out, will be tried again')
      await deps.pause(nextDelay(attempt, retry, deps.random), signal)
    }
  }
  return false
}
