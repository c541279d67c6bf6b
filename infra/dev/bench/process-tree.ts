import { readdirSync, readFileSync } from 'node:fs'

/** Ticks of `/proc/<pid>/stat` in a second: USER_HZ, 100 on every Linux (proc(5)). */
const ticksPerSecond = 100

interface Process {
  readonly pid: number
  readonly parent: number
  readonly ticks: number
}

/** Null for a process that ended while it was read. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name before the last bracket may hold anything; fields 4 and 14 to 17 of proc(5) come after it.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0)
    return { pid, parent: fields[1] ?? 0, ticks }
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

/** CPU seconds (user and system) of a process, of its descendants that run, and of those that have ended. */
export function cpuSeconds(root: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? [])
  const sum = (pid: number): number =>
    all
      .filter(({ parent }) => parent === pid)
      .reduce((ticks, child) => ticks + sum(child.pid), all.find((one) => one.pid === pid)?.ticks ?? 0)
  return sum(root) / ticksPerSecond
}
