import type { Log } from '@sightline/infra/platform/log'
import type { Queues } from '@sightline/infra/platform/queue'
import type { SpooledDossier } from '../spool/spool.ts'
import type { Pause } from '../floor/pause.ts'
import type { HandOver } from './hand-over.ts'

export interface QueueLinkDeps {
  readonly open: () => Promise<Queues>
  /** Called once, when the queues answer. */
  readonly handOver: (queues: Queues) => HandOver
  readonly pause: Pause
  readonly log: Log
}

/** The way from the spool to the queues, whether they answer yet or not. */
export interface QueueLink {
  /** Sends a sealed dossier on its way; one that cannot be sent now is sent by the next sweep. Never throws. */
  offer(dossier: SpooledDossier): void
  /** Called once, when the queues answer: what is asked of this worker is consumed from then on. */
  whenLinked(consume: (queues: Queues) => void): void
  close(): Promise<void>
}

const openAgainMs = 3000
const sweepMs = 30_000

/** Opens the queues in the background, offers what the spool holds, and offers it again now and then. */
export function linkQueues({ open, handOver: startHandOver, pause, log }: QueueLinkDeps): QueueLink {
  const closing = new AbortController()
  const { signal } = closing
  let queues: Queues | null = null
  let handOver: HandOver | null = null
  const waiting: ((queues: Queues) => void)[] = []

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        queues ??= await open()
        handOver ??= startHandOver(queues)
        for (const consume of waiting.splice(0)) consume(queues)
        await handOver.offerAll()
        await pause(sweepMs, signal)
      } catch (err) {
        log.warn({ err }, 'queues do not answer, dossiers wait in the spool')
        await pause(openAgainMs, signal)
      }
    }
  }

  const running = run()
  return {
    offer(dossier) {
      handOver?.offer(dossier).catch((err: unknown) => {
        log.warn({ err, folder: dossier.folder }, 'dossier waits in the spool')
      })
    },
    whenLinked(consume) {
      if (handOver && queues) consume(queues)
      else waiting.push(consume)
    },
    async close() {
      closing.abort()
      await running
      await queues?.close()
    },
  }
}
