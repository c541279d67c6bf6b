import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  cpSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import { unpack } from './archive.ts'
import { backupFormat } from './backup.ts'
import { holdDataFolder, placesOf } from './data-folder.ts'
import { pendingOf, putBack } from './data-version.ts'
import { placeOf, postgresMajor, runsAs, startPostgres } from './postgres.ts'
import { StartError } from './start-error.ts'

const headSchema = z.object({
  format: z.int().positive(),
  at: z.int(),
  postgres: z.string(),
  migrations: z.array(z.string()),
})

/** The head of an unpacked backup, found whole and of a version that this one can open. */
function check(file: string, dir: string): void {
  const refuse = (why: string) => new StartError('backup_invalid', { file, why })
  if (!existsSync(join(dir, 'backup.json'))) throw refuse('backup.json is missing')
  const head = headSchema.safeParse(JSON.parse(readFileSync(join(dir, 'backup.json'), 'utf8')))
  if (!head.success) throw refuse('backup.json is damaged')
  if (!existsSync(join(dir, 'end.json'))) throw refuse('it breaks off')
  const { format, migrations, postgres } = head.data
  if (format > backupFormat)
    throw new StartError('data_newer', { dir: file, found: `backup format ${format}` })
  pendingOf(file, migrations)
  if (postgres !== postgresMajor())
    throw new StartError('data_other_postgres', { dir: file, found: postgres, expected: postgresMajor() })
}

/** The cluster belongs to whom its server runs as, where that user can reach it. */
function settleCluster(dir: string): void {
  const account = runsAs()
  const { postgres: wanted } = placesOf(dir)
  if (!account) return
  const arrived = join(dir, 'arrived')
  renameSync(wanted, arrived)
  const place = placeOf(wanted, account)
  mkdirSync(dirname(place), { recursive: true, mode: 0o755 })
  cpSync(arrived, place, { recursive: true, verbatimSymlinks: true })
  rmSync(arrived, { recursive: true })
  execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, place])
  execFileSync('chmod', ['0700', place])
}

/** Puts a backup into a data folder that is new or empty; nothing there is touched before the backup was found good. */
export async function restore(file: string, dataDir: string): Promise<void> {
  const dir = resolve(dataDir)
  if (!existsSync(file)) throw new StartError('backup_invalid', { file, why: 'ENOENT' })
  if (existsSync(dir) && readdirSync(dir).length > 0) throw new StartError('data_not_empty', { dir })
  const fresh = `${dir}.restoring`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o755 })
  try {
    await unpack(resolve(file), fresh).catch((error: unknown) => {
      throw new StartError('backup_invalid', { file, why: 'tar' }, { cause: error })
    })
    check(file, fresh)
    for (const name of ['backup.json', 'end.json']) rmSync(join(fresh, name))
    if (existsSync(dir)) rmdirSync(dir)
    renameSync(fresh, dir)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  settleCluster(dir)
}

/** Puts back the copy that was made before an upgrade. Answers the name under which today's database is kept. */
export async function restoreCopy(dataDir: string, copy: string, clock: Clock): Promise<string> {
  const { postgres, marker } = placesOf(resolve(dataDir))
  if (!existsSync(marker)) throw new StartError('data_missing', { dir: resolve(dataDir) })
  const held = await holdDataFolder(dataDir)
  try {
    const server = await startPostgres({ dataDir: postgres })
    try {
      const kept = await putBack(server.url, copy, clock.now())
      rmSync(marker)
      return kept
    } finally {
      await server.stop()
    }
  } finally {
    held.release()
  }
}
