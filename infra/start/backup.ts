import { existsSync, linkSync, openSync, closeSync, fsyncSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import type { Clock } from '../platform/clock.ts'
import { hasErrno } from '../platform/error.ts'
import { appendText, appendTree } from './archive.ts'
import { holdDataFolder, placesOf, readMarker, readRun } from './data-folder.ts'
import { isStillThere } from './processes.ts'
import { passwordFile, placeOf, runsAs, stopLeftover } from './postgres.ts'
import { StartError } from './start-error.ts'

/** How a backup is laid out. */
export const backupFormat = 1

/** Of no use to another server, or made anew by it. */
const notOfTheCluster = [
  './postmaster.pid',
  './postmaster.opts',
  './pg_replslot/*',
  './pg_dynshmem/*',
  './pg_notify/*',
  './pg_stat_tmp/*',
  '*/pgsql_tmp*',
]

/** The running server's files, and every piece of its log from before the first to after the last of them was read. */
async function appendRunning(file: string, cluster: string, port: number): Promise<void> {
  const password = readFileSync(passwordFile(cluster), 'utf8').trim()
  const client = new pg.Client({
    connectionString: `postgres://sightline:${password}@127.0.0.1:${port}/postgres`,
  })
  await client.connect()
  try {
    await client.query(`SELECT pg_create_physical_replication_slot('backup_${process.pid}', true, true)`)
    await client.query(`SELECT pg_backup_start('sightline', true)`)
    const exclude = [...notOfTheCluster, './pg_wal/*']
    await appendTree(file, { dir: cluster, as: 'postgres', exclude, isBusy: true })
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)')
    await appendText(file, 'postgres/backup_label', rows[0]?.labelfile ?? '')
    const wal = { dir: join(cluster, 'pg_wal'), as: 'postgres/pg_wal' }
    await appendTree(file, { ...wal, exclude: ['./archive_status/*', './summaries/*'], isBusy: true })
  } finally {
    await client.end()
  }
}

/** A stopped server's files are a whole: what it had not yet written down is in its log. */
async function appendStopped(file: string, cluster: string): Promise<void> {
  await stopLeftover(cluster)
  await appendTree(file, { dir: cluster, as: 'postgres', exclude: ['./postmaster.pid', './postmaster.opts'] })
}

/** Rings are refilled by the cameras; what was taken out of them as evidence lies elsewhere. */
const notOfIngest = ['./ring', './ring/*', './building', './building/*', './lock*', '*.partial']

/**
 * First what the worker has not handed over, then the database, then what belongs to both: whatever moves on meanwhile is
 * there twice, which is recognised, and never missing.
 */
async function appendAll(file: string, dir: string, appendDatabase: () => Promise<void>): Promise<void> {
  const { ingest, objects, secrets } = placesOf(dir)
  const worker = { dir: ingest, as: 'ingest', exclude: notOfIngest, isBusy: true }
  if (existsSync(ingest)) await appendTree(file, worker)
  await appendDatabase()
  if (existsSync(ingest)) await appendTree(file, worker)
  if (existsSync(objects)) await appendTree(file, { dir: objects, as: 'objects', exclude: ['*.partial'] })
  await appendTree(file, {
    dir: secrets,
    as: 'secrets',
    exclude: ['./control.token', './setup.json', './database.url', '*.partial'],
  })
  for (const name of ['data.json', 'cameras.json'])
    if (existsSync(join(dir, name))) await appendText(file, name, readFileSync(join(dir, name), 'utf8'))
}

/** Gives the finished file its name, unless somebody took it meanwhile. */
function publish(partial: string, file: string): void {
  const handle = openSync(partial, 'r')
  fsyncSync(handle)
  closeSync(handle)
  try {
    linkSync(partial, file)
  } catch (error) {
    if (hasErrno(error, 'EEXIST')) throw new StartError('backup_exists', { file }, { cause: error })
    throw error
  }
  rmSync(partial)
}

function fileFor(wanted: string, at: number): string {
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)
  const isFolder = existsSync(wanted) && statSync(wanted).isDirectory()
  return resolve(isFolder ? join(wanted, `sightline-${stamp}.tar`) : wanted)
}

/**
 * Database, objects, keys and what is on its way, in one file for its owner alone (0600): the keys that sign are in it. The
 * product may run meanwhile. Answers the file.
 */
export async function backUp(dataDir: string, wanted: string, clock: Clock): Promise<string> {
  const dir = resolve(dataDir)
  const marker = existsSync(dir) ? readMarker(dir) : null
  if (!marker) throw new StartError('data_missing', { dir })
  const file = fileFor(wanted, clock.now())
  if (existsSync(file)) throw new StartError('backup_exists', { file })
  const partial = join(dirname(file), `.${process.pid}.partial`)
  closeSync(openSync(partial, 'wx', 0o600))
  const cluster = placeOf(placesOf(dir).postgres, runsAs())
  const run = readRun(dir)
  const isRunning = run?.postgresPort && isStillThere(run.supervisor)
  const held = isRunning ? null : await holdDataFolder(dir)
  try {
    const { postgres, migrations } = marker
    const facts = { format: backupFormat, at: clock.now(), postgres, migrations }
    await appendText(partial, 'backup.json', JSON.stringify(facts))
    await appendAll(partial, dir, () =>
      isRunning ? appendRunning(partial, cluster, run.postgresPort ?? 0) : appendStopped(partial, cluster),
    )
    await appendText(partial, 'end.json', '{}')
    publish(partial, file)
    return file
  } finally {
    rmSync(partial, { force: true })
    held?.release()
  }
}
