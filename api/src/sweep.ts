import { setTimeout as delay } from 'node:timers/promises'
import { endUnseen } from './alerts/end-unseen.ts'
import { suspendDue } from './approvals/suspend-due.ts'
import { forgetTallies } from './database/tally.ts'
import type { Deps } from './deps.ts'
import { lapseReminders } from './reminders/lapse.ts'
import type { StateBoard } from './sources/state-board.ts'
import { endShadows, forgetShadowPictures } from './shadows/end-shadow.ts'
import { recordViews } from './viewing/count-view.ts'
import { forgetWorkers } from './workers/worker-report.ts'

const everyMs = 1_000
const forgetEveryMs = 60_000
/** What was asked before that, while nobody swept, is looked for once a minute. */
const lapseLookBackMs = 600_000

type World = Pick<Deps, 'db' | 'now' | 'log'> & { readonly board: StateBoard }

/** What the registers of live state ask for by themselves, in every api process: screens are told, what is past is forgotten. */
export function startSweep({ db, now, log, board }: World): { close(): Promise<void> } {
  const closing = new AbortController()
  let forgotAt = 0
  async function once(at: number): Promise<void> {
    await board.sweep()
    await endShadows(db, at)
    await recordViews(db, at)
    await lapseReminders(db, { now: at, since: at - lapseLookBackMs })
    if (at - forgotAt < forgetEveryMs) return
    await forgetTallies(db, at)
    await forgetWorkers(db, at)
    await forgetShadowPictures(db, at)
    await suspendDue(db, at)
    await endUnseen(db, at)
    await lapseReminders(db, { now: at, since: 0 })
    forgotAt = at
  }
  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      await once(now()).catch((err: unknown) => log.warn({ err }, 'a sweep of the live registers failed'))
      await delay(everyMs, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    close() {
      closing.abort()
      return running
    },
  }
}
