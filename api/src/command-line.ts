import { join } from 'node:path'
import { systemClock } from '@sightline/infra/platform/clock'
import { parseConfig } from '@sightline/infra/platform/config'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import type { Objects } from '@sightline/infra/platform/objects'
import { objectsOpener, objectsSettings } from '@sightline/infra/platform/objects-config'
import { z } from 'zod'
import { configSchema, environment } from './config.ts'
import { openDatabase } from './database/client.ts'
import type { Deps } from './deps.ts'

/** Where a command reads its settings and says what it did. */
export interface Shell {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say: (text: string) => void
  /** What is no answer: on stderr. */
  readonly warn: (text: string) => void
}

/** Runs a command as the program of this process: its answer is the exit code. */
export async function runAsProgram(
  run: (args: readonly string[], shell: Shell) => Promise<number>,
): Promise<void> {
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  const warn = (text: string) => void process.stderr.write(`${text}\n`)
  process.exitCode = await run(process.argv.slice(2), { env: environment(), say, warn })
}

/** As the api is configured; where the rest of its settings is missing here, by its own setting alone. */
export const secretsDirOf = ({ env }: Shell, given?: string): string =>
  given ?? configSchema.shape.secretsDir.parse(env['SIGHTLINE_SECRETS_DIR'])

/** DATABASE_URL, or what `npm start` wrote down beside its keys while it runs. */
export async function databaseUrlOf(shell: Shell, secretsDir?: string): Promise<string> {
  const file = join(secretsDirOf(shell, secretsDir), 'database.url')
  const url = shell.env['DATABASE_URL'] ?? (await readTextIfThere(file))?.trim()
  if (!url) throw new Error(`DATABASE_URL is not set, and there is no ${file}`)
  return url
}

/** Two connections for the length of a command. */
export async function withDatabase<T>(
  url: string,
  use: (deps: Pick<Deps, 'db' | 'now'>) => Promise<T>,
): Promise<T> {
  const db = openDatabase(url, { maxConnections: 2 })
  try {
    return await use({ db, now: systemClock.now })
  } finally {
    await db.$disconnect()
  }
}

/** The store of evidence, as the api is configured. */
export async function openObjectsOf({ env }: Shell, app: string): Promise<Objects> {
  const config = parseConfig(z.object(objectsSettings), env, { app })
  return objectsOpener(config, app, systemClock)()
}

/** What the api of a data folder of npm start was told; without one, the settings of this shell. */
export const settingsOf = (shell: Shell, data: string | undefined): Shell =>
  data === undefined
    ? shell
    : {
        ...shell,
        env: {
          ...shell.env,
          SIGHTLINE_OBJECTS: 'folder',
          SIGHTLINE_OBJECTS_DIR: join(data, 'objects'),
          SIGHTLINE_SECRETS_DIR: join(data, 'secrets'),
          DATABASE_URL: undefined,
        },
      }
