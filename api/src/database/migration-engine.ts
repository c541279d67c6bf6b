import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type ColumnType,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg'

const prismaDir = join(import.meta.dirname, '../../prisma')
const schemaPath = join(prismaDir, 'schema.prisma')
const migrationsDir = join(prismaDir, 'migrations')
const filters = { externalTables: [], externalEnums: [] }
/** PostgreSQL's one-byte "char", which the stock adapter cannot read and the engine's catalogue queries need. */
const charOid = 18

type RawQuery = (...args: unknown[]) => Promise<pg.QueryArrayResult>

/** One connection that runs whole scripts (the stock adapter splits function bodies at `;`). */
async function openAdapter(url: string): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const query = pool.query.bind(pool) as RawQuery
  let charColumns: number[] = []
  const readable: RawQuery = async (...args) => {
    const result = await query(...args)
    const fields = Array.isArray(result) ? [] : result.fields
    charColumns = fields.flatMap((field, i) => (field.dataTypeID === charOid ? [i] : []))
    for (const i of charColumns) Object.assign(fields[i] ?? {}, { dataTypeID: pg.types.builtins.TEXT })
    return result
  }
  const adapter = await new PrismaPg(Object.assign(pool, { query: readable })).connect()
  const queryRaw = adapter.queryRaw.bind(adapter)
  return Object.assign(adapter, {
    async queryRaw(statement: Parameters<typeof queryRaw>[0]) {
      const rows = await queryRaw(statement)
      const types: ColumnType[] = rows.columnTypes
      for (const i of charColumns) types[i] = ColumnTypeEnum.Character
      return rows
    },
    async executeScript(script: string) {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] })
    },
    dispose: () => pool.end(),
  })
}

/** A database of its own, dropped afterwards: what the migrations make is compared with the schema there. */
async function openShadow(url: string): Promise<SqlDriverAdapter> {
  const name = `sightline_shadow_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`CREATE DATABASE "${name}"`)
  const shadowUrl = new URL(url)
  shadowUrl.pathname = `/${name}`
  const adapter = await openAdapter(shadowUrl.toString())
  const close = adapter.dispose.bind(adapter)
  return Object.assign(adapter, {
    async dispose() {
      await close()
      await admin.query(`DROP DATABASE "${name}"`)
      await admin.end()
    },
  })
}

/** The part of the WebAssembly host that is needed; its types come with DOM only. */
interface WasmHost {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> }
}

let isLoaded = false

/** Once a process: the bindings hold one instance, and a second would pull the memory from under a live engine. */
function loadEngine(): void {
  if (isLoaded) return
  isLoaded = true
  const registry = { message: '', set_message: (message: string) => void (registry.message = message) }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry })
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WasmHost }
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    './schema_engine_bg.js': wasm,
  })
  const { __wbg_set_wasm: setWasm } = wasm as unknown as { __wbg_set_wasm: (exports: unknown) => void }
  setWasm(exports)
  const start = exports['__wbindgen_start'] as () => void
  start()
}

/** Every migration of this version, oldest first. */
export function migrationNames(): string[] {
  if (!existsSync(migrationsDir)) return []
  const entries = readdirSync(migrationsDir, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function migrationsList(): wasm.MigrationList {
  const lock = join(migrationsDir, 'migration_lock.toml')
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

/** Opens connections as the engine asks for them; `close` gives all of them back, and with them its lock. */
function connectionsTo(url: string) {
  const open: SqlDriverAdapter[] = []
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: 'sightline-pg',
    async connect() {
      const adapter = await openAdapter(url)
      open.push(adapter)
      return adapter
    },
    connectToShadowDb: () => openShadow(url),
  }
  const close = async () => {
    for (const adapter of open) await adapter.dispose()
  }
  return { factory, close }
}

/** The SQL that is missing in the migrations, or null when they make exactly this schema. */
async function missingIn(engine: wasm.SchemaEngine, schema: string): Promise<string | null> {
  const { exitCode, stdout } = await engine.diff({
    from: migrationNames().length > 0 ? { tag: 'migrations', ...migrationsList() } : { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content: schema }] },
    script: true,
    exitCode: true,
    filters,
  })
  return exitCode === 2 ? (stdout ?? '') : null
}

/** The schema engine of this very Prisma version as WebAssembly over node-postgres: no binary, no download. */
export async function openMigrationEngine(url: string) {
  loadEngine()
  const schema = readFileSync(schemaPath, 'utf8')
  const { factory, close } = connectionsTo(url)
  const engine = await wasm.SchemaEngine.new(
    { datamodels: [[schemaPath, schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  const applied = { optInToShadowDatabase: false, filters }
  return {
    missingSql: () => missingIn(engine, schema),
    async deploy(): Promise<readonly string[]> {
      return (await engine.applyMigrations({ migrationsList: migrationsList(), filters }))
        .appliedMigrationNames
    },
    status: () => engine.diagnoseMigrationHistory({ migrationsList: migrationsList(), ...applied }),
    async close(): Promise<void> {
      engine.free()
      await close()
    },
  }
}

/** Writes a new migration folder and answers its path. */
export function writeMigration(id: string, sql: string): string {
  const folder = join(migrationsDir, id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), sql)
  writeFileSync(join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return folder
}
