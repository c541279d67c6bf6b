import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

const VARIABLES = { pg: 'SIGHTLINE_TEST_PG', redis: 'SIGHTLINE_TEST_REDIS', s3: 'SIGHTLINE_TEST_S3' } as const

export type TestServer = keyof typeof VARIABLES

/** The address of a server that the test run has started, or null, said aloud, for `describe.skipIf`. On CI (`CI=true`) a missing server is a failure. */
export function testServer(server: TestServer): string | null {
  const variable = VARIABLES[server]
  const url = process.env[variable]
  if (url) return url
  if (process.env['CI'] === 'true')
    throw new Error(`${variable} is not set, and on CI every server is needed`)
  console.warn(`Skipped: no ${server} server (${variable} is not set)`)
  return null
}

/** A new, empty database on the server of `adminUrl`; `drop` throws out whoever is still connected. */
export async function freshDatabase(adminUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `sightline_test_${randomBytes(6).toString('hex')}`
  await runSql(adminUrl, `CREATE DATABASE "${name}"`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return {
    url: url.toString(),
    drop: () => runSql(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  }
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
