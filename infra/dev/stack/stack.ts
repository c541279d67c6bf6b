import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort, startChild, until, type Child } from '../../start/child.ts'
import { startPostgres } from '../../start/postgres.ts'
import { signInEnv } from './sign-in-env.ts'
import { startRedis } from '../servers/redis.ts'
import { startS3 } from '../servers/s3.ts'
import { prepareDatabase } from '../../start/runtime-database.ts'
import { ownWorkerKey } from '../../start/worker-key.ts'
import { traced } from '../servers/traced.ts'

/** embedded: PostgreSQL queues and a folder of objects. production: Redis and S3. The same mains either way. */
export const compositions = ['embedded', 'production'] as const
export type Composition = (typeof compositions)[number]

export interface StackOptions {
  /** Everything the stack keeps: database, objects, secrets, ring, spool. */
  readonly dataDir: string
  readonly composition: Composition
  /** Wanted port of the api and the screens; another one is taken, and said, when it is in use. */
  readonly port: number
  /** Servers that run already (tests); absent ones are started and stopped with the stack. */
  readonly postgresUrl?: string
  readonly redisUrl?: string
  readonly s3Url?: string
  readonly onLine?: (who: 'api' | 'ingest', line: string) => void
  /** Extra environment of the mains. */
  readonly env?: Readonly<Record<string, string>>
  /** A folder for what the mains say to the model, one trace a main. */
  readonly traceDir?: string
}

export interface Stack {
  readonly url: string
  readonly workerTokenFile: string
  readonly env: Readonly<Record<string, string>>
  readonly dataDir: string
  startIngest(): Promise<void>
  /** Ends the worker: SIGKILL is the drill, SIGTERM the polite way. */
  stopIngest(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  ingestPid(): number | undefined
  stop(): Promise<void>
}

const execute = promisify(execFile)
const repository = resolve(import.meta.dirname, '../../..')

/** One closer per thing that was opened, run in reverse, each even if another fails. */
function closers() {
  const steps: (() => Promise<void>)[] = []
  return {
    push: (step: () => Promise<void>) => void steps.push(step),
    async run() {
      const failures: unknown[] = []
      for (const step of steps.splice(0).reverse())
        await step().catch((error: unknown) => failures.push(error))
      if (failures.length > 0) throw new AggregateError(failures, 'closing the stack')
    },
  }
}

async function freshDatabase(adminUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (!rowCount) await client.query(`create database "${name}"`)
  await client.end()
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.toString()
}

/** Where things are on this machine. */
const machineEnv = () => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  TMPDIR: process.env['TMPDIR'],
})

/** Starts a main and waits for the line that says it is ready; its death before that throws its last lines. */
async function startMain(
  who: 'api' | 'ingest',
  options: { env: Record<string, string>; ready: RegExp } & Pick<StackOptions, 'onLine' | 'traceDir'>,
): Promise<Child> {
  let isReady = false
  const main = [process.execPath, '--import', 'tsx', join(repository, who, 'src/main.ts')] as const
  const { traceDir } = options
  const [command, ...args] = traceDir ? traced(join(traceDir, `${who}-${randomUUID()}`), main) : main
  const child = startChild(command, args, {
    cwd: repository,
    env: { ...machineEnv(), ...options.env },
    onLine: (line) => {
      if (options.ready.test(line)) isReady = true
      options.onLine?.(who, line)
    },
  })
  await until(
    `${who} is ready`,
    async () => {
      if (child.process.exitCode !== null) throw new Error(`${who} ended:\n${child.tail()}`)
      return isReady
    },
    120_000,
  ).catch(async (error: unknown) => {
    await child.stop('SIGKILL')
    throw new Error(`${who} did not start:\n${child.tail()}`, { cause: error })
  })
  return child
}

type Own = <T extends { url: string; stop(): Promise<void> }>(
  given: string | undefined,
  start: () => Promise<T>,
) => Promise<string>

/** Of who owns it. */
async function databaseUrl(options: StackOptions, own: Own): Promise<string> {
  if (options.postgresUrl) return options.postgresUrl
  const dataDir = join(resolve(options.dataDir), 'postgres')
  const server = await own(undefined, () => startPostgres({ dataDir }))
  return freshDatabase(server, 'sightline')
}

/** Where jobs and objects live: the one difference between the two compositions. */
async function backends(options: StackOptions, own: Own): Promise<Record<string, string>> {
  if (options.composition === 'embedded')
    return {
      SIGHTLINE_QUEUE: 'postgres',
      SIGHTLINE_OBJECTS: 'folder',
      SIGHTLINE_OBJECTS_DIR: join(resolve(options.dataDir), 'objects'),
    }
  return {
    SIGHTLINE_QUEUE: 'redis',
    SIGHTLINE_REDIS_URL: await own(options.redisUrl, startRedis),
    SIGHTLINE_OBJECTS: 's3',
    SIGHTLINE_S3_URL: await own(options.s3Url, startS3),
    SIGHTLINE_S3_BUCKET: 'sightline-evidence',
    SIGHTLINE_RETENTION_DAYS: '1',
  }
}

async function environment(
  options: StackOptions,
  opened: ReturnType<typeof closers>,
): Promise<Record<string, string>> {
  const dir = resolve(options.dataDir)
  const secrets = join(dir, 'secrets')
  mkdirSync(dir, { recursive: true })
  mkdirSync(secrets, { recursive: true, mode: 0o700 })
  const own: Own = async (given, start) => {
    if (given) return given
    const server = await start()
    opened.push(() => server.stop())
    return server.url
  }
  const database = await prepareDatabase(await databaseUrl(options, own), machineEnv())
  const port = await freePort(options.port)
  return {
    DATABASE_URL: database,
    SIGHTLINE_DATABASE_ROLE: 'refuse',
    SIGHTLINE_API_PORT: String(port),
    SIGHTLINE_API_URL: `http://127.0.0.1:${port}`,
    SIGHTLINE_DATA_DIR: join(dir, 'ingest'),
    SIGHTLINE_SECRETS_DIR: secrets,
    SIGHTLINE_WORKER_KEYS: await ownWorkerKey(secrets),
    SIGHTLINE_MODEL_DIR: process.env['SIGHTLINE_MODEL_DIR'] ?? join(repository, '.sightline/models'),
    SIGHTLINE_UI_DIR: join(repository, 'review-ui/dist'),
    ...mirror(),
    ...(process.env['FFMPEG_PATH'] ? { FFMPEG_PATH: process.env['FFMPEG_PATH'] } : {}),
    ...(await backends(options, own)),
    ...signInEnv,
    ...options.env,
  }
}

/** A folder beside the clone that holds model weights is used as the mirror where it exists. */
function mirror(): Record<string, string> {
  const given = process.env['SIGHTLINE_MODEL_MIRROR']
  const beside = join(repository, '../shared/models')
  if (given) return { SIGHTLINE_MODEL_MIRROR: given }
  return existsSync(beside) ? { SIGHTLINE_MODEL_MIRROR: beside } : {}
}

/** Starts the servers, the api and one ingest worker as child processes, as in production, on this machine. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const opened = closers()
  const { onLine, traceDir } = options
  const logged = { ...(onLine ? { onLine } : {}), ...(traceDir ? { traceDir } : {}) }
  try {
    const env = await environment(options, opened)
    const api = await startMain('api', { env, ready: /listening on http/, ...logged })
    opened.push(() => api.stop())
    let ingest: Child | null = null
    opened.push(async () => ingest?.stop())
    const startIngest = async () => {
      ingest = await startMain('ingest', { env, ready: /\bwatching\b/, ...logged })
    }
    await startIngest()
    return {
      url: env['SIGHTLINE_API_URL'] ?? '',
      workerTokenFile: join(env['SIGHTLINE_SECRETS_DIR'] ?? '', 'worker.token'),
      env,
      dataDir: resolve(options.dataDir),
      startIngest,
      stopIngest: async (signal) => ingest?.stop(signal),
      ingestPid: () => ingest?.process.pid,
      stop: () => opened.run(),
    }
  } catch (error) {
    await opened.run()
    throw error
  }
}

/** Five years from now, as the day of a certificate. */
const certificateUntil = (): string => new Date(Date.now() + 5 * 365 * 86_400_000).toISOString().slice(0, 10)

/** Registers a person through the command line of the api and returns the password it printed once. */
export async function createPerson(
  stack: Pick<Stack, 'env'>,
  person: { account: string; name: string; role: string; certificate?: string },
): Promise<string> {
  const { account, name, role, certificate } = person
  const issued = certificate ? ['--certificate', certificate, '--certificate-until', certificateUntil()] : []
  const args = ['create', '--account', account, '--name', name, '--role', role, ...issued]
  const entry = join(repository, 'api/src/people/cli.ts')
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...stack.env }
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', entry, ...args], {
    cwd: repository,
    env,
  })
  return stdout.trim()
}
