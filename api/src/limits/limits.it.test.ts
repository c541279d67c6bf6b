import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Limited } from '../../contract/limits.ts'
import { endOfTerm } from '../../law/terms.ts'
import { startTestApi, day, type As, type TestApi } from '../test/api.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'
import { tellDue } from './tell-due.ts'
import { streamsAt } from './streams.ts'

const minute = 60_000

describe.skipIf(!testServer)('what has to be done within a time', () => {
  let api: TestApi
  let steps: Steps
  let operator: As
  let ann: As
  let bob: As
  let head: As
  let supervisor: As
  let fresh: string
  let looked: string
  let proposed: string
  /** When the world was set up. */
  let began: number
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    began = api.clock.at
    operator = await api.as('operator')
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    head = await api.as('head')
    supervisor = await api.as('supervisor')
    const alertAt = (findingId: string) => ({ findingId, openedAt: began - 10 * minute, plate: '渝A12345' })
    fresh = await steps.alertOf(alertAt('fresh'))
    looked = await passedOn(api, steps, alertAt('looked'))
    const agreed = await passedOn(api, steps, alertAt('agreed'))
    for (const officer of [ann, bob]) {
      await steps.openAll(officer, agreed)
      await steps.review(officer, agreed)
    }
    proposed = (await steps.detail(ann, agreed)).alert.caseId ?? ''
  })
  afterAll(() => api?.close())

  const list = async (as: As, query = '') => {
    const answer = await as.call('GET', `/api/limits?${query}`)
    expect(answer.statusCode).toBe(200)
    return answer.json<{ items: Limited[]; next: string | null }>()
  }
  const named = ({ items }: { items: readonly Limited[] }) => items.map(({ work, about }) => [work, about.id])
  const told = () => api.world.db.escalation.findMany({ orderBy: [{ at: 'asc' }, { level: 'asc' }] })
  const own = async (as: As) => (await as.call('GET', '/api/limits/own')).json<object>()
  const tell = () => tellDue(api.world.db, api.clock.at)

  it('is listed by when it is due, of what each may read', async () => {
    const all = [
      ['triage', fresh],
      ['review', looked],
      ['filing', proposed],
    ]
    expect(named(await list(ann))).toEqual(all)
    expect(named(await list(supervisor))).toEqual(all)
    expect(named(await list(operator))).toEqual(all.slice(0, 2))
    expect(named(await list(await api.as('device_admin')))).toEqual([])
    expect((await list(ann)).items[2]).toMatchObject({
      dueAt: endOfTerm(began, { unit: 'working_day', n: 7 }),
      duty: 'head',
      holder: null,
      told: null,
    })
  })

  it('its pages hold everything once, also of what is due at one moment', async () => {
    const { db } = api.world
    const { finding: _finding, ...like } = await db.alert.findUniqueOrThrow({
      where: { id: looked },
      include: { finding: true },
    })
    for (const n of [1, 2, 3, 4, 5]) {
      const id = `more-${n}`
      await db.finding.create({ data: { ..._finding, id } })
      const status = n % 2 ? ('agreed_once' as const) : ('passed_on' as const)
      const limitFrom = new Date(like.limitFrom.getTime() - (n === 5 ? day : 0))
      await db.alert.create({ data: { ...like, id, findingId: id, status, limitFrom } })
    }
    const whole = await list(supervisor, 'limit=200')
    expect(whole.items).toHaveLength(8)
    expect(whole.items.map(({ dueAt }) => dueAt)).toEqual(
      whole.items.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b),
    )
    const paged: Limited[] = []
    let cursor = ''
    do {
      const page = await list(supervisor, `limit=1${cursor}`)
      paged.push(...page.items)
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(paged).toEqual(whole.items)
    await db.alert.deleteMany({ where: { id: { startsWith: 'more-' } } })
    expect((await list(supervisor, 'state=late')).items).toEqual([])
    expect(named(await list(supervisor, 'work=filing&state=ahead'))).toEqual([['filing', proposed]])
    for (const query of ['cursor=nonsense', 'work=nothing', 'limit=201'])
      expect((await supervisor.call('GET', `/api/limits?${query}`)).statusCode).toBe(400)
  })

  it('is told once at each level, to whom it belongs, by one of two at once; and changes nothing', async () => {
    const before = await api.world.db.alert.findMany({ orderBy: { id: 'asc' } })
    await tell()
    expect(await told()).toEqual([])
    api.clock.at += 10 * minute
    await tell()
    expect(await told()).toEqual([])
    expect(await own(operator)).toEqual({ late: 0, supervisions: 0 })
    api.clock.at += 1
    const heard: unknown[] = []
    const hears = (unitId: string) => unitId === 'root'
    const stop = api.world.hub.subscribe({ send: (event) => heard.push(event), hears, end: () => undefined })
    await Promise.all([tell(), tell(), tell()])
    await tell()
    await expect.poll(() => heard).toEqual([{ type: 'limits', id: 'root' }])
    stop()
    expect(await told()).toMatchObject([
      { work: 'triage', subject: `alert/${fresh}`, level: 'late', toRole: 'operator', toUnitId: 'root' },
    ])
    expect([await own(operator), await own(head)]).toEqual([
      { late: 1, supervisions: 0 },
      { late: 0, supervisions: 0 },
    ])
    api.clock.at += 30 * minute
    await tell()
    expect((await told()).map(({ level, toRole }) => [level, toRole])).toEqual([
      ['late', 'operator'],
      ['head', 'head'],
    ])
    head = await api.as('head')
    expect(await own(head)).toEqual({ late: 1, supervisions: 0 })
    expect((await list(head, 'whose=own&state=late')).items).toMatchObject([
      { work: 'triage', told: { level: 'head', duty: 'head', unitId: 'root' } },
    ])
    expect(await api.world.db.alert.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
    const trail = await api.world.db.auditEntry.findMany({ where: { action: 'limit.told' } })
    expect(trail.map(({ actor, subject }) => [actor, subject])).toEqual([
      ['system', `alert/${fresh}`],
      ['system', `alert/${fresh}`],
    ])
    await expect(api.world.db.escalation.deleteMany()).rejects.toThrow()
  })

  it('what somebody else has in hand is not mine', async () => {
    await steps.act(await api.as('operator', 'second'), fresh, { action: 'claim' })
    expect(await own(operator)).toEqual({ late: 0, supervisions: 0 })
    expect((await list(operator)).items[0]).toMatchObject({ holder: { name: 'second' } })
  })

  it('killed between the row and its record it is told whole the next time', async () => {
    const { db } = api.world
    const count = (await told()).length
    api.clock.at = began + 3 * day
    await db.$executeRawUnsafe(`CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.action = 'limit.told' THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$`)
    await db.$executeRawUnsafe(
      `CREATE TRIGGER stop_here BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION stop_here()`,
    )
    await expect(tell()).rejects.toThrow()
    expect(await told()).toHaveLength(count)
    await db.$executeRawUnsafe('DROP TRIGGER stop_here ON audit_entry')
    await tell()
    expect((await told()).length).toBe(count + 1)
  })

  it('what passed while nothing ran is told once, at the level that it has by then', async () => {
    api.clock.at = began + 40 * day
    await tell()
    await tell()
    const rows = (await told()).filter(({ at }) => at.getTime() === api.clock.at)
    expect(rows.map(({ work, level, toRole }) => [work, level, toRole]).toSorted()).toEqual([
      ['filing', 'supervisor', 'supervisor'],
      ['review', 'supervisor', 'supervisor'],
    ])
    supervisor = await api.as('supervisor')
    expect(await own(supervisor)).toEqual({ late: 3, supervisions: 0 })
    const counts = (await supervisor.call('GET', '/api/limits/counts')).json<{ items: object[] }>()
    expect(counts.items).toHaveLength(3)
    expect(counts.items).toContainEqual({ unitId: 'root', work: 'filing', late: 1 })
    expect((await ann.call('GET', '/api/limits/counts')).statusCode).not.toBe(200)
  })

  it('an alert that is judged anew has a new limit, and is told of anew', async () => {
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    await steps.openAll(bob, looked)
    await steps.review(bob, looked, { verdict: 'reject', reason: 'picture_unclear', plate: null })
    expect(named(await list(ann, 'work=review'))).toEqual([])
    const { version } = (await steps.detail(supervisor, looked)).alert
    const again = { version, note: '抽查发现问题，重新审核' }
    expect((await supervisor.call('POST', `/api/alerts/${looked}/reopen`, again)).statusCode).toBe(200)
    const dueAt = endOfTerm(api.clock.at, { unit: 'working_day', n: 5 })
    expect((await list(ann, 'work=review')).items).toMatchObject([{ dueAt, told: null }])
    const count = (await told()).length
    await tell()
    expect(await told()).toHaveLength(count)
    api.clock.at = dueAt + 1
    await tell()
    expect((await told()).at(-1)).toMatchObject({ work: 'review', subject: `alert/${looked}`, level: 'late' })
  })

  it('is read in the order of an index, never as a whole', async () => {
    const { db } = api.world
    for (const { of, rows } of streamsAt(api.clock.at).filter(({ of }) => of === 'alert' || of === 'case')) {
      const plan = await db.$transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL enable_seqscan = off`
        return tx.$queryRaw<object[]>`EXPLAIN SELECT * FROM (${rows}) w ORDER BY w.since, w.id LIMIT 51`
      })
      const text = JSON.stringify(plan)
      expect(text).toContain(
        of === 'alert' ? 'alert_status_limit_from_id_idx' : 'case_state_status_since_case_id_idx',
      )
    }
  })
})
