import type { Log } from '@sightline/infra/platform/log'

/** Does a small piece of work at once and again and again, never two at once; what fails is said in the log and tried again. `stop` waits for the piece at work. */
export function repeatQuietly(
  log: Log,
  everyMs: number,
  work: () => Promise<void>,
): { stop(): Promise<void> } {
  let atWork: Promise<void> | null = null
  const step = (): void => {
    atWork ??= work()
      .catch((err: unknown) => log.warn({ err }, 'a check in the background failed'))
      .finally(() => (atWork = null))
  }
  step()
  const timer = setInterval(step, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await atWork
    },
  }
}
