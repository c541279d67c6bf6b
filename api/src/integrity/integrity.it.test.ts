import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditHash } from '../audit/append.ts'
import { rowsAfter } from '../audit/verify-chain.ts'
import { day, monitorToken, startTestApi, type TestApi } from '../test/api.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'
import { writeAnchor } from './anchor.ts'
import { runAudit } from './run-audit.ts'

describe.skipIf(!testServer)('what was recorded, looked at again', () => {
  let api: TestApi
  let steps: Steps
  let insider: pg.Client
  let settings: Record<string, string>
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    for (const findingId of ['a', 'b', 'c', 'd'])
      await steps.intake(await steps.sealer.seal({ sourceId: steps.sourceId, findingId }))
    await writeAnchor(api.world)
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

  async function verify() {
    const told: string[] = []
    const say = (line: string) => void told.push(line)
    const code = await runAudit(['verify'], { env: settings, say, warn: say })
    return { code, told: told.join('\n') }
  }
  /** Who has the address of the database switches off what keeps rows as they are, for as long as the work takes. */
  async function asInsider(table: string, work: () => Promise<unknown>) {
    await insider.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    await work()
    await insider.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`)
  }
  const health = async () =>
    (await api.app.inject({ url: '/healthz' })).json<{ ok: boolean; parts: object }>()
  const gauge = async (name: string) => {
    const headers = { authorization: `Bearer ${monitorToken}` }
    const { payload } = await api.app.inject({ url: '/metrics', headers })
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(payload)?.[1])
  }

  it('is sound as long as nobody touches it', async () => {
    expect(await verify()).toMatchObject({ code: 0, told: expect.stringMatching(/完好 SOUND$/) as string })
    await api.world.chainCheck.tick()
    const last = (await rowsAfter(api.world.db, { sequence: 0, hash: null }, 1_000)).at(-1)
    expect(await gauge('sightline_audit_checked_sequence')).toBe(last?.sequence)
    expect(await gauge('sightline_audit_problems')).toBe(0)
  })

  it('was written by a clock that was set back: noticed once, and no change', async () => {
    api.clock.at -= 2 * day
    await api.as('operator', 'una')
    await api.as('operator', 'ivo')
    api.clock.at += 2 * day
    await writeAnchor(api.world)
    const { code, told } = await verify()
    expect(code).toBe(0)
    expect(told.match(/^audit #\d+: .*a clock was set back/gm)).toHaveLength(1)
    expect(told).toMatch(/CLOCK SET BACK: 1$/m)
    await api.world.chainCheck.tick()
    expect(await gauge('sightline_audit_clock_steps')).toBe(1)
    expect(await gauge('sightline_audit_problems')).toBe(0)
    expect(await health()).toMatchObject({ ok: true, parts: { audit: true } })
  })

  it('is found changed where a row was edited, and where one was taken out', async () => {
    await asInsider('audit_entry', async () => {
      await insider.query(`UPDATE audit_entry SET facts = facts || '{"x":1}' WHERE sequence = 3`)
      await insider.query(`UPDATE audit_entry SET sequence = -5 WHERE sequence = 5`)
    })
    const { code, told } = await verify()
    expect(code).toBe(1)
    expect(told).toMatch(/^audit #3: .*not what its hash/m)
    expect(told).toMatch(/^audit #6: .*rows before it are gone/m)
    await asInsider('audit_entry', async () => {
      await insider.query(`UPDATE audit_entry SET sequence = 5 WHERE sequence = -5`)
      await insider.query(`UPDATE audit_entry SET facts = facts - 'x' WHERE sequence = 3`)
    })
    expect((await verify()).code).toBe(0)
  })

  it('is found changed where hashes were made over one edited row and not over the next', async () => {
    const [row] = await rowsAfter(api.world.db, { sequence: 3, hash: null }, 1)
    const hash = auditHash({ ...row!, actor: 'somebody else' })
    await asInsider('audit_entry', () =>
      insider.query(`UPDATE audit_entry SET actor = 'somebody else', hash = $1 WHERE sequence = 4`, [hash]),
    )
    expect((await verify()).told).toMatch(/^audit #5: .*does not follow/m)
    await asInsider('audit_entry', () =>
      insider.query('UPDATE audit_entry SET actor = $1, hash = $2 WHERE sequence = 4', [
        row!.actor,
        row!.hash,
      ]),
    )
  })

  it('names the dossier that is not what was signed, one that is gone and one that is at the place of another', async () => {
    await asInsider('dossier', () =>
      insider.query(
        `UPDATE dossier SET manifest = replace(manifest, '人行道', '机动车道') WHERE finding_id = 'b'`,
      ),
    )
    expect(await verify()).toMatchObject({
      code: 1,
      told: expect.stringMatching(/^dossier b .*#1\).*signed/m) as string,
    })
    await asInsider('dossier', () =>
      insider.query(
        `UPDATE dossier SET manifest = replace(manifest, '机动车道', '人行道'), sequence = 7 WHERE finding_id = 'b'`,
      ),
    )
    const { code, told } = await verify()
    expect(code).toBe(1)
    expect(told).toMatch(/^dossier c .*#2\).*not here/m)
    expect(told).toMatch(/^dossier b .*#7\).*signed/m)
    await asInsider('dossier', () => insider.query(`UPDATE dossier SET sequence = 1 WHERE finding_id = 'b'`))
    expect((await verify()).code).toBe(0)
  })

  it.each<[string, string]>([
    ['a point that failed is said to be met', `profile = jsonb_set(profile, '{points,0,measured}', '[7]')`],
    ['the sign is another', `profile = jsonb_set(profile, '{sign,takenOn}', '"2023-06-02"')`],
    ['nobody is said to have judged', 'profile = NULL'],
    ['what speaks against them is more, or less', `clue_reasons = '{gap_in_segment}'`],
  ])('names the dossier whose judgement was changed: %s', async (_name, change) => {
    const { rows } = await insider.query<{ profile: object; clue_reasons: string }>(
      `SELECT profile, clue_reasons FROM dossier WHERE finding_id = 'b'`,
    )
    const [before] = rows
    await asInsider('dossier', () => insider.query(`UPDATE dossier SET ${change} WHERE finding_id = 'b'`))
    const { code, told } = await verify()
    await asInsider('dossier', () =>
      insider.query(`UPDATE dossier SET profile = $1, clue_reasons = $2 WHERE finding_id = 'b'`, [
        JSON.stringify(before?.profile),
        before?.clue_reasons,
      ]),
    )
    expect([code, told]).toEqual([
      1,
      expect.stringMatching(/^dossier b .*judged is not what the trail says/m) as string,
    ])
    expect((await verify()).code).toBe(0)
  })

  it('is missing something, and nothing more, where a worker sealed what never came', async () => {
    await steps.sealer.seal({ sourceId: steps.sourceId, findingId: 'lost' })
    await steps.intake(await steps.sealer.seal({ sourceId: steps.sourceId, findingId: 'e' }))
    expect(await verify()).toMatchObject({
      code: 3,
      told: expect.stringMatching(/^dossier e .*not here/m) as string,
    })
  })

  it('is watched in the background: rows that vanish are told by health and gauge, and no request is refused for it', async () => {
    await api.world.chainCheck.tick()
    expect(await health()).toMatchObject({ ok: true, parts: { audit: true } })
    await asInsider('audit_entry', () =>
      insider.query('DELETE FROM audit_entry WHERE sequence > (SELECT max(sequence) - 5 FROM audit_entry)'),
    )
    await api.world.chainCheck.tick()
    expect(await health()).toMatchObject({ ok: true, parts: { audit: false } })
    expect(await gauge('sightline_audit_problems')).toBe(2)
  })

  it('says in both languages how it ends, and what it cannot do', async () => {
    const told: string[] = []
    const say = (line: string) => void told.push(line)
    expect(await runAudit(['--help'], { env: {}, say, warn: say })).toBe(0)
    expect(told.join()).toMatch(/3 nothing was changed.*未发现改动/)
    expect(await runAudit(['verify'], { env: {}, say, warn: say })).toBe(2)
    expect(await runAudit(['nonsense'], { env: {}, say, warn: say })).toBe(2)
  })
})
