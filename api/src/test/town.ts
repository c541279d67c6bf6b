import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMain } from '../../../infra/start/mains.ts'
import type { Role } from '../../contract/people.ts'
import { openDatabase } from '../database/client.ts'
import { createPerson } from '../people/write-person.ts'
import { makeDatabase } from './database.ts'
import { password } from './api.ts'

const day = 86_400_000

/** One api process as a client meets it. */
export interface Door {
  readonly url: string
  call(method: string, path: string, options?: CallOptions): Promise<Response>
}
interface CallOptions {
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

const doorAt = (url: string): Door => ({
  url,
  call: (method, path, { body, headers, signal } = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    }),
})

async function startApi(env: Readonly<Record<string, string>>) {
  let url = ''
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env
  const running = await startMain({
    entry: 'api/src/main.ts',
    env: { PATH, HOME, TMPDIR, ...env },
    ready: /^listening on /,
    onLine: (line) => (url ||= /^listening on (http:\S+)/.exec(line)?.[1] ?? ''),
  })
  return { running, door: doorAt(url) }
}

/** Two api processes, started at once on one empty database and one empty folder of secrets. */
export async function startTown() {
  const database = await makeDatabase()
  const dir = await mkdtemp(join(tmpdir(), 'sightline-town-'))
  const db = openDatabase(database.url)
  const env = {
    SIGHTLINE_API_PORT: '0',
    DATABASE_URL: database.url,
    SIGHTLINE_OBJECTS_DIR: join(dir, 'objects'),
    SIGHTLINE_SECRETS_DIR: join(dir, 'secrets'),
    SIGHTLINE_LOG_LEVEL: 'warn',
    // Who signs in here is asked for a password alone.
    SIGHTLINE_SECOND_FACTOR: 'off',
  }
  const [a, b] = await Promise.all([startApi(env), startApi(env)])
  const world = { db, now: Date.now, newId: randomUUID }
  return {
    a: a.door,
    b: b.door,
    db,
    dir,
    databaseUrl: database.url,
    workerToken: (await readFile(join(env.SIGHTLINE_SECRETS_DIR, 'worker.token'), 'utf8')).trim(),
    /** Registers a person and signs in at one of the two; answers the cookie. */
    async signIn(door: Door, role: Role, account: string): Promise<string> {
      const certificate =
        role === 'officer'
          ? { number: `CQ-${account}`, validUntil: Date.now() + 365 * day, region: null }
          : null
      await createPerson(world, { account, name: account, role, password, certificate }, 'system')
      const answer = await door.call('POST', '/api/session', { body: { account, password } })
      if (!answer.ok) throw new Error(`sign-in: ${await answer.text()}`)
      return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    },
    async stop(): Promise<void> {
      await Promise.all([a.running.stop(), b.running.stop()])
      await db.$disconnect()
      await database.drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
export type Town = Awaited<ReturnType<typeof startTown>>
