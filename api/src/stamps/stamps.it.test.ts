import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readStamp, StampError } from '@sightline/infra/platform/time-stamp/token'
import { runAudit } from '../integrity/run-audit.ts'
import { readZip, verifyMembers } from '../packages/verify-package.mjs'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { takePackage } from '../test/take-package.ts'
import { openAuthority } from './authority.ts'
import { createStamping, type Stamping } from './stamping.ts'
import { hasOpenssl, startAuthority, type TestAuthority } from './test/test-authority.ts'
import { stampsOf, stampsWaiting } from './view.ts'

const isReady = testServer && hasOpenssl()
if (!isReady && process.env['CI'] === 'true') throw new Error('openssl is missing, which CI does not allow')
const hour = 3_600_000

describe.skipIf(!isReady)('a time-stamp', () => {
  let api: TestApi
  let steps: Steps
  let tsa: TestAuthority
  let stranger: TestAuthority
  let stamping: Stamping
  let insider: pg.Client
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    tsa = await startAuthority()
    stranger = await startAuthority('Stranger')
    stamping = await newStamping(tsa.url)
    insider = new pg.Client({ connectionString: api.databaseUrl })
    await insider.connect()
  })
  afterEach(() => tsa.misbehave(null))
  afterAll(async () => {
    await insider?.end()
    await tsa?.close()
    await stranger?.close()
    await api?.close()
  })

  const newStamping = async (tsaUrl: string, everyMs = hour): Promise<Stamping> =>
    createStamping(
      { ...api.world, authority: await openAuthority({ tsaUrl, tsaRoots: tsa.rootFile }) },
      { everyMs },
    )
  let nth = 0
  /** A finding that was confirmed and passed on, an hour after the one before. */
  async function seal(): Promise<{ alertId: string; findingId: string }> {
    nth += 1
    api.clock.at += hour
    const findingId = `stamped-${nth}`
    return {
      alertId: await passedOn(api, steps, { findingId, openedAt: api.clock.at - 1_800_000 }),
      findingId,
    }
  }
  const batches = () =>
    api.world.db.stampBatch.findMany({ orderBy: { at: 'asc' }, include: { token: true, leaves: true } })
  async function asInsider(sql: string, ...values: unknown[]) {
    await insider.query("SET session_replication_role = 'replica'")
    await insider.query(sql, values)
    await insider.query("SET session_replication_role = 'origin'")
  }
  async function verify(env: Record<string, string> = {}) {
    const told: string[] = []
    const say = (line: string) => void told.push(line)
    const settings = {
      DATABASE_URL: api.databaseUrl,
      SIGHTLINE_OBJECTS_DIR: join(api.dir, 'objects'),
      SIGHTLINE_SECRETS_DIR: api.dir,
      SIGHTLINE_TSA_ROOTS: tsa.rootFile,
    }
    await runAudit(['verify'], { env: { ...settings, ...env }, say, warn: say })
    return told.filter((line) => /time-stamp|tsa_roots/.test(line)).join('\n')
  }

  it('is asked of nobody where no authority is set, and of none that nobody vouches for', async () => {
    const { findingId } = await seal()
    await createStamping({ ...api.world, authority: null }, { everyMs: hour }).tick()
    expect([await batches(), await stampsOf(api.world, findingId)]).toEqual([[], []])
    await expect(openAuthority({ tsaUrl: tsa.url })).rejects.toMatchObject({ code: 'tsa_roots_missing' })
    writeFileSync(join(api.dir, 'none.pem'), 'no certificate')
    for (const tsaRoots of [join(api.dir, 'none.pem'), join(api.dir, 'not-there.pem')])
      await expect(openAuthority({ tsaUrl: tsa.url, tsaRoots })).rejects.toMatchObject({
        code: 'tsa_roots_invalid',
      })
  })

  it('is one for all that was sealed in an hour, awaited until it comes, and shown with its authority (R45)', async () => {
    const [one, two] = [await seal(), await seal()]
    tsa.misbehave('down')
    await stamping.tick()
    expect((await stampsOf(api.world, one.findingId)).map(({ stamped }) => stamped)).toEqual([null])
    expect(await stampsWaiting(api.world)).toEqual({ count: 1, since: api.clock.at })
    expect(await verify()).toContain('its time-stamp is still awaited')
    tsa.misbehave(null)
    // It was down a moment ago: it is left alone for a minute, then asked again.
    const asked = tsa.asked()
    await stamping.tick()
    expect(tsa.asked()).toBe(asked)
    api.clock.at += 60_000
    await stamping.tick()
    const before = Date.now()
    for (const { findingId, alertId } of [one, two]) {
      const [stamp] = await stampsOf(api.world, findingId)
      expect(stamp).toMatchObject({ stage: 'confirmed', stamped: { authority: 'CN=Test TSA' } })
      expect(Math.abs((stamp?.stamped?.at ?? 0) - before)).toBeLessThan(10 * 60_000)
      expect((await steps.detail(await api.as('officer', 'ann'), alertId)).stamps).toEqual(
        await stampsOf(api.world, findingId),
      )
    }
    const [batch] = await batches()
    expect(new Set(batch?.leaves.map(({ dossierId }) => dossierId)).size).toBe(batch!.size - 1)
    expect(await verify()).toBe('时间戳 time-stamps: 1')
    expect(await verify({ SIGHTLINE_TSA_ROOTS: '' })).toContain('signer not checked')
  })

  it('is not asked for again within the hour, nor where nothing came, nor twice by two at once', async () => {
    const count = (await batches()).length
    await seal()
    api.clock.at -= 30 * 60_000
    await stamping.tick()
    expect((await batches()).length).toBe(count)
    api.clock.at += hour
    const other = await newStamping(tsa.url)
    await Promise.all([stamping.tick(), other.tick()])
    expect((await batches()).length).toBe(count + 1)
    api.clock.at += hour
    await stamping.tick()
    const after = await batches()
    expect(after.every(({ token }) => token !== null)).toBe(true)
    api.clock.at += hour
    await stamping.tick()
    expect((await batches()).length).toBe(after.length)
  })

  it.each(['replay', 'redirect', 'endless'] as const)(
    'is not taken from an authority that answers by %s',
    async (how) => {
      const { findingId } = await seal()
      const own = await newStamping(tsa.url)
      tsa.misbehave(how)
      await own.tick()
      expect((await stampsOf(api.world, findingId))[0]).toMatchObject({ stamped: null })
      tsa.misbehave(null)
      await (await newStamping(tsa.url)).tick()
      expect((await stampsOf(api.world, findingId))[0]?.stamped).not.toBeNull()
    },
  )

  it('is not taken from an authority that nobody here trusts', async () => {
    const { findingId } = await seal()
    await (await newStamping(stranger.url)).tick()
    expect((await stampsOf(api.world, findingId))[0]).toMatchObject({ stamped: null })
    await (await newStamping(tsa.url)).tick()
    expect((await stampsOf(api.world, findingId))[0]?.stamped).not.toBeNull()
  })

  it('is left alone for longer and longer while its authority is down, and nothing is lost', async () => {
    const own = await newStamping(tsa.url)
    const { findingId } = await seal()
    tsa.misbehave('down')
    const began = tsa.asked()
    for (let minute = 0; minute < 120; minute += 1) {
      await own.tick()
      api.clock.at += 60_000
    }
    // After 0, 1, 3, 7, 15, 31, 61 and 91 minutes.
    expect(tsa.asked() - began).toBe(8)
    tsa.misbehave(null)
    api.clock.at += 30 * 60_000
    await own.tick()
    expect((await stampsOf(api.world, findingId))[0]?.stamped).not.toBeNull()
    expect(await stampsWaiting(api.world)).toEqual({ count: 0, since: null })
  })

  it('says another time or number by no changed bit: every thirteenth was tried', async () => {
    const [{ root, token }] = (await batches()).slice(-1) as [Awaited<ReturnType<typeof batches>>[number]]
    const roots = [new X509Certificate(readFileSync(tsa.rootFile))]
    const asked = { digest: Buffer.from(root, 'hex'), nonce: null, roots }
    const answer = Buffer.from(token!.answer)
    const { at, serial } = readStamp(answer, asked)
    for (let bit = 0; bit < answer.length * 8; bit += 13) {
      const copy = Buffer.from(answer)
      copy[bit >> 3] = copy[bit >> 3]! ^ (1 << (bit & 7))
      try {
        const read = readStamp(copy, asked)
        expect([bit, read.at, read.serial]).toEqual([bit, at, serial])
      } catch (error) {
        if (!(error instanceof Error)) throw error
      }
    }
    expect(() => readStamp(answer, { ...asked, digest: Buffer.alloc(32) })).toThrow(StampError)
    expect(() => readStamp(Buffer.from('no DER'), asked)).toThrow(StampError)
  })

  it('tells what an insider changed: a dossier, what was stamped, the trail, the answer', async () => {
    const all = await batches()
    const [first, second] = [all[0]!, all[1]!]
    /** Said twice it is as it was. */
    const change = async (sql: string, id: unknown, found: string) => {
      await asInsider(sql, id)
      expect(await verify()).toContain(found)
      await asInsider(sql, id)
      expect(await verify()).not.toContain('time-stamp ')
    }
    const swap = (table: string, column: string, key: string) =>
      `UPDATE ${table} SET ${column} = reverse(${column}) WHERE ${key} = $1`
    const { dossierId } = first.leaves[0]!
    const of = swap('dossier', 'manifest_sha256', 'id')
    await change(of, dossierId, 'a dossier is not what it was when it was time-stamped')
    const leaf = swap('stamp_leaf', 'sha256', 'dossier_id')
    await change(leaf, dossierId, 'what was time-stamped is not these dossiers')
    const trail = swap('audit_entry', 'hash', 'sequence')
    await change(trail, first.auditSequence, 'the audit trail is not what it was')
    const [a, b] = [first.token!.answer, second.token!.answer].map((bytes) => Buffer.from(bytes))
    const token = 'UPDATE stamp_token SET answer = $2 WHERE batch_id = $1'
    await asInsider(token, first.id, b)
    expect(await verify()).toContain('no trusted authority stamped this')
    await asInsider(token, first.id, a)
    await expect(insider.query(token, [first.id, b])).rejects.toThrow('append-only')
  })

  it('goes with the package, and openssl says the same of it', async () => {
    const { alertId } = await seal()
    const officers = [await api.as('officer', 'ann'), await api.as('officer', 'bob')] as [As, As]
    for (const officer of officers) await steps.openAll(officer, alertId)
    for (const officer of officers) await steps.review(officer, alertId, {})
    await (await newStamping(tsa.url, 1)).tick()
    const { caseId } = (await steps.detail(officers[0], alertId)).alert
    const { members } = readZip((await takePackage(api, officers[0], caseId!)).rawPayload)
    const report = verifyMembers(members)
    expect(report).toMatchObject({ problems: [], stamps: [{ stage: 'confirmed', authority: 'CN=Test TSA' }] })
    const file = join(api.dir, 'confirmed.tsr')
    writeFileSync(file, members.get('stamps/confirmed.tsr')!)
    const verified = [
      'ts',
      '-verify',
      '-digest',
      report.stamps[0]!.root,
      '-in',
      file,
      '-CAfile',
      tsa.rootFile,
    ]
    expect(execFileSync('openssl', verified, { encoding: 'utf8', stdio: 'pipe' })).toContain('OK')
    const list = JSON.parse(members.get('stamps.json')!.toString()) as { proof: string[]; sha256: string }[]
    for (const altered of [
      [{ ...list[0], proof: ['00'.repeat(32)] }],
      [{ ...list[0], sha256: '00'.repeat(32) }],
      [{ ...list[0], root: '00'.repeat(32) }],
      [],
    ]) {
      const bytes = Buffer.from(JSON.stringify(altered))
      const found = verifyMembers(new Map(members).set('stamps.json', bytes)).problems
      expect(found.map(({ member }) => member)).toContain(
        altered.length > 0 ? 'stamps.json' : 'stamps/confirmed.tsr',
      )
    }
  })
})
