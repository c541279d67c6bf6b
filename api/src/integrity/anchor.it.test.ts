import { randomBytes } from 'node:crypto'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Listed } from '@sightline/infra/platform/objects'
import { openS3Objects } from '@sightline/infra/platform/objects-s3'
import { openSigner } from '@sightline/infra/platform/sign'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { auditHash } from '../audit/append.ts'
import { beginning, rowsAfter } from '../audit/verify-chain.ts'
import { startTestApi, type TestApi } from '../test/api.ts'
import { anchorsUnder, readAnchor, writeAnchor } from './anchor.ts'
import { runAudit } from './run-audit.ts'

const s3 = testServer('s3')

describe.skipIf(!testServer('pg'))('the anchors of the audit trail', () => {
  let api: TestApi
  let insider: pg.Client
  let settings: Record<string, string>
  beforeAll(async () => {
    api = await startTestApi()
    for (const account of ['ann', 'bob', 'eve', 'kim']) await api.as('operator', account)
    settings = {
      DATABASE_URL: api.databaseUrl,
      SIGHTLINE_OBJECTS_DIR: join(api.dir, 'objects'),
      SIGHTLINE_SECRETS_DIR: api.dir,
    }
    insider = new pg.Client({ connectionString: api.databaseUrl })
    await insider.connect()
  })
  afterAll(async () => {
    await insider?.end()
    await api?.close()
  })

  async function verify(more: Record<string, string> = {}) {
    const told: string[] = []
    const say = (line: string) => void told.push(line)
    const code = await runAudit(['verify'], { env: { ...settings, ...more }, say, warn: say })
    return { code, told: told.join('\n') }
  }
  const rows = () => rowsAfter(api.world.db, beginning, 10_000)
  async function asInsider(work: () => Promise<unknown>) {
    await insider.query('ALTER TABLE audit_entry DISABLE TRIGGER ALL')
    await work()
    await insider.query('ALTER TABLE audit_entry ENABLE TRIGGER ALL')
  }
  const write = (row: Awaited<ReturnType<typeof rows>>[number]) =>
    insider.query('UPDATE audit_entry SET actor = $2, previous = $3, hash = $4 WHERE sequence = $1', [
      row.sequence,
      row.actor,
      row.previous,
      row.hash,
    ])
  /** One row says something else, and every hash from there on is made anew: the chain by itself is sound. */
  async function rewriteFrom(sequence: number) {
    let previous: string | null = null
    for (const row of await rows()) {
      const edited = { ...row, actor: row.sequence === sequence ? 'nobody' : row.actor, previous }
      previous = auditHash(edited)
      await write({ ...edited, hash: previous })
    }
  }

  it('are missed where there is none, and written once for every end of the trail', async () => {
    expect(await verify()).toMatchObject({ code: 3, told: expect.stringMatching(/no anchors/) as string })
    const end = await writeAnchor(api.world)
    expect(end).toBe((await rows()).length)
    expect(await writeAnchor(api.world, end)).toBe(end)
    await api.as('operator', 'lee')
    expect(await writeAnchor(api.world, end)).toBeGreaterThan(end)
    expect(await verify()).toMatchObject({ code: 0, told: expect.stringMatching(/anchors: 2$/m) as string })
  })

  it('are found by the data folder alone, whatever is set for another', async () => {
    const secrets = join(api.dir, 'secrets')
    await cp(join(api.dir, 'api'), join(secrets, 'api'), { recursive: true })
    await writeFile(join(secrets, 'database.url'), `${api.databaseUrl}\n`)
    const told: string[] = []
    const say = (line: string) => void told.push(line)
    const env = { DATABASE_URL: 'postgres://elsewhere', SIGHTLINE_OBJECTS_DIR: join(api.dir, 'elsewhere') }
    expect(await runAudit(['verify', '--data', api.dir], { env, say, warn: say })).toBe(0)
    expect(told.join('\n')).toMatch(/anchors: 2$/m)
  })

  it('find that a row was edited and every hash made anew, also in the background', async () => {
    const before = await rows()
    await asInsider(() => rewriteFrom(4))
    const { code, told } = await verify()
    expect(code).toBe(1)
    expect(told).not.toMatch(/^audit #/m)
    expect(told.match(/^anchor .* another hash/gm)).toHaveLength(2)
    await api.world.chainCheck.tick()
    expect(api.world.chainCheck.state().problems).toBe(2)
    await asInsider(async () => {
      for (const row of before) await write(row)
    })
    expect((await verify()).code).toBe(0)
  })

  it('find that the newest five rows are gone, also when others were written in their place', async () => {
    await asInsider(() =>
      insider.query('DELETE FROM audit_entry WHERE sequence > (SELECT max(sequence) - 5 FROM audit_entry)'),
    )
    expect(await verify()).toMatchObject({
      code: 1,
      told: expect.stringMatching(/^anchor .* is gone/m) as string,
    })
    for (const account of ['una', 'ivo', 'max', 'pia']) await api.as('operator', account)
    const { code, told } = await verify()
    expect([code, told.match(/^anchor .* another hash/gm)?.length]).toEqual([1, 2])
  })

  it('that another key signed, or nobody, are no anchors', async () => {
    const forger = await openSigner(join(api.dir, 'forger'))
    api.clock.at += 1_000
    await writeAnchor({ ...api.world, signer: forger })
    expect((await verify()).told).toMatch(/^anchor .* not signed by/m)
    expect(await verify({ SIGHTLINE_SECRETS_DIR: join(api.dir, 'elsewhere') })).toMatchObject({ code: 2 })
  })

  it.skipIf(s3 === null)('are stored in S3 as exhibits are, locked, and found there', async () => {
    const [url, bucket] = [s3 ?? '', `anchors-${randomBytes(4).toString('hex')}`]
    const objects = await openS3Objects({ url, bucket, retentionDays: 1 })
    await writeAnchor({ ...api.world, objects })
    const found: Listed[] = []
    for await (const one of objects.list(anchorsUnder)) found.push(one)
    expect(found).toHaveLength(1)
    const { publicKeyPem } = api.world.signer
    expect(await readAnchor({ objects, publicKeyPem }, found[0]!)).toMatchObject({
      sequence: (await rows()).at(-1)?.sequence,
    })
    await expect(objects.discard(found[0]!.key, found[0]!.versionId)).rejects.toThrow('object_kept')
  })
})
