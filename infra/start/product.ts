import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import { freePort } from './child.ts'
import { openControlDoor } from './control-door.ts'
import {
  holdDataFolder,
  placesOf,
  writeDatabaseUrl,
  writeMarker,
  dataFormat,
  type HeldFolder,
} from './data-folder.ts'
import {
  appliedMigrations,
  copyBefore,
  pendingOf,
  refuseNewerData,
  refuseOtherPostgres,
} from './data-version.ts'
import { createDrawnCameras } from './drawn-cameras.ts'
import { tryPort, type Where } from './listen-on.ts'
import { repository, startMain } from './mains.ts'
import { markOf } from './processes.ts'
import { placeOf, postgresMajor, runsAs, startPostgres, type PostgresServer } from './postgres.ts'
import { makeSetupLink } from './setup-link.ts'
import { prepareDatabase } from './runtime-database.ts'
import { ownWorkerKey } from './worker-key.ts'
import { createSupervisor, type PartState, type Supervisor } from './supervisor.ts'
import { openTlsDoor, readTls, type TlsFiles } from './tls-door.ts'

export interface ProductOptions extends Where {
  readonly dataDir: string
  readonly tls?: TlsFiles
  /** What the programs are given besides what is theirs: PATH, HOME, where models are, … */
  readonly env: Readonly<Record<string, string>>
  readonly clock: Clock
  readonly random: Random
  /** For people. */
  readonly say: (line: string) => void
  /** What the programs print. */
  readonly onLine?: (who: string, line: string) => void
}

export interface Product {
  /** Where people look. */
  readonly url: string
  /** The environment of its programs. Holds secrets: never log it. */
  readonly env: Readonly<Record<string, string>>
  /** By which the first administrator is made; null when one exists. */
  readonly setupLink: string | null
  readonly dataDir: string
  parts(): readonly PartState[]
  pids: Supervisor['pids']
  stop(): Promise<void>
}

type Undo = () => Promise<void> | void

/** Makes the product's own database where it is missing, and answers its address. */
async function ownDatabase(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'sightline'`)
    if (!rowCount) await client.query('CREATE DATABASE sightline')
  } finally {
    await client.end()
  }
  const url = new URL(adminUrl)
  url.pathname = '/sightline'
  return url.toString()
}

/** Data of a newer version is refused, of an older one copied before it is migrated. */
async function checkDatabase(
  server: PostgresServer,
  { dataDir: dir, clock, say }: ProductOptions,
): Promise<string> {
  const url = await ownDatabase(server.url)
  const applied = await appliedMigrations(url)
  const pending = pendingOf(dir, applied)
  if (applied.length > 0 && pending.length > 0) {
    const copy = await copyBefore(server.url, clock.now())
    say(
      `数据升级 ${pending.length} 步，升级前已复制 · data is upgraded by ${pending.length} steps, copied before as ${copy}`,
    )
  }
  return url
}

const isAnyHost = (host: string): boolean => host === '0.0.0.0' || host === '::'
const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)

interface Started {
  readonly folder: HeldFolder
  readonly supervisor: Supervisor
  readonly undo: Undo[]
  readonly run: { url: string | null; postgresPort: number | null }
  /** Writes down what runs. PostgreSQL has a file of its own for that. */
  readonly record: () => void
}

/** Answers the address by which the programs work. */
async function keepPostgres({ folder, supervisor, run }: Started, options: ProductOptions) {
  const dataDir = placesOf(folder.dir).postgres
  refuseOtherPostgres(placeOf(dataDir, runsAs()), postgresMajor())
  const port = await freePort()
  const first = await startPostgres({ dataDir, port })
  let next: PostgresServer | null = first
  await supervisor.keep('postgres', async () => {
    const server = next ?? (await startPostgres({ dataDir, port }))
    next = null
    return server
  })
  run.postgresPort = port
  return prepareDatabase(await checkDatabase(first, options), options.env)
}

/** What the api and the worker are told. */
function environmentOf(
  options: ProductOptions,
  facts: { database: string; apiPort: number; control: string; workerKeys: string },
) {
  const { objects, secrets, ingest } = placesOf(options.dataDir)
  const inside = options.tls || isAnyHost(options.host) ? '127.0.0.1' : options.host
  return {
    SIGHTLINE_DATABASE_ROLE: 'refuse',
    ...options.env,
    DATABASE_URL: facts.database,
    SIGHTLINE_API_PORT: String(facts.apiPort),
    SIGHTLINE_API_HOST: options.tls ? '127.0.0.1' : options.host,
    SIGHTLINE_API_URL: `http://${inUrl(inside)}:${facts.apiPort}`,
    SIGHTLINE_CONTROL_URL: facts.control,
    SIGHTLINE_DATA_DIR: ingest,
    SIGHTLINE_SECRETS_DIR: secrets,
    SIGHTLINE_WORKER_KEYS: facts.workerKeys,
    SIGHTLINE_QUEUE: 'postgres',
    SIGHTLINE_OBJECTS: 'folder',
    SIGHTLINE_OBJECTS_DIR: objects,
    SIGHTLINE_UI_DIR: options.env['SIGHTLINE_UI_DIR'] ?? join(repository, 'review-ui/dist'),
  }
}

async function openAll(started: Started, options: ProductOptions): Promise<Omit<Product, 'stop'>> {
  const { folder, supervisor, undo } = started
  const { secrets, databaseUrl } = placesOf(folder.dir)
  const onLine = (who: string) => (line: string) => {
    if (who === 'api' && line.startsWith('worker key trusted')) options.say(`采集节点密钥已认可 ${line}`)
    options.onLine?.(who, line)
  }
  const database = await keepPostgres(started, options)
  const cameras = await createDrawnCameras({
    dir: folder.dir,
    env: options.env,
    supervisor,
    onLine: onLine('cameras'),
  })
  const door = await openControlDoor({ supervisor, cameras, secretsDir: secrets })
  undo.push(() => door.close())
  const apiPort = options.tls ? await freePort() : await tryPort(options)
  const workerKeys = await ownWorkerKey(secrets, options.env['SIGHTLINE_WORKER_KEYS'])
  writeDatabaseUrl(databaseUrl, database)
  const env = environmentOf(options, { database, apiPort, control: door.url, workerKeys })
  const main = (name: 'api' | 'ingest', ready: RegExp) =>
    supervisor.keep(name, () => startMain({ entry: `${name}/src/main.ts`, env, ready, onLine: onLine(name) }))
  await main('api', /listening on http/)
  writeMarker(folder.dir, {
    format: dataFormat,
    postgres: postgresMajor(),
    migrations: await appliedMigrations(database),
  })
  const { url, close } = await openFront(options, apiPort)
  undo.push(close)
  await main('ingest', /\bwatching\b/)
  cameras.resume()
  started.run.url = url
  started.record()
  const place = { secretsDir: secrets, shownUrl: url, now: options.clock.now() }
  const setupLink = await makeSetupLink(env.SIGHTLINE_API_URL, place)
  return { url, env, setupLink, dataDir: folder.dir, parts: supervisor.states, pids: supervisor.pids }
}

/** Where people look: the api itself, or HTTPS before it. */
async function openFront(options: ProductOptions, apiPort: number): Promise<{ url: string; close: Undo }> {
  const shown = inUrl(isAnyHost(options.host) ? '127.0.0.1' : options.host)
  if (!options.tls) return { url: `http://${shown}:${apiPort}`, close: () => undefined }
  const door = await openTlsDoor(options, { tls: options.tls, apiPort })
  return { url: `https://${shown}:${door.port}`, close: () => door.close() }
}

/** Everything that can be told before something is started. */
async function refuseEarly(options: ProductOptions): Promise<void> {
  if (options.tls) readTls(options.tls)
  await tryPort(options)
  if (existsSync(options.dataDir)) refuseNewerData(options.dataDir)
}

/** The whole product on this machine, kept running. Its data outlives it. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  if (existsSync(options.dataDir)) refuseNewerData(options.dataDir)
  const folder = await holdDataFolder(options.dataDir)
  const undo: Undo[] = [() => folder.release()]
  const { clock, random, say } = options
  const pause = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }).catch(() => undefined)
  const run: Started['run'] = { url: null, postgresPort: null }
  const record = () => {
    const children = supervisor.pids().filter(({ name }) => name !== 'postgres')
    folder.record({ ...run, children: children.map(({ pid }) => markOf(pid)) })
  }
  const supervisor = createSupervisor({ clock, random, pause, say, onChange: record })
  undo.push(() => supervisor.stop())
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    await refuseEarly(options)
    const product = await openAll(
      { folder, supervisor, undo, run, record },
      { ...options, dataDir: folder.dir },
    )
    return { ...product, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
