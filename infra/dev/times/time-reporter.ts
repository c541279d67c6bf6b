import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

/** Where a run of vitest says how long its files took. */
export const runFile = resolve(import.meta.dirname, '../../../node_modules/.cache/sightline/test-times.json')

/** A test file of the last run. */
export interface FileTime {
  readonly file: string
  readonly project: string
  readonly beganAt: number
  readonly endedAt: number
}

/** Writes down when each test file of a run began and ended. */
export function timeReporter(): Reporter {
  const began = new Map<string, number>()
  const times: FileTime[] = []
  return {
    onTestModuleQueued: ({ id }: TestModule) => void began.set(id, Date.now()),
    onTestModuleEnd({ id, project, relativeModuleId: file }: TestModule) {
      const endedAt = Date.now()
      times.push({ file, project: project.name, beganAt: began.get(id) ?? endedAt, endedAt })
    },
    onTestRunEnd() {
      mkdirSync(dirname(runFile), { recursive: true })
      writeFileSync(runFile, JSON.stringify(times))
    },
  }
}
