import { createHash } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Case } from '../../contract/cases.ts'
import type { AlertDetail } from '../../contract/alerts.ts'
import { bringPhoto } from '../test/on-site.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { verifyPackage } from '../packages/verify-package.mjs'
import { takePackage } from '../test/take-package.ts'

type Answer = { case: Case; allowed: string[] }

describe.skipIf(!testServer)('what two officers propose, and what becomes of it', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let bob: As
  let head: As
  let supervisor: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    head = await api.as('head')
    supervisor = await api.as('supervisor')
  })
  afterAll(() => api?.close())

  let nth = 0
  const openedAt = () => Date.parse('2026-10-01T10:00:00+08:00') + nth * 3 * day
  async function agree(alertId: string, extra: object = {}) {
    for (const officer of [ann, bob]) {
      await steps.openAll(officer, alertId)
      const answer = await steps.review(officer, alertId, extra)
      if (answer.statusCode !== 200) throw new Error(answer.body)
    }
    return (await steps.detail(ann, alertId)).alert.caseId ?? ''
  }
  const close = async () =>
    steps.intake(
      await steps.sealer.seal({
        sourceId: steps.sourceId,
        findingId: `p-${nth}`,
        stage: 'closed',
        openedAt: openedAt(),
      }),
    )
  /** A stay of its own at a time of its own, seen to end unless it is left open. */
  async function proposed({ isOpen = false } = {}): Promise<{ alertId: string; caseId: string }> {
    nth += 1
    api.clock.at = Math.max(api.clock.at, openedAt() + day)
    const alertId = await passedOn(api, steps, { findingId: `p-${nth}`, openedAt: openedAt() })
    const caseId = await agree(alertId)
    if (!isOpen) await close()
    return { alertId, caseId }
  }
  const look = async (as: As, id: string) => (await as.call('GET', `/api/cases/${id}`)).json<Answer>()
  type Move = [as: As, id: string, body: object]
  const post =
    (door: 'decision' | 'hand-over') =>
    async (...[as, id, body]: Move) => {
      const { version } = (await look(as, id)).case
      return as.call('POST', `/api/cases/${id}/${door}`, { version, ...body })
    }
  /** Nobody entered an authority here: who files answers for it. */
  const file = { action: 'file', authorityBasis: '区政府文件〔2026〕1号' }
  const decide = post('decision')
  const handOver = post('hand-over')
  const auditOf = async (id: string) =>
    (
      await api.world.db.auditEntry.findMany({
        where: { subject: `case/${id}` },
        orderBy: { sequence: 'asc' },
      })
    ).map(({ action }) => action)
  const zipOf = async (as: As, id: string) => (await takePackage(api, as, id)).rawPayload
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

  it('is a proposal and no case: neither officer, nor operator, supervisor or administrator files it (R37)', async () => {
    const { caseId } = await proposed()
    expect((await look(ann, caseId)).case).toMatchObject({
      status: 'proposed',
      filedNumber: null,
      filedAt: null,
    })
    expect((await look(ann, caseId)).allowed).toEqual(['hand_over'])
    expect((await look(head, caseId)).allowed).toEqual(['file', 'send_back', 'refuse'])
    expect((await look(supervisor, caseId)).allowed).toEqual([])
    const operator = await api.as('operator')
    const admin = await api.as('device_admin')
    for (const as of [ann, bob, operator, supervisor, admin]) {
      const answer = await as.call('POST', `/api/cases/${caseId}/decision`, { version: 1, ...file })
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'not_permitted' }])
    }
    expect(await auditOf(caseId)).toEqual(['case.proposed'])
  })

  it('is filed by the head with a number of the pool, and its package is the same bytes ever after (R46)', async () => {
    const { caseId, alertId } = await proposed({ isOpen: true })
    const filed = await decide(head, caseId, file)
    expect(filed.json<Answer>().case).toMatchObject({
      status: 'filed',
      filedNumber: '渝执立字〔2026〕000001号',
    })
    expect(filed.json<Answer>().allowed).toEqual(['revoke'])
    const first = await zipOf(ann, caseId)
    await close()
    const later = await zipOf(ann, caseId)
    expect(later.equals(first)).toBe(true)
    expect(sha256(first)).toBe(filed.json<Answer>().case.packageSha256)
    const { publicKeyPem: trustedKeyPem } = api.world.signer
    expect(verifyPackage(first, { trustedKeyPem })).toMatchObject({ status: 'intact', problems: [] })
    const again = await decide(head, caseId, file)
    expect([again.statusCode, again.json()]).toMatchObject([409, { code: 'case_action_refused' }])
    expect((await steps.detail(head, alertId)).alert.status).toBe('proposed')
    const path = join(api.dir, 'objects', 'packages', caseId, `${sha256(first)}.zip`)
    chmodSync(path, 0o600)
    writeFileSync(path, first.subarray(0, -1))
    const altered = await takePackage(api, ann, caseId)
    expect([altered.statusCode, altered.json()]).toMatchObject([
      409,
      { code: 'ev_hash', facts: { altered: [expect.stringMatching(/^case-.*\.zip$/)] } },
    ])
  })

  it('is not filed twice by two who decide at once, and numbers have no gap', async () => {
    const { caseId } = await proposed()
    const other = await api.as('head', 'head2')
    const body = { version: 1, ...file }
    const answers = await Promise.all(
      [head, other].map((as) => as.call('POST', `/api/cases/${caseId}/decision`, body)),
    )
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    expect((await look(head, caseId)).case.filedNumber).toBe('渝执立字〔2026〕000002号')
  })

  it('is filed by nobody who was there: who was the second officer on site and became a head since decides nothing', async () => {
    nth += 1
    api.clock.at = Math.max(api.clock.at, openedAt() + day)
    const alertId = await passedOn(api, steps, { findingId: `p-${nth}`, openedAt: openedAt() })
    const cid = await api.as('officer', 'cid')
    const { id: photo } = await bringPhoto(api, ann, alertId)
    const site = { files: [photo], secondOfficerId: cid.id }
    const step = { kind: 'inspection', text: '到场查看，车内无人。', site }
    expect((await ann.call('POST', `/api/alerts/${alertId}/steps`, step)).statusCode).toBe(200)
    const caseId = await agree(alertId)
    await close()
    await api.world.db.person.update({ where: { id: cid.id }, data: { role: 'head' } })
    const refused = await decide(cid, caseId, file)
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'case_same_person' }])
    expect((await decide(head, caseId, file)).statusCode).toBe(200)
  })

  it('is looked at once more before it is filed: what was altered since, or shown to be a clue, is no case', async () => {
    const { caseId, alertId } = await proposed()
    const { findingId } = await api.world.db.alert.findUniqueOrThrow({ where: { id: alertId } })
    const [dossier] = await api.world.db.dossier.findMany({ where: { findingId } })
    await api.world.db.workerKeyDecision.create({
      data: {
        keyId: dossier!.keyId,
        decision: 'revoked',
        from: new Date(0),
        because: 'stolen',
        actor: 'test',
        at: new Date(api.clock.at),
      },
    })
    const answer = await decide(head, caseId, file)
    expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: 'ev_key_untrusted' }])
    expect((await look(head, caseId)).case.status).toBe('proposed')
    await api.world.db.$executeRaw`ALTER TABLE worker_key_decision DISABLE TRIGGER ALL`
    await api.world.db.workerKeyDecision.deleteMany({ where: { decision: 'revoked' } })
    await api.world.db.$executeRaw`ALTER TABLE worker_key_decision ENABLE TRIGGER ALL`
    expect(
      (await decide(head, caseId, { action: 'refuse', reason: 'evidence_insufficient' })).statusCode,
    ).toBe(200)
  })

  it('is sent back with a reason: both review anew, what they said before stays, and the next proposal is another', async () => {
    const { caseId, alertId } = await proposed()
    const bare = await decide(head, caseId, { action: 'send_back', note: ' ' })
    expect([bare.statusCode, bare.json()]).toMatchObject([400, { problems: [{ path: 'note' }] }])
    expect(
      (await decide(head, caseId, { action: 'send_back', note: '请补拍标志' })).json<Answer>().case,
    ).toMatchObject({
      status: 'returned',
      note: '请补拍标志',
    })
    const back = await steps.detail(ann, alertId)
    expect(back.alert).toMatchObject({ status: 'passed_on', round: 2 })
    expect(back.allowed).toContain('review')
    const blind = await steps.detail(await api.as('officer', 'cay'), alertId)
    expect(JSON.stringify(blind)).not.toContain('渝A12345')
    const cay = await api.as('officer', 'cay')
    expect((await look(cay, caseId)).case).toMatchObject({ status: 'returned', plate: null, note: '' })
    expect((await cay.call('GET', '/api/cases?limit=100')).body).not.toContain('请补拍标志')
    const refused = await cay.call('GET', `/api/cases/${caseId}/package`)
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'case_reviewed_anew' }])
    expect((await look(head, caseId)).case.plate).toBe('渝A12345')
    const second = await agree(alertId)
    expect(second).not.toBe(caseId)
    const { reviews } = await steps.detail(ann, alertId)
    expect(reviews.map(({ round }) => round)).toEqual([1, 1, 2, 2])
    expect((await look(head, second)).case).toMatchObject({ round: 2, status: 'proposed' })
    const report = verifyPackage(await zipOf(ann, second), { trustedKeyPem: api.world.signer.publicKeyPem })
    expect(report.problems).toEqual([])
  })

  it('is handed over once, frozen, and mirrored: accepted, filed with the city’s number, decided, revoked', async () => {
    const { caseId } = await proposed()
    const letter = { action: 'hand_over', receiver: '某区综合执法局', documentNumber: '渝移〔2026〕1号' }
    const sent = await handOver(ann, caseId, letter)
    expect(sent.json<Answer>().case).toMatchObject({
      status: 'handed_over',
      handOver: { receiver: '某区综合执法局', documentNumber: '渝移〔2026〕1号', by: { id: ann.id } },
    })
    expect((await handOver(bob, caseId, letter)).json()).toMatchObject({ code: 'case_action_refused' })
    const stale = await ann.call('POST', `/api/cases/${caseId}/hand-over`, { version: 1, ...letter })
    expect(stale.statusCode).toBe(409)
    for (const action of ['file', 'refuse', 'revoke'])
      expect(
        (await decide(head, caseId, { action, reason: 'self_check', note: 'x' })).statusCode,
      ).toBeGreaterThan(399)
    const paper = { documentNumber: '渝函〔2026〕9号' }
    expect((await handOver(bob, caseId, { action: 'city_accepted', ...paper })).statusCode).toBe(200)
    const unnumbered = await handOver(bob, caseId, { action: 'city_filed', ...paper })
    expect([unnumbered.statusCode, unnumbered.json()]).toMatchObject([
      400,
      { problems: [{ path: 'filedNumber' }] },
    ])
    await handOver(bob, caseId, { action: 'city_filed', ...paper, filedNumber: '市立2026-77' })
    await handOver(bob, caseId, { action: 'city_decided', ...paper })
    await handOver(bob, caseId, { action: 'city_revoked', ...paper, reason: 'litigation' })
    expect((await look(head, caseId)).case).toMatchObject({
      status: 'revoked',
      filedNumber: '市立2026-77',
      endReason: 'litigation',
    })
    expect(await auditOf(caseId)).toEqual([
      'case.proposed',
      'package.exported',
      'case.handed_over',
      ...Array<string>(4).fill('case.answered'),
    ])
    const other = await proposed()
    await handOver(ann, other.caseId, letter)
    const taken = await handOver(ann, other.caseId, {
      action: 'city_filed',
      ...paper,
      filedNumber: '市立2026-77',
    })
    expect([taken.statusCode, taken.json()]).toMatchObject([409, { code: 'case_number_taken' }])
  })

  it('is put right: revoked by the head, re-opened by a supervisor with a reason, and proposed anew', async () => {
    const { caseId, alertId } = await proposed()
    await decide(head, caseId, file)
    const reopen = async (as: As, note: string) => {
      const { version } = (await steps.detail(as, alertId)).alert
      return as.call('POST', `/api/alerts/${alertId}/reopen`, { version, note })
    }
    expect((await reopen(supervisor, '有误')).json()).toMatchObject({ code: 'alert_reopen_refused' })
    await decide(head, caseId, { action: 'revoke', reason: 'self_check', note: '号牌看错' })
    for (const as of [ann, head]) expect((await reopen(as, '有误')).statusCode).toBe(403)
    expect((await reopen(supervisor, '  ')).statusCode).toBe(400)
    expect((await steps.detail(supervisor, alertId)).allowed).toEqual(['reopen'])
    expect((await reopen(supervisor, '自查：号牌看错')).json<AlertDetail>().alert).toMatchObject({
      status: 'passed_on',
      round: 2,
    })
    expect((await steps.detail(supervisor, alertId)).timeline.at(-1)).toMatchObject({
      action: 'alert.reopened',
      facts: { note: '自查：号牌看错', round: 2 },
    })
    const again = await agree(alertId)
    expect((await decide(head, again, file)).json<Answer>().case.status).toBe('filed')
  })

  it('ends without a case for a reason of its own rank (R23)', async () => {
    nth += 1
    for (const [i, [reason, note, status]] of (
      [
        ['first_violation', '', 'not_filed'],
        ['other_authority', '区交警支队', 'transferred'],
      ] as const
    ).entries()) {
      const alertId = await passedOn(api, steps, { findingId: `end-${i}`, openedAt: openedAt() + i * 60_000 })
      await steps.openAll(ann, alertId)
      const answer = await steps.review(ann, alertId, { verdict: 'reject', reason, note })
      expect(answer.json<AlertDetail>().alert).toMatchObject({ status, dismissReason: reason, caseId: null })
    }
    const operator = await api.as('operator')
    const alertId = await steps.alertOf({ findingId: 'op-end', openedAt: openedAt() + 3_600_000 })
    await steps.act(operator, alertId, { action: 'claim' })
    const tried = await steps.act(operator, alertId, {
      action: 'dismiss',
      reason: 'first_violation',
      note: '',
    })
    expect(tried.statusCode).toBe(400)
  })

  it('counts a stay that nobody saw end as the same act, unless both officers say what shows another (R6)', async () => {
    const { alertId } = await proposed({ isOpen: true })
    await api.world.db.alert.update({
      where: { id: alertId },
      data: { closedAt: new Date(openedAt() + 100_000), closeReason: 'lost_sight' },
    })
    const again = await passedOn(api, steps, { findingId: 'again', openedAt: openedAt() + 40 * 60_000 })
    await steps.openAll(ann, again)
    const refused = await steps.review(ann, again)
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'case_dup', facts: { isProven: false } },
    ])
    const caseId = await agree(again, { isNewEvent: true, note: '门卫录像见其驶离后返回' })
    expect((await decide(head, caseId, file)).json<Answer>().case.status).toBe('filed')
  })

  it('lists by what became of it, page by page, and every row of the trail can be said', async () => {
    const pageOf = async (query: string) =>
      (await ann.call('GET', `/api/cases?${query}`)).json<{ items: Case[]; next: string | null }>()
    const filed = await pageOf('status=filed')
    expect(filed.items.length).toBeGreaterThan(2)
    expect(new Set(filed.items.map(({ status }) => status))).toEqual(new Set(['filed']))
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const page = await pageOf(`limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      seen.push(...page.items.map(({ id }) => id))
      if (page.next === null) break
      cursor = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(await api.world.db.case.count())
  })

  it('leaves moves that the database lets nobody change', async () => {
    await expect(api.world.db.caseMove.deleteMany({})).rejects.toThrow(/append-only/)
    await expect(api.world.db.caseMove.updateMany({ data: { note: '' } })).rejects.toThrow(/append-only/)
  })
})
