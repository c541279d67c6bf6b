import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from '../generated/client.ts'

export type Database = PrismaClient
/** The transaction of a change. Whatever writes takes one: nothing is written beside its audit row. */
export type Tx = Prisma.TransactionClient

/** Opens the pool; nothing connects before the first query. Close with `$disconnect`. */
export function openDatabase(url: string, maxConnections = 10): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: maxConnections }),
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  })
}
