import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from '../generated/client.ts'
import { reachExtension } from './reach.ts'

export type Database = PrismaClient
/** The transaction of a change. Whatever writes takes one: nothing is written beside its audit row. */
export type Tx = Prisma.TransactionClient

export interface DatabaseLimits {
  readonly maxConnections: number
  /** For a connection: a free one of the pool, or a new one. */
  readonly connectMs: number
  /** The server ends a longer statement; a server that does not even do that is given up a little later. */
  readonly statementMs: number
}
const usual: DatabaseLimits = { maxConnections: 10, connectMs: 15_000, statementMs: 30_000 }
/** For the word of the server that it has ended a statement. */
const graceMs = 3_000

/** How long PostgreSQL is waited for: a hung one is a failure with a name, not a request that never ends. */
export const patience = ({ connectMs, statementMs }: Omit<DatabaseLimits, 'maxConnections'> = usual) => ({
  connectionTimeoutMillis: connectMs,
  statement_timeout: statementMs,
  query_timeout: statementMs + graceMs,
  keepAlive: true,
})

/**
 * Opens the pool; nothing connects before the first query. Close with `$disconnect`. Who asks is answered of what he reaches
 * (`reach.ts`); the client's face is Prisma's own, which its extensions do not say of themselves.
 */
export function openDatabase(url: string, limits: Partial<DatabaseLimits> = {}): Database {
  const all = { ...usual, ...limits }
  const client = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: all.maxConnections, ...patience(all) }),
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  })
  return client.$extends(reachExtension) as unknown as Database
}
