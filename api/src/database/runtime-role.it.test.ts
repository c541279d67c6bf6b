import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBackend } from '@sightline/infra/platform/queue-backend'
import { startTestApi, type TestApi } from '../test/api.ts'
import { fileOneCase } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'
import { ensureMigrated } from './deploy-migrations.ts'
import { prepareRuntimeRole, tablesAtRisk, withClient } from './runtime-role.ts'

describe.skipIf(!testServer)('the role by which the programs work', () => {
  const role = `run_${randomBytes(6).toString('hex')}`
  let api: TestApi
  let owner = ''
  beforeAll(async () => {
    api = await startTestApi(async (ownerUrl) => {
      owner = ownerUrl
      // As an earlier version left it: the queue was made by the owner.
      await connectBackend({ backend: 'postgres', url: ownerUrl }, 10_000)
      const url = new URL(ownerUrl)
      Object.assign(url, { username: role, password: 'p@ss/word' })
      await prepareRuntimeRole(ownerUrl, url.toString())
      await prepareRuntimeRole(ownerUrl, url.toString())
      return url.toString()
    })
  })
  afterAll(async () => {
    await api?.close()
    await withClient(testServer ?? '', (client) => client.query(`DROP ROLE ${role}`))
  })

  it('can do all that a case needs, from the camera to the package', async () => {
    const { zip } = await fileOneCase(api)
    expect(zip.length).toBeGreaterThan(1_000)
  })

  it.each([
    'ALTER TABLE audit_entry DISABLE TRIGGER ALL',
    'DROP TRIGGER append_only ON review',
    `UPDATE audit_entry SET actor = 'nobody'`,
    'DELETE FROM dossier',
    'TRUNCATE exhibit',
    `UPDATE worker_key_decision SET decision = 'trusted'`,
    'DELETE FROM _prisma_migrations',
    'SET session_replication_role = replica',
    'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
  ])('cannot: %s', async (sql) => {
    await expect(withClient(api.databaseUrl, (client) => client.query(sql))).rejects.toMatchObject({
      code: '42501',
      message: expect.stringMatching(/permission denied|must be owner/) as string,
    })
  })

  it('is told from one that owns the tables', async () => {
    expect(await tablesAtRisk(api.databaseUrl)).toEqual([])
    const owned = await tablesAtRisk(owner)
    expect(owned).toEqual(expect.arrayContaining(['audit_entry', 'dossier', 'worker_key_decision']))
  })

  it('keeps its queue, and brings it up to date', async () => {
    await connectBackend({ backend: 'postgres', url: api.databaseUrl }, 10_000)
    const owners = await withClient(owner, (client) =>
      client.query<{ name: string }>(
        `SELECT DISTINCT pg_get_userbyid(relowner) AS name FROM pg_class WHERE relnamespace = 'bullmq'::regnamespace`,
      ),
    )
    expect(owners.rows).toEqual([{ name: role }])
  })

  it('does not migrate, and says so where something is pending', async () => {
    await ensureMigrated(api.databaseUrl)
    const newest = '(SELECT max(migration_name) FROM _prisma_migrations)'
    const undo = `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = ${newest} RETURNING migration_name AS name`
    const { rows } = await withClient(owner, (client) => client.query<{ name: string }>(undo))
    await expect(ensureMigrated(api.databaseUrl)).rejects.toMatchObject({
      code: 'database_not_migrated',
      facts: { pending: [rows[0]?.name] },
    })
  })
})
