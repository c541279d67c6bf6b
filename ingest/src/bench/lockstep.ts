import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'
import type { Judge } from '../judge/judge.ts'
import type { Gatekeeper } from '../perceive/gatekeeper.ts'
import type { Looker } from '../perceive/looker.ts'
import type { WatchBoard } from '../watch/watch-deps.ts'

interface Steps {
  readonly gatekeeper: Gatekeeper
  readonly judge: Judge
  readonly board: WatchBoard
}

/** A decoder gives a picture out of so many seconds of them at full rate (`looker.ts`). */
const lookSeconds = 0.195
/** So long a picture is waited for that does not come, and the first one of all: its decoder has yet to start. */
const patienceMs = 1000
const firstPatienceMs = 20_000

/** A decoder that is being changed for another takes nothing in: so long it is given to start while the film stands, ms. */
const startMs = 300

/** What is no end of a picture's way: it was not shown, or was seen and not judged. */
const noEnd = ['unchanged', 'view_moved', 'view_unsure', 'turned']

/** Knows what of the samples fed so far is still on its way, and waits for it. */
export function createLockstep({ gatekeeper, judge, board }: Steps) {
  const { counts } = board
  const way = { shown: 0, judging: 0, unawaited: 0, broken: null as { readonly error: unknown } | null }
  let last = { frames: 0, fed: 0, mode: null as string | null }
  let lost = 0
  const settled = (): number =>
    counts.framesLooked +
    Object.entries(counts.framesDropped).reduce((sum, [why, n]) => sum + (noEnd.includes(why) ? 0 : n), 0)
  const isIdle = (): boolean => way.shown === settled() && way.judging === 0

  /** Whether the decoder holds back no more than it does for good. */
  function isDecoded(looker: Looker, fps: number): boolean {
    const [{ fed, frames }, { mode }] = [looker.stats(), looker.cadence()]
    // What was fed before anything came is still on its way: with the first cadence nothing has changed.
    last.mode ??= mode
    if (frames !== last.frames || mode !== last.mode || fed < last.fed) {
      last = { frames, fed, mode }
      return true
    }
    return fed - last.fed <= (mode === 'full' ? Math.max(1, Math.ceil(fps * lookSeconds) - 1) : 0)
  }

  async function counted<T>(work: Promise<T>): Promise<T> {
    way.judging += 1
    return work.finally(() => (way.judging -= 1))
  }

  return {
    gatekeeper: {
      ...gatekeeper,
      frame(...of: Parameters<Gatekeeper['frame']>) {
        const isWorth = gatekeeper.frame(...of)
        if (isWorth) way.shown += 1
        return isWorth
      },
    },
    judge: {
      ...judge,
      look: (...of: Parameters<Judge['look']>) => counted(judge.look(...of)),
      turn: (...of: Parameters<Judge['turn']>) => counted(judge.turn(...of)),
      suspend: (...of: Parameters<Judge['suspend']>) => counted(judge.suspend(...of)),
    },
    fail: (error: unknown): void => void (way.broken ??= { error }),
    unawaited: () => way.unawaited,
    /** Throws what the judge failed with. */
    async caughtUp(looker: Looker, fps: number): Promise<void> {
      const until = performance.now() + (looker.stats().frames === 0 ? firstPatienceMs : patienceMs)
      await turn()
      const { lostGroups } = looker.stats()
      if (lostGroups > lost) await delay(startMs)
      lost = lostGroups
      while (!isIdle() || !isDecoded(looker, fps)) {
        if (isIdle() && performance.now() > until) {
          way.unawaited += 1
          break
        }
        await delay(1)
      }
      if (way.broken) throw way.broken.error
    },
  }
}
