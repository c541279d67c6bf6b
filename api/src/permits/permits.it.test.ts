import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportAnswer, Permit } from '../../contract/permits.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { recordOnSite } from '../test/on-site.ts'
import type { ManifestDraft } from '../test/dossier-fixture.ts'
import type { Plate } from '../../contract/dossier.ts'

const openedAt = Date.parse('2026-11-20T10:00:00+08:00')
const corner = (x: number, y: number) => ({ x, y })
const square = [corner(0.1, 0.1), corner(0.9, 0.1), corner(0.9, 0.9)]
const machineRead = (text: string): Plate => ({
  verdict: 'legible',
  text,
  confidences: [...text].map(() => 0.99),
  colour: 'blue',
  reason: null,
  frames: (['opened', 'confirmed'] as const).map((stage, at) => ({
    at,
    stage,
    text,
    confidence: 0.99,
    heightPx: 30,
  })),
  networks: [{ name: 'reader', sha256: 'd'.repeat(64) }],
})

describe.skipIf(!testServer)('the register of permits', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let bob: As
  let zoneId: string
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    const zone = { sourceId: steps.sourceId, name: '人行道', polygon: square }
    zoneId = (await steps.admin.call('POST', '/api/zones', zone)).json<{ id: string }>().id
  })
  afterAll(() => api?.close())

  const draft = (more: object = {}) => ({
    kind: 'loading',
    number: '装-1',
    holder: '滨江超市',
    zoneIds: [zoneId],
    plate: '渝a·12345',
    fromDay: '2026-11-01',
    toDay: '2026-12-31',
    ...more,
  })
  const register = (more: object = {}) => steps.admin.call('POST', '/api/permits', draft(more))
  const made = async (more: object = {}) => (await register(more)).json<Permit>()
  const listed = async (query = '') =>
    (await ann.call('GET', `/api/permits${query}`)).json<{ items: Permit[]; next: string | null }>()
  const alertOf = (findingId: string, more: Partial<ManifestDraft> = {}) =>
    passedOn(api, steps, {
      findingId,
      openedAt,
      adjust: (manifest) => ({ ...manifest, zone: { ...manifest.zone, id: zoneId }, ...more }),
    })
  const permitsOf = async (as: As, alertId: string) =>
    (await as.call('GET', `/api/alerts/${alertId}/permits`)).json<{
      isAsked: boolean
      items: {
        number: string
        plate: string
        cover: string
        later: string | null
        machineMatches: boolean | null
      }[]
    }>()

  it('keeps every version, refuses what was made of an older one, and withdraws instead of deleting', async () => {
    const first = await made({ number: '版-1' })
    expect(first).toMatchObject({ version: 1, plate: '渝A12345', state: 'in_force', withdrawnFor: null })
    expect(first.zones).toEqual([{ id: zoneId, name: '人行道', sourceName: '滨江路' }])
    const url = `/api/permits/${first.id}`
    const change = { ...draft({ number: '版-1', holder: '新超市' }), version: 1 }
    expect((await steps.admin.call('PUT', url, change)).json()).toMatchObject({
      version: 2,
      holder: '新超市',
    })
    expect((await steps.admin.call('PUT', url, change)).json()).toMatchObject({ code: 'changed_meanwhile' })
    const withdrawal = { version: 2, reason: '违规转让' }
    const gone = await steps.admin.call('POST', `${url}/withdrawal`, withdrawal)
    expect(gone.json()).toMatchObject({ version: 3, state: 'withdrawn', withdrawnFor: '违规转让' })
    const again = await steps.admin.call('POST', `${url}/withdrawal`, { ...withdrawal, version: 3 })
    expect(again.json()).toMatchObject({ code: 'changed_meanwhile' })
    const { versions } = (await ann.call('GET', url)).json<{ versions: Permit[] }>()
    expect(versions.map(({ version, holder }) => [version, holder])).toEqual([
      [3, '新超市'],
      [2, '新超市'],
      [1, '滨江超市'],
    ])
    await expect(api.world.db.permitVersion.deleteMany({})).rejects.toThrow(/append-only/)
    const audit = await api.world.db.auditEntry.findMany({ where: { subject: `permit/${first.id}` } })
    expect(audit.map((row) => row.action)).toEqual(['permit.created', 'permit.changed', 'permit.withdrawn'])
    expect(JSON.stringify(audit)).not.toContain('超市')
  })

  it.each([
    ['a zone that is not there', { zoneIds: ['ghost'] }, 422, 'permit_invalid'],
    ['a plate that is none', { plate: '??' }, 422, 'permit_invalid'],
    ['days in reverse', { toDay: '2026-10-01' }, 400, 'bad_request'],
    ['a day that is none', { toDay: '2026-11-31' }, 400, 'bad_request'],
    ['no zone', { zoneIds: [] }, 400, 'bad_request'],
  ])('refuses %s', async (...[, more, status, code]) => {
    const answer = await register(more)
    expect([answer.statusCode, answer.json()]).toMatchObject([status, { code }])
    expect(answer.json<{ problems: unknown[] }>().problems).not.toEqual([])
  })

  it('gives a number once for the same days, however many ask at once', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => register({ number: '号-1', fromDay: '2026-11-21' })),
    )
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([200, 409, 409])
    expect(answers.find((answer) => answer.statusCode === 409)!.json()).toMatchObject({
      code: 'permit_number_taken',
    })
    const nextYear = { number: '号-1', fromDay: '2027-01-01', toDay: '2027-12-31' }
    expect((await register(nextYear)).statusCode).toBe(200)
    expect((await listed('?q=号-1&state=upcoming')).items).toMatchObject([{ fromDay: '2027-01-01' }])
  })

  it('is searched by holder, number, plate and zone, a page at a time', async () => {
    for (const n of [1, 2, 3])
      await register({ number: `搜-${n}`, holder: `商户${n}`, plate: `渝B0000${n}`, kind: 'event' })
    expect((await listed('?q=商户2')).items).toMatchObject([{ number: '搜-2' }])
    expect((await listed('?q=渝b·00003')).items).toMatchObject([{ number: '搜-3' }])
    expect((await listed('?q=滨江路/人行&state=withdrawn')).items).toMatchObject([{ number: '版-1' }])
    const first = await listed('?q=搜-&limit=2')
    const second = await listed(`?q=搜-&limit=2&cursor=${first.next}`)
    expect([...first.items, ...second.items].map(({ number }) => number)).toHaveLength(3)
    expect(second.next).toBeNull()
    expect((await ann.call('GET', '/api/permits?q=渝B00002&state=ended')).json()).toMatchObject({ items: [] })
  })

  it('registers a pasted table, all of it or none', async () => {
    const head = '类型,编号,持有人,区域,摊位号,起始日期,截止日期,时段'
    const row = (number: string, zone = '滨江路/人行道') =>
      `夜市摊位号,${number},王某,${zone},${number},2026-11-01,2026-11-30,每天 18:00-02:00`
    const paste = async (text: string, dryRun: boolean) =>
      steps.admin.call('POST', '/api/permits/import', { text, dryRun })
    const before = await api.world.db.permitVersion.count()
    const bad = [head, row('夜-1'), row('夜-2', '不存在'), row('夜-1')].join('\n')
    const told = [
      { line: 3, column: 'zones', code: 'zone_unknown', found: '不存在' },
      { line: 4, column: 'number', code: 'number_twice' },
    ]
    const preview = (await paste(bad, true)).json<ImportAnswer>()
    expect(preview).toMatchObject({ created: 0, problems: told })
    expect(preview.rows).toHaveLength(3)
    const refused = await paste(bad, false)
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      {
        code: 'permit_import_invalid',
        problems: [
          { path: '3.zones', message: 'zone_unknown' },
          { path: '4.number', message: 'number_twice' },
        ],
      },
    ])
    expect(await api.world.db.permitVersion.count()).toBe(before)
    const good = [head, row('夜-1'), row('夜-2')].join('\n')
    expect((await paste(good, true)).json()).toMatchObject({ created: 0, problems: [] })
    expect(await api.world.db.permitVersion.count()).toBe(before)
    expect((await paste(good, false)).json()).toMatchObject({ created: 2 })
    expect((await paste(good, true)).json<ImportAnswer>().problems.map(({ code }) => code)).toEqual([
      'number_taken',
      'number_taken',
    ])
    expect((await listed('?q=夜-2')).items[0]).toMatchObject({
      hours: [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 1080, toMinute: 120 }],
    })
  })

  it('is asked before a verdict, blind to what the machine read, and kept with the review (R62)', async () => {
    await register({ number: '查-1', plate: '渝A77777' })
    const stall = { kind: 'night_market', number: '查-2', plate: null }
    await register(stall)
    const alertId = await alertOf('lookup', { plate: machineRead('渝A77777') })
    const looked = await api.world.db.auditEntry.findFirstOrThrow({
      where: { action: 'permit.looked_up', subject: `alert/${alertId}` },
    })
    expect(JSON.stringify(looked.facts)).toContain('查-1')
    const seen = await permitsOf(ann, alertId)
    expect(seen.isAsked).toBe(true)
    const one = seen.items.find(({ number }) => number === '查-1')
    expect(one).toMatchObject({ cover: 'whole', later: 'registered', machineMatches: null })
    expect(seen.items.map(({ number }) => number)).not.toContain('查-2')
    await steps.openAll(ann, alertId)
    const typed = { plate: '渝A77777' }
    expect((await steps.review(ann, alertId, { ...typed, permit: null })).json()).toMatchObject({
      code: 'ev_permit_unanswered',
    })
    expect((await steps.review(ann, alertId, { ...typed, permit: { answer: 'has' } })).json()).toMatchObject({
      code: 'ev_has_permit',
    })
    expect((await steps.review(ann, alertId, typed)).json()).toMatchObject({
      code: 'ev_permit_matches',
      facts: { numbers: ['查-1'] },
    })
    const reason = '许可限装卸，画面中无装卸'
    const said = { ...typed, permit: { answer: 'none', reason } }
    expect((await steps.review(ann, alertId, said)).statusCode).toBe(200)
    expect((await permitsOf(ann, alertId)).items.find(({ number }) => number === '查-1')).toMatchObject({
      machineMatches: true,
    })
    expect((await permitsOf(bob, alertId)).items.every((hit) => hit.machineMatches === null)).toBe(true)
    expect(JSON.stringify(await steps.detail(bob, alertId))).not.toContain(reason)
    const mine = (await steps.detail(ann, alertId)).reviews[0]!.permit!
    expect(mine).toMatchObject({ answer: 'none', reason })
    expect(mine.listed.find(({ number }) => number === '查-1')).toMatchObject({ isForPlate: true })
  })

  it('asks nothing of a kind that no permit allows', async () => {
    const alertId = await alertOf('angling', { kind: 'angling' })
    expect(await permitsOf(ann, alertId)).toEqual({ isAsked: false, items: [] })
    await steps.openAll(ann, alertId)
    const confirm = () => steps.review(ann, alertId, { plate: null, permit: null })
    expect((await confirm()).json()).toMatchObject({
      code: 'case_onsite',
      facts: { onSite: ['inspection'], missing: 'record' },
    })
    const refused = { actor: ann.id, action: 'access.refused' }
    const told = await api.world.db.auditEntry.findMany({ where: refused })
    expect(told.map(({ facts }) => facts)).toContainEqual({
      route: 'POST /api/alerts/:id/reviews',
      code: 'case_onsite',
      address: '127.0.0.1',
    })
    const inspection = { kind: 'inspection', text: '到场见一人持竿垂钓' }
    await ann.call('POST', `/api/alerts/${alertId}/steps`, inspection)
    expect((await confirm()).json()).toMatchObject({ code: 'case_onsite', facts: { missing: 'picture' } })
    await recordOnSite(api, ann, { alertId, step: inspection })
    const answer = await confirm()
    expect(answer.json()).toMatchObject({ alert: { status: 'agreed_once' }, reviews: [{ permit: null }] })
  })
})
