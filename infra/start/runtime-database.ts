import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { redactText } from '../platform/redact.ts'
import { startChild } from './child.ts'
import { repository } from './mains.ts'

/** The address of the programs' role, with a password that nobody has had before. Roles are the whole server's: one a database. */
function runtimeUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.username = `${url.pathname.slice(1)}_run`
  url.password = randomBytes(24).toString('hex')
  return url.toString()
}

/**
 * As who owns the database: brings its tables up to date and makes the role by which the programs work, which owns none of
 * them. Answers that role's address for this start: a secret. No end is set to it, as a migration may take its time.
 */
export async function prepareDatabase(
  ownerUrl: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const runtimeUrl = runtimeUrlOf(ownerUrl)
  const entry = join(repository, 'api/src/database/migrate.ts')
  const child = startChild(process.execPath, ['--import', 'tsx', entry, 'prepare'], {
    cwd: repository,
    // As of the programs: a Ctrl+C in the terminal does not cut a migration short.
    detached: true,
    // By the environment, never by the arguments: those are read by everybody on the machine.
    env: { ...env, DATABASE_URL: ownerUrl, SIGHTLINE_RUNTIME_DATABASE_URL: runtimeUrl },
  })
  const { code, signal } = await child.ended
  if (code !== 0) {
    const how = signal ?? `exit ${code ?? '?'}`
    throw new Error(`the database was not prepared (${how}):\n${redactText(child.tail())}`)
  }
  return runtimeUrl
}
