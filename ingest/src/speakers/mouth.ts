import type { Speech, Spoken } from '@sightline/api/contract/speech'
import type { Log } from '@sightline/infra/platform/log'

export interface MouthDeps {
  readonly say: (speech: Speech, signal: AbortSignal) => Promise<Spoken>
  readonly log: Log
}

/** What a worker says at its sources: each thing once, whoever asks twice. */
export function createMouth({ say, log }: MouthDeps) {
  const closing = new AbortController()
  const begun = new Set<string>()
  const running = new Set<Promise<void>>()
  const ended = new Map<string, Spoken>()

  async function begin(speech: Speech): Promise<void> {
    try {
      const spoken = await say(speech, closing.signal)
      ended.set(spoken.id, spoken)
      const { id, result } = spoken
      log.info({ utterance: id, ...result }, 'spoke')
    } catch (err) {
      // Nobody can tell what was heard: the api waits no longer than its limit.
      log.error({ err, utterance: speech.id }, 'could not speak')
    }
  }

  return {
    /** Begins what is new. */
    take(speeches: readonly Speech[]): void {
      for (const speech of speeches) {
        if (begun.has(speech.id)) continue
        begun.add(speech.id)
        const done: Promise<void> = begin(speech).finally(() => running.delete(done))
        running.add(done)
      }
    },
    /** What is over and has not been heard of. */
    spoken: (): Spoken[] => [...ended.values()].slice(0, 100),
    /** The api has heard these. */
    heard(told: readonly Spoken[]): void {
      for (const { id } of told) ended.delete(id)
    },
    async stop(): Promise<void> {
      closing.abort()
      await Promise.all(running)
    },
  }
}
export type Mouth = ReturnType<typeof createMouth>
