import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { testServer } from './database.ts'

const folder = resolve(import.meta.dirname, '../../prisma/migrations')
const names = readdirSync(folder)
  .filter((name) => /^\d{14}_/.test(name))
  .toSorted()

export interface DatabaseBefore {
  readonly db: pg.Client
  /** Applies the migrations that were left out: those before the number `until`, or all. */
  upgrade(until?: string): Promise<void>
  drop(): Promise<void>
}

/** A database as it was before the migration `first` (its number), so that a test can put rows of then into it. */
export async function databaseBefore(first: string): Promise<DatabaseBefore> {
  const name = `before_${randomUUID().replaceAll('-', '')}`
  const server = new pg.Client({ connectionString: testServer })
  await server.connect()
  await server.query(`CREATE DATABASE "${name}"`)
  const url = new URL(testServer ?? '')
  url.pathname = `/${name}`
  const db = new pg.Client({ connectionString: url.toString() })
  await db.connect()
  const apply = async (some: readonly string[]): Promise<void> => {
    for (const one of some) await db.query(readFileSync(join(folder, one, 'migration.sql'), 'utf8'))
  }
  await apply(names.filter((one) => one < first))
  return {
    db,
    upgrade: (until) => apply(names.filter((one) => one >= first && (until === undefined || one < until))),
    async drop() {
      await db.end()
      await server.query(`DROP DATABASE "${name}" WITH (FORCE)`)
      await server.end()
    },
  }
}
