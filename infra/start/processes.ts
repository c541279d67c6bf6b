import { existsSync, readFileSync } from 'node:fs'
import { until } from './child.ts'

/** A process that is still the same one when both agree: ids are used again. */
export interface ProcessMark {
  readonly pid: number
  /** When it began, in the kernel's own count; empty where the machine does not tell. */
  readonly began: string
}

/** When the process began, or null where there is none (or only its remains, which nobody has collected yet). */
function beginningOf(pid: number): string | null {
  if (!existsSync('/proc/self/stat')) return isThere(pid) ? '' : null
  if (!existsSync(`/proc/${pid}/stat`)) return null
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return fields[0] === 'Z' ? null : (fields[19] ?? '')
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export const markOf = (pid: number): ProcessMark => ({ pid, began: beginningOf(pid) ?? '' })

export const isStillThere = ({ pid, began }: ProcessMark): boolean => beginningOf(pid) === began

/** Ends what an earlier run left behind: politely, then not. */
export async function endLeftover(mark: ProcessMark): Promise<void> {
  if (!isStillThere(mark)) return
  process.kill(mark.pid, 'SIGTERM')
  const isGone = async () => !isStillThere(mark)
  await until('a leftover ends', isGone, 10_000).catch(() => {
    if (isStillThere(mark)) process.kill(mark.pid, 'SIGKILL')
  })
  await until(`process ${mark.pid} is gone`, isGone, 10_000)
}
