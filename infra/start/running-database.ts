import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { placesOf, readMarker, readRun } from './data-folder.ts'
import { isStillThere } from './processes.ts'
import { StartError } from './start-error.ts'

/**
 * The database of the product that runs on a data folder, by the role of its programs, for who may read that folder. Holds
 * the password: never log it.
 */
export function runningDatabase(dataDir: string): string {
  const dir = resolve(dataDir)
  if (!existsSync(dir) || readMarker(dir) === null) throw new StartError('data_missing', { dir })
  const run = readRun(dir)
  const { databaseUrl } = placesOf(dir)
  if (!run || !isStillThere(run.supervisor) || !existsSync(databaseUrl))
    throw new StartError('not_running', { dir })
  return readFileSync(databaseUrl, 'utf8').trim()
}
