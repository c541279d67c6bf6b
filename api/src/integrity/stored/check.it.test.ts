import { chmod, mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepUp } from '../../keeping/keep-up.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { testServer } from '../../test/database.ts'
import type { DossierOptions } from '../../test/dossier-fixture.ts'
import { createSteps, type Steps } from '../../test/filed-case.ts'
import { runCheck } from './run-check.ts'

describe.skipIf(!testServer)('sightline check', () => {
  let api: TestApi
  let insider: pg.Client
  let env: Record<string, string>
  let steps: Steps
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    for (const findingId of ['a', 'b']) await steps.alertOf({ findingId })
    await keepUp(api.world)
    env = { DATABASE_URL: api.databaseUrl, SIGHTLINE_OBJECTS_DIR: join(api.dir, 'objects') }
    insider = new pg.Client({ connectionString: api.databaseUrl })
    await insider.connect()
  })
  afterAll(async () => {
    await insider?.end()
    await api?.close()
  })

  async function check(...args: string[]) {
    const [told, warned]: [string[], string[]] = [[], []]
    const code = await runCheck(args, {
      env,
      say: (line) => told.push(line),
      warn: (line) => warned.push(line),
    })
    return { code, told: told.join('\n'), warned: warned.join('\n') }
  }
  const still = 'dossiers/a/confirmed/confirmed/wide.jpg'
  const pathOf = (key: string): string => join(api.dir, 'objects', key)
  /** What lies in the folder, as who may write there leaves it. */
  async function put(key: string, bytes: Buffer): Promise<void> {
    await mkdir(dirname(pathOf(key)), { recursive: true })
    await rm(pathOf(key), { force: true })
    await writeFile(pathOf(key), bytes)
    await chmod(pathOf(key), 0o400)
  }
  async function asInsider(table: string, sql: string, values: unknown[] = []): Promise<void> {
    await insider.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    await insider.query(sql, values)
    await insider.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`)
  }

  it.each(['presence', 'size', 'hash'])(
    'is content, by %s, with what nobody touched, and shows how far it is',
    async (depth) => {
      const { code, told, warned } = await check('--depth', depth)
      expect(told).toMatch(/findings: 2 .* exhibits: 12 .* objects: 18\n完好 SOUND$/)
      expect(code).toBe(0)
      expect(warned).toMatch(/^2 findings, 12 exhibits/)
    },
  )

  it('finds an exhibit swapped for another of its size by its bytes, and one of another size by that', async () => {
    const bytes = Buffer.from(await api.world.objects.readAll(still, null))
    await put(still, Buffer.alloc(bytes.length, 7))
    expect((await check('--depth', 'size')).code).toBe(0)
    const swapped = await check('--depth', 'hash')
    expect(swapped.code).toBe(1)
    expect(swapped.told).toMatch(/^altered dossiers\/a\/confirmed\/confirmed\/wide\.jpg: /m)
    await put(still, Buffer.from('shorter'))
    expect((await check('--depth', 'size')).told).toMatch(/^altered: 1$/m)
    await put(still, bytes)
    expect((await check('--depth', 'hash')).code).toBe(0)
  })

  it('names what is gone, and what lies there that nobody sealed', async () => {
    const bytes = Buffer.from(await api.world.objects.readAll(still, null))
    await rm(pathOf(still), { force: true })
    await put('dossiers/a/confirmed/confirmed/forged.jpg', bytes)
    const { code, told } = await check()
    expect(code).toBe(1)
    expect(told).toMatch(/^missing dossiers\/a\/confirmed\/confirmed\/wide\.jpg: /m)
    expect(told).toMatch(/^foreign dossiers\/a\/confirmed\/confirmed\/forged\.jpg: /m)
    const { told: json } = await check('--json', '--list', '0')
    expect(JSON.parse(json)).toMatchObject({
      depth: 'presence',
      counts: { missing: 1, foreign: 1 },
      problems: [],
    })
    await rm(pathOf('dossiers/a/confirmed/confirmed/forged.jpg'), { force: true })
    await put(still, bytes)
    expect((await check()).code).toBe(0)
  })

  it('finds a row that was changed behind the api, whether it names another hash or another object', async () => {
    const change = (column: string, value: string) =>
      asInsider('exhibit', `UPDATE exhibit SET ${column} = $1 WHERE object_key = $2`, [value, still])
    const { sha256 } = await api.world.db.exhibit.findFirstOrThrow({ where: { objectKey: still } })
    await change('sha256', 'a'.repeat(64))
    expect(await check()).toMatchObject({
      code: 1,
      told: expect.stringMatching(/^altered .*wide\.jpg/m) as string,
    })
    await change('sha256', sha256)
    const other = 'dossiers/b/confirmed/confirmed/wide.jpg'
    await asInsider('exhibit', `UPDATE exhibit SET object_key = $1 WHERE object_key = $2`, [
      `${other}x`,
      still,
    ])
    expect((await check()).told).toMatch(/^foreign dossiers\/a\/confirmed\/confirmed\/wide\.jpg/m)
    await asInsider('exhibit', `UPDATE exhibit SET object_key = $1 WHERE object_key = $2`, [
      still,
      `${other}x`,
    ])
    expect((await check()).code).toBe(0)
  })

  it('does not believe a removal on record that the law forbids', async () => {
    const { id } = await api.world.db.exhibit.findFirstOrThrow({ where: { objectKey: still } })
    await insider.query(
      `INSERT INTO exhibit_expiry VALUES ($1, now() - interval '1 day', 'ended', 90, now() - interval '2 days')`,
      [id],
    )
    const { code, told } = await check()
    expect(code).toBe(1)
    expect(told).toMatch(/^wrongly_gone .*wide\.jpg/m)
    expect(told).toMatch(/^undeleted .*wide\.jpg/m)
    await asInsider('exhibit_expiry', 'DELETE FROM exhibit_expiry')
    expect((await check()).code).toBe(0)
  })

  it('tells a dossier that never came in from one that is on its way', async () => {
    const key = 'dossiers/z/confirmed/a.jpg'
    await put(key, Buffer.from('on its way'))
    expect((await check()).code).toBe(0)
    const before = new Date(Date.now() - 2 * 3_600_000)
    await utimes(pathOf(key), before, before)
    const { code, told } = await check()
    expect(code).toBe(3)
    expect(told).toMatch(/^unclaimed dossiers\/z\/confirmed\/a\.jpg/m)
    await rm(pathOf(key))
  })

  it('measures every still anew where it is asked, and names the dossier whose worker sealed other numbers', async () => {
    // Pictures of one colour, of which the fixture says that they are sharp.
    const lied = await check('--depth', 'measures')
    expect([lied.code, lied.warned]).toEqual([1, expect.stringContaining('findings') as string])
    expect(lied.told).toMatch(/^measures_contradict dossiers\/a\/confirmed\/manifest\.json: /m)
    expect(lied.told).toMatch(/^measures_contradict: 2$/m)
    const honest: DossierOptions['adjust'] = (draft) => ({
      ...draft,
      measures: draft.measures && {
        pictures: draft.measures.pictures.map((one) => ({ ...one, sharpness: null })),
        viewMatch: null,
      },
    })
    await steps.alertOf({ findingId: 'c', adjust: honest })
    await keepUp(api.world)
    expect((await check('--depth', 'measures')).told).toMatch(/^measures_contradict: 2$/m)
  })

  it('says in both languages what it does and how it ends, and what it cannot read', async () => {
    const { code, told } = await check('--help')
    expect(code).toBe(0)
    expect(told).toMatch(/Exit: 0 .*完好[\s\S]*3 .*待完成/)
    for (const args of [['--depth', 'deep'], ['--list', 'all'], ['now'], ['--nonsense']]) {
      const wrong = await check(...args)
      expect(wrong.code).toBe(2)
      expect(wrong.warned.split('\n')[0]).toContain(args.at(-1))
    }
    env = { ...env, SIGHTLINE_KEEP_ENDED_DAYS: '7' }
    expect(await check()).toMatchObject({
      code: 2,
      warned: expect.stringMatching(/SIGHTLINE_KEEP_ENDED_DAYS/) as string,
    })
  })
})
