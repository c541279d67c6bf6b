import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGate } from '@sightline/infra/platform/test/gate-server'
import { failureCode } from '../http/failure-code.ts'
import { makeDatabase, testServer } from '../test/database.ts'
import { openDatabase, type Database } from './client.ts'

/** Of one connection, so that the next question stands behind the one that hangs. */
const limits = { maxConnections: 1, connectMs: 2_000, statementMs: 500 }
/** Connection, statement, and the server's grace for ending it; with room for a busy machine. */
const boundMs = 15_000

describe.skipIf(!testServer)('a PostgreSQL that hangs', () => {
  let database: Awaited<ReturnType<typeof makeDatabase>>
  let gate: Awaited<ReturnType<typeof openGate>>
  let db: Database
  beforeAll(async () => {
    database = await makeDatabase()
    gate = await openGate(database.url)
    db = openDatabase(gate.url, limits)
  })
  afterAll(async () => {
    await db?.$disconnect()
    await gate?.close()
    await database?.drop()
  })
  const nameOf = async (work: () => Promise<unknown>) => {
    try {
      await work()
      return 'answered'
    } catch (error) {
      return failureCode(error)
    }
  }
  const count = () => db.person.count()
  const inTransaction = () => db.$transaction((tx) => tx.person.count())

  it('over one statement ends it, and goes on', async () => {
    expect(await nameOf(() => db.$queryRaw`SELECT pg_sleep(60)::text`)).toBe('database_unavailable')
    expect(await nameOf(count)).toBe('answered')
  })

  it(
    'altogether is a failure with a name, in bounded time, and is found again when it is back',
    async () => {
      gate.hush()
      for (const ask of [count, count, inTransaction]) expect(await nameOf(ask)).toBe('database_unavailable')
      gate.set('open')
      expect(await nameOf(count)).toBe('answered')
    },
    boundMs,
  )

  it(
    'in the middle of a transaction, likewise',
    async () => {
      const halfway = () =>
        db.$transaction(async (tx) => {
          await tx.person.count()
          gate.hush()
          await tx.person.count()
        })
      expect(await nameOf(halfway)).toBe('database_unavailable')
      gate.set('open')
      await expect.poll(() => nameOf(count), { timeout: 10_000 }).toBe('answered')
    },
    2 * boundMs,
  )
})
