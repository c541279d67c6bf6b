import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { AlertMatters } from '../../contract/case-matter.ts'
import type { Plate } from '../../contract/dossier.ts'
import type { Case } from '../../contract/cases.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { recordApproval } from '../test/put-in-use.ts'
import { ownAuthority, parkingMatter, publishLaw } from '../test/publish-law.ts'

/** What a worker says that read a plate beyond doubt. */
const machineRead: Plate = {
  verdict: 'legible',
  text: '渝A12345',
  confidences: [0.99],
  colour: 'blue',
  reason: null,
  frames: [{ at: 1, stage: 'confirmed', text: '渝A12345', confidence: 0.99 }],
  networks: [{ name: 'reader', sha256: 'd'.repeat(64) }],
}

type Refused = { code: string; facts: { failures?: { code: string; facts: object }[]; agencies?: string[] } }

describe.skipIf(!testServer)('the matter of a case', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let bob: As
  let head: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    head = await api.as('head')
  })
  afterAll(() => api?.close())

  let nth = 0
  /** A stay of its own that was seen to end, and seen by its officers: days after the one before. */
  async function stay(at?: number, more: Parameters<typeof passedOn>[2] = {}): Promise<string> {
    nth += 1
    const openedAt =
      at ?? Math.max(Date.parse('2026-10-01T10:00:00+08:00'), api.clock.at - 60 * day) + nth * day
    const findingId = `m-${nth}`
    const alertId = await passedOn(api, steps, { findingId, openedAt, ...more })
    const { sourceId } = steps
    await steps.intake(await steps.sealer.seal({ sourceId, findingId, stage: 'closed', openedAt }))
    for (const officer of [ann, bob]) await steps.openAll(officer, alertId)
    return alertId
  }
  /** Days later everybody signs in anew. */
  async function on(text: string): Promise<void> {
    api.clock.at = Date.parse(`${text}T10:00:00+08:00`)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    head = await api.as('head')
  }
  const first = { answer: 'does_not_apply', reason: '半年内第二次停放', cites: [] as string[] }
  const codesOf = ({ code, facts }: Refused): string[] => facts?.failures?.map((one) => one.code) ?? [code]
  const judge = async (as: As, alertId: string, extra: object) =>
    (await steps.review(as, alertId, extra)).json<AlertDetail & Refused>()
  const refused = async (alertId: string, extra: object, as = ann) => codesOf(await judge(as, alertId, extra))
  const agree = async (alertId: string, extra: object): Promise<Case> => {
    for (const as of [ann, bob]) expect((await judge(as, alertId, extra)).code).toBeUndefined()
    const { caseId } = (await steps.detail(ann, alertId)).alert
    return (await head.call('GET', `/api/cases/${caseId}`)).json<{ case: Case }>().case
  }
  const decide = async (id: string, body: object) => {
    const { version } = (await head.call('GET', `/api/cases/${id}`)).json<{ case: Case }>().case
    return head.call('POST', `/api/cases/${id}/decision`, { version, ...body })
  }
  const ask = async (alertId: string, about: object = { plate: '渝A12345' }) =>
    (await ann.call('POST', `/api/alerts/${alertId}/matters`, about)).json<AlertMatters>()

  it('a fresh installation proposes all the same; what is missing stands in the case, and the head answers for it', async () => {
    const alertId = await stay()
    expect(await ask(alertId)).toMatchObject({ isEmpty: true, options: [] })
    const made = await agree(alertId, {})
    expect(made.matter).toMatchObject({
      matter: null,
      gaps: ['matter_none', 'authority_unknown', 'first_unanswered'],
    })
    const bare = await decide(made.id, { action: 'file' })
    expect([bare.statusCode, bare.json()]).toMatchObject([422, { code: 'case_authority_unanswered' }])
    const filed = await decide(made.id, { action: 'file', authorityBasis: '区政府授权〔2026〕1号' })
    expect(filed.json()).toMatchObject({ case: { status: 'filed', authorityBasis: '区政府授权〔2026〕1号' } })
    expect((await decide(made.id, { action: 'revoke', reason: 'self_check', note: '试用' })).statusCode).toBe(
      200,
    )
  })

  it('where a matter is published, it is named, and the first-violation question answered with a reason', async () => {
    const [id = ''] = await publishLaw(api, 'matters', [parkingMatter])
    const alertId = await stay()
    expect(await refused(alertId, {})).toEqual(['matter_required', 'first_unanswered'])
    expect(await refused(alertId, { matterId: id })).toEqual(['first_unanswered'])
    expect(await refused(alertId, { matterId: id, first: { ...first, reason: ' ' } })).toEqual([
      'first_unanswered',
    ])
    expect(await refused(alertId, { matterId: id, first: { ...first, answer: 'applies' } })).toEqual([
      'first_applies',
    ])
    expect(await refused(alertId, { matterId: 'nobody-knows', first })).toEqual(['matter_not_usable'])
    const tier = { no: 0, facts: '停放五分钟' }
    expect(await refused(alertId, { matterId: id, first, tier: { ...tier, no: 7 } })).toEqual(['matter_tier'])
    const made = await agree(alertId, { matterId: id, first, tier })
    expect(made.matter).toMatchObject({
      matter: { code: 'C01', violates: '《某条例》第二十一条', documentNumber: '渝城管〔2026〕1号' },
      tier: { name: '一般', facts: '停放五分钟' },
      first: { answer: 'does_not_apply', reason: '半年内第二次停放' },
      gaps: ['authority_unknown'],
    })
    const seen = (await head.call('GET', `/api/cases/${made.id}`)).json<{ detail: AlertDetail }>().detail
    expect(seen.reviews.map(({ matter }) => matter?.first?.reason)).toEqual([first.reason, first.reason])
  })

  it('counts a standing case, not one that was revoked, and an obeyed reminder as a reminder', async () => {
    const { options } = await ask(await stay())
    expect(options[0]?.ledger.acts).toMatchObject([{ status: 'proposed' }])
    // Nobody types a plate of who left in time: the machine's reading says which vehicle was reminded.
    const left = await stay(undefined, { adjust: (one) => ({ ...one, plate: machineRead }) })
    const rejection = { verdict: 'reject', reason: 'left_by_itself', plate: null }
    expect((await judge(ann, left, rejection)).code).toBeUndefined()
    const ledger = (await ask(await stay())).options[0]?.ledger
    expect(ledger).toMatchObject({ acts: [{}], reminders: [{ alertId: left, isObeyed: true }] })
    expect((await ask(await stay(), { plate: '渝B00001' })).options[0]?.ledger).toMatchObject({
      acts: [],
      reminders: [],
    })
    expect((await ask(await stay(), {})).options[0]?.ledger).toMatchObject({ isNobody: true })
    const told = await api.world.db.auditEntry.findMany({ where: { action: 'law.looked_up' } })
    expect(JSON.stringify(told)).not.toContain('渝')
    expect(told.length).toBeGreaterThan(2)
  })

  it('the second officer names the same matter, and reads nothing of the plate’s record before', async () => {
    const [other = ''] = await publishLaw(api, 'matters', [{ ...parkingMatter, code: 'C02' }])
    const id = (await ask(await stay())).options.find(({ atAct }) => atAct.content.code === 'C01')?.atAct.id
    const alertId = await stay()
    expect((await judge(ann, alertId, { matterId: id, first })).code).toBeUndefined()
    expect(await refused(alertId, { matterId: other, first }, bob)).toEqual(['matters_disagree'])
    const [shown] = (await steps.detail(bob, alertId)).reviews
    expect(shown?.matter).toMatchObject({
      matter: { code: 'C01' },
      ledger: null,
      first: { reason: '', party: null },
    })
    const { db } = api.world
    const { id: entryId } = await db.lawEntry.findFirstOrThrow({ where: { key: 'C02' } })
    await head.call('POST', `/api/catalogue/entries/${entryId}/withdrawal`, { reason: '并入另一事项' })
    expect(await refused(alertId, { matterId: other, first }, bob)).toContain('matter_not_usable')
  })

  it('a matter that asks more of the pictures refuses what is less, to both officers and to the head (R38)', async () => {
    const asking = (code: string, profile: object) => ({ ...parkingMatter, code, profile })
    const [strict = ''] = await publishLaw(api, 'matters', [
      asking('C03', { targetPx: 2000, signDays: 1400 }),
    ])
    const alertId = await stay()
    const option = (await ask(alertId)).options.find(({ atAct }) => atAct.id === strict)
    expect(option?.asksMore).toMatchObject([
      { point: 'sign', asked: [1400], reason: null },
      { point: 'target', asked: [2000], reason: 'target_small' },
    ])
    for (const as of [ann, bob]) {
      const { code, facts } = await judge(as, alertId, { matterId: strict, first })
      expect([code, facts]).toMatchObject([
        'ev_profile',
        { reasons: ['target_small'], points: [{ point: 'target', asked: [2000], by: 'matter' }] },
      ])
    }
    const [plain = ''] = await publishLaw(api, 'matters', [asking('C04', {})])
    const made = await agree(alertId, { matterId: plain, first })
    // Of two versions of the same days the one that was published later counts.
    api.clock.at += 1000
    await publishLaw(api, 'matters', [asking('C04', { targetPx: 2000 })])
    const filed = await decide(made.id, { action: 'file', authorityBasis: '区政府授权〔2026〕1号' })
    expect([filed.statusCode, filed.json()]).toMatchObject([
      409,
      { code: 'ev_profile', facts: { points: [{ point: 'target', by: 'matter' }] } },
    ])
  })

  it('by the law of the act; where it changed since, both are shown and the choice is given its reason (R10)', async () => {
    const at = (text: string) => Date.parse(`${text}T10:00:00+08:00`)
    const water = { ...parkingMatter, code: 'M07', violates: '旧法第六十五条', toDay: '2026-08-14' }
    const ecology = { ...parkingMatter, code: 'M07', violates: '法典第三百一十九条', fromDay: '2026-08-15' }
    const repealed = { ...parkingMatter, code: 'M08', toDay: '2026-08-14' }
    await publishLaw(api, 'matters', [water, ecology, repealed])
    const of = async (alertId: string) =>
      (await ask(alertId)).options.find(({ atAct }) => atAct.content.code === 'M07')
    const before = await stay(at('2026-08-01'))
    const option = await of(before)
    expect([option?.atAct.content.violates, option?.now?.content.violates]).toEqual([
      '旧法第六十五条',
      '法典第三百一十九条',
    ])
    const over = (await ask(before)).options.find(({ atAct }) => atAct.content.code === 'M08')
    expect(over).toMatchObject({ now: null, isOver: true })
    expect(await refused(before, { matterId: over?.atAct.id, first })).toEqual(['matter_law_choice'])
    const since = await of(await stay(at('2026-08-16')))
    expect([since?.atAct.content.violates, since?.now]).toEqual(['法典第三百一十九条', null])
    const said = { matterId: option?.atAct.id, first }
    expect(await refused(before, said)).toEqual(['matter_law_choice'])
    const made = await agree(before, { ...said, lawReason: '新法并不较轻' })
    expect(made.matter).toMatchObject({ matter: { violates: '旧法第六十五条' }, lawReason: '新法并不较轻' })
  })

  it('goes to who has the authority that day; what was filed before stays (R2, R4, scenario 13)', async () => {
    const town = { ...ownAuthority, kind: 'granted', toDay: '2027-12-31' }
    const district = { ...ownAuthority, agency: '某区综合行政执法局', fromDay: '2028-01-01' }
    const id = (await ask(await stay())).options.find(({ atAct }) => atAct.content.code === 'C01')?.atAct.id
    await publishLaw(api, 'authorities', [town, district])
    const said = { matterId: id, first }
    await api.world.db.person.updateMany({
      where: { role: 'officer' },
      data: { certificateUntil: new Date('2030-01-01') },
    })
    const photographed = {
      revision: 2,
      state: 'in_use',
      action: 'sign',
      at: Date.parse('2027-10-01'),
    } as const
    await recordApproval(api.world.db, steps.sourceId, photographed)
    await on('2027-12-22')
    const [filed, waiting] = [await agree(await stay(), said), await stay()]
    expect(filed.matter).toMatchObject({ gaps: [], authority: { state: 'own', by: { kind: 'granted' } } })
    await on('2027-12-30')
    expect((await decide(filed.id, { action: 'file' })).statusCode).toBe(200)
    await on('2028-01-01')
    const late = await judge(ann, waiting, said)
    expect(late).toMatchObject({ code: 'matter_no_authority', facts: { agencies: ['某区综合行政执法局'] } })
    const transfer = { verdict: 'reject', reason: 'other_authority', plate: null, note: '某区综合行政执法局' }
    expect(await judge(ann, waiting, transfer)).toMatchObject({ alert: { status: 'transferred' } })
    const stays = await decide(filed.id, { action: 'revoke', reason: 'self_check', note: '复核' })
    expect(stays.statusCode).toBe(200)
  })

  it('ends as a first violation with the answer, its reason and the list that it cites', async () => {
    const exempt = {
      list: 'exempt',
      code: '3',
      matterCode: 'C01',
      condition: '首次且立即驶离',
      basis: '第三十三条',
    }
    const { documentNumber, sourceUrl, publishedOn } = ownAuthority
    const [cited = ''] = await publishLaw(api, 'leniency', [
      { ...exempt, documentNumber, sourceUrl, publishedOn },
    ])
    const alertId = await stay()
    const rejection = { verdict: 'reject', reason: 'first_violation', plate: null }
    expect(await refused(alertId, rejection)).toEqual(['first_unanswered'])
    const { options } = await ask(alertId)
    const id = options.find(({ atAct }) => atAct.content.code === 'C01')?.atAct.id
    const applies = { answer: 'applies', reason: '首次、告知后立即驶离', cites: [cited] }
    expect(await judge(ann, alertId, { ...rejection, matterId: id, first: applies })).toMatchObject({
      alert: { status: 'not_filed' },
      reviews: [{ matter: { first: { cites: [{ list: 'exempt', code: '3' }] } } }],
    })
  })
})
