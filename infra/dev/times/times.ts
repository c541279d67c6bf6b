import type { FileTime } from './time-reporter.ts'

/** A line of a table of times. */
export interface Row {
  readonly what: string
  readonly seconds: number
  /** Of all processors together; absent where nobody knows. */
  readonly cpu?: number
}

/** What a script of package.json does, its own scripts taken apart, each as one command. */
export const stepsOf = (scripts: Readonly<Record<string, string>>, name: string): readonly string[] =>
  (scripts[name] ?? '').split(' && ').flatMap((step) => {
    const called = /^npm run ([\w:-]+)$/.exec(step)?.[1]
    return called ? stepsOf(scripts, called) : [step]
  })

/** Processor seconds out of what the shell's `times` prints: its own in the first line, its children's in the second. */
export function cpuSeconds(printed: string): number {
  const parts = [...printed.matchAll(/(\d+)m([\d.]+)s/g)]
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}

const longFrom = 20

/** Each project from its first file's beginning to its last one's end, and below it its long files, the longest first. */
export function timesByProject(files: readonly FileTime[]): readonly Row[] {
  return [...new Set(files.map(({ project }) => project))].flatMap((project) => {
    const some = files.filter((file) => file.project === project)
    const began = Math.min(...some.map(({ beganAt }) => beganAt))
    const ended = Math.max(...some.map(({ endedAt }) => endedAt))
    const long = some
      .map(({ file, beganAt, endedAt }) => ({ what: `  ${file}`, seconds: (endedAt - beganAt) / 1000 }))
      .filter(({ seconds }) => seconds >= longFrom)
      .toSorted((a, b) => b.seconds - a.seconds)
    return [{ what: `${project}: ${some.length} files`, seconds: (ended - began) / 1000 }, ...long]
  })
}

/** As Markdown, so that a run's table can stand in the documents as it is. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, seconds, cpu }) => [
    what,
    `${Math.round(seconds)} s`,
    cpu === undefined ? '' : `${Math.round(cpu)} s`,
  ])
  const whole = [['step', 'took', 'processor'], ...cells]
  const widths = [0, 1, 2].map((column) => Math.max(...whole.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(whole[0] ?? []), rule, ...cells.map(line)].join('\n')
}
