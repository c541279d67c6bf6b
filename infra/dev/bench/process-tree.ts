import { readdirSync, readFileSync } from 'node:fs'

/** Ticks of `/proc/<pid>/stat` in a second: USER_HZ, 100 on every Linux (proc(5)). */
const ticksPerSecond = 100

interface Process {
  readonly pid: number
  readonly parent: number
  readonly ticks: number
  /** Resident, pages of 4 KiB. */
  readonly pages: number
}

/** Null for a process that ended while it was read. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name before the last bracket may hold anything; fields 4, 14 to 17 and 24 of proc(5) come after it.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0)
    return { pid, parent: fields[1] ?? 0, ticks, pages: fields[21] ?? 0 }
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

/** A figure of a process and of its descendants that run, summed. */
function overTree(root: number, figure: (process: Process) => number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? [])
  const sum = (pid: number): number => {
    const own = all.find((one) => one.pid === pid)
    const children = all.filter(({ parent }) => parent === pid)
    return children.reduce((total, child) => total + sum(child.pid), own ? figure(own) : 0)
  }
  return sum(root)
}

/** CPU seconds (user and system) of a process, of its descendants that run, and of those that have ended. */
export const cpuSeconds = (root: number): number => overTree(root, ({ ticks }) => ticks) / ticksPerSecond

/** Memory of a process and its descendants, MiB. */
export interface Memory {
  /** What they share is counted for each. */
  readonly resident: number
  /** What they share is divided among those who share it (`Pss`, proc(5)). */
  readonly proportional: number
}

export const memoryMebibytes = (root: number): Memory => ({
  resident: overTree(root, ({ pages }) => pages) / 256,
  proportional: overTree(root, ({ pid }) => proportionalKibibytes(pid)) / 1024,
})

/** The most that a process itself ever held, MiB (`VmHWM`, proc(5)). */
export const peakMebibytes = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024

/** 0 of a process that ended while it was read. */
function proportionalKibibytes(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0)
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0
    throw error
  }
}
