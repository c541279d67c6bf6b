import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { hasErrno } from '../platform/error.ts'
import { endLeftover, isStillThere, markOf, type ProcessMark } from './processes.ts'
import { StartError } from './start-error.ts'

const markSchema = z.object({ pid: z.int().positive(), began: z.string() })
const runSchema = z.object({
  supervisor: markSchema,
  /** Where the product answers; null until it does. */
  url: z.string().nullable(),
  /** Loopback port of its PostgreSQL; null until that answers. */
  postgresPort: z.int().nullable(),
  children: z.array(markSchema),
})
export type Run = z.infer<typeof runSchema>

const markerSchema = z.object({
  format: z.int().positive(),
  /** Major version of the PostgreSQL that wrote the cluster. */
  postgres: z.string(),
  /** Every migration that was applied. */
  migrations: z.array(z.string()),
})
export type DataMarker = z.infer<typeof markerSchema>
/** How the folder is laid out. A later layout counts up. */
export const dataFormat = 1

/** The places in a data folder. */
export const placesOf = (dir: string) => ({
  postgres: join(dir, 'postgres'),
  objects: join(dir, 'objects'),
  secrets: join(dir, 'secrets'),
  databaseUrl: join(dir, 'secrets', 'database.url'),
  ingest: join(dir, 'ingest'),
  marker: join(dir, 'data.json'),
  run: join(dir, 'run.json'),
  cameras: join(dir, 'cameras.json'),
})

function readChecked<S extends z.ZodType>(file: string, schema: S): z.output<S> | null {
  if (!existsSync(file)) return null
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new StartError('data_unreadable', { file }, { cause: error })
  }
}

/** Whole or not at all, also when the power goes. */
export function writeWhole(file: string, value: unknown): void {
  writeFileSync(`${file}.partial`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.partial`, file)
}

/**
 * For commands that are given no DATABASE_URL: where the database answers while the product runs, to the role by which
 * the programs work. A secret.
 */
export function writeDatabaseUrl(file: string, url: string): void {
  writeFileSync(`${file}.partial`, `${url}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.partial`, file)
}

export const readMarker = (dir: string): DataMarker | null => readChecked(placesOf(dir).marker, markerSchema)
export const writeMarker = (dir: string, marker: DataMarker): void => writeWhole(placesOf(dir).marker, marker)

/** Who runs on this folder now; null when nobody does. A run file that a kill cut short says nothing. */
export function readRun(dir: string): Run | null {
  const { run: file } = placesOf(dir)
  if (!existsSync(file)) return null
  const parsed = runSchema.safeParse(parsedOrNull(readFileSync(file, 'utf8')))
  return parsed.success ? parsed.data : null
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export interface HeldFolder {
  readonly dir: string
  /** Says where the product answers and what runs, for `backup` and for who cleans up after a kill. */
  record(run: Omit<Run, 'supervisor'>): void
  release(): void
}

function makeWritable(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o755 })
    accessSync(dir, constants.W_OK | constants.X_OK)
    writeFileSync(join(dir, 'writable'), '')
    rmSync(join(dir, 'writable'))
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : String(error)
    throw new StartError('data_not_writable', { dir, why }, { cause: error })
  }
}

/** Takes the lock file; a lock whose holder is gone is moved aside first, by one of those who try. */
function take(lock: string, dir: string, me: ProcessMark): void {
  for (;;) {
    try {
      return writeFileSync(lock, JSON.stringify(me), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if (!hasErrno(error, 'EEXIST')) throw error
    }
    const holder = markSchema.safeParse(parsedOrNull(readFileSync(lock, 'utf8')))
    if (holder.success && isStillThere(holder.data))
      throw new StartError('data_in_use', { dir, pid: holder.data.pid })
    const aside = `${lock}.${me.pid}`
    renameSync(lock, aside)
    const moved = markSchema.safeParse(parsedOrNull(readFileSync(aside, 'utf8')))
    if (moved.success && isStillThere(moved.data)) {
      renameSync(aside, lock)
      throw new StartError('data_in_use', { dir, pid: moved.data.pid })
    }
    rmSync(aside)
  }
}

/** Makes the folder where it is missing and holds it alone. What a killed run left running is ended. */
export async function holdDataFolder(wanted: string): Promise<HeldFolder> {
  const dir = resolve(wanted)
  makeWritable(dir)
  const me = markOf(process.pid)
  const lock = join(dir, 'lock.json')
  take(lock, dir, me)
  for (const child of readRun(dir)?.children ?? []) await endLeftover(child)
  const { run, secrets, databaseUrl } = placesOf(dir)
  mkdirSync(secrets, { recursive: true, mode: 0o700 })
  rmSync(databaseUrl, { force: true })
  return {
    dir,
    record: (state) => writeWhole(run, { supervisor: me, ...state }),
    release() {
      rmSync(databaseUrl, { force: true })
      rmSync(run, { force: true })
      rmSync(lock, { force: true })
    },
  }
}
