import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { placesOf, readMarker, readRun } from './data-folder.ts'
import { passwordFile, placeOf, runsAs } from './postgres.ts'
import { isStillThere } from './processes.ts'
import { StartError } from './start-error.ts'

/** The database of the product that runs on a data folder, for who may read that folder. Holds the password: never log it. */
export function runningDatabase(dataDir: string): string {
  const dir = resolve(dataDir)
  if (!existsSync(dir) || readMarker(dir) === null) throw new StartError('data_missing', { dir })
  const run = readRun(dir)
  if (!run?.postgresPort || !isStillThere(run.supervisor)) throw new StartError('not_running', { dir })
  const password = readFileSync(passwordFile(placeOf(placesOf(dir).postgres, runsAs())), 'utf8').trim()
  return `postgres://sightline:${password}@127.0.0.1:${run.postgresPort}/sightline`
}
