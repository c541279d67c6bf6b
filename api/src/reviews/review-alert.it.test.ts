import { chmodSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Plate } from '../../contract/dossier.ts'
import { chainProblem } from '../audit/verify-chain.ts'
import { toAuditEntry } from '../audit/store.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import type { ManifestDraft } from '../test/dossier-fixture.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'

/** What a worker says that read a plate beyond doubt. */
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

describe.skipIf(!testServer)('evidence under review', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let bob: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
  })
  afterAll(() => api?.close())

  const exhibitOf = async (alertId: string, role: string) =>
    (await steps.detail(ann, alertId)).exhibits.find((one) => one.role === role)!
  /** Someone with the disk in hand changes a byte of a sealed file. */
  const spoil = async (exhibitId: string) => {
    const { objectKey } = await api.world.db.exhibit.findUniqueOrThrow({ where: { id: exhibitId } })
    const path = join(api.dir, 'objects', objectKey)
    const bytes = readFileSync(path)
    bytes[bytes.length - 1]! ^= 1
    chmodSync(path, 0o644)
    writeFileSync(path, bytes)
    return path
  }
  const agreeBoth = async (alertId: string, plate = '渝A12345') => {
    for (const officer of [ann, bob]) {
      await steps.openAll(officer, alertId)
      const answer = await steps.review(officer, alertId, { plate })
      if (answer.statusCode !== 200) return answer
    }
    return null
  }

  it('serves ranges, and records a person and session once', async () => {
    const alertId = await passedOn(api, steps, { findingId: 'ranges' })
    const { id, bytes } = await exhibitOf(alertId, 'segment')
    const url = `/api/exhibits/${id}/content`
    const ask = (range: string) =>
      api.app.inject({ method: 'GET', url, headers: { cookie: ann.cookie, range } })
    const part = await ask('bytes=10-19')
    expect([part.statusCode, part.headers['content-range'], part.rawPayload.length]).toEqual([
      206,
      `bytes 10-19/${bytes}`,
      10,
    ])
    expect(part.headers['cache-control']).toBe('private, no-store')
    await ask('bytes=20-')
    const beyond = await ask(`bytes=${bytes}-`)
    expect([beyond.statusCode, beyond.json()]).toMatchObject([416, { code: 'range_not_satisfiable' }])
    const where = { action: 'exhibit.served', actor: ann.id, subject: `alert/${alertId}` }
    expect(await api.world.db.auditEntry.count({ where })).toBe(1)
  })

  it('counts as opened what was served whole, be it in parts, and no single byte (R37)', async () => {
    const alertId = await passedOn(api, steps, { findingId: 'byte-by-byte' })
    for (const role of ['still', 'segment']) {
      const { id, bytes, name } = await exhibitOf(alertId, role)
      const ask = async (range: string) => {
        const headers = { cookie: ann.cookie, range }
        const answer = await api.app.inject({ method: 'GET', url: `/api/exhibits/${id}/content`, headers })
        expect(answer.statusCode).toBe(206)
        return ann.call('POST', `/api/exhibits/${id}/opened`, {})
      }
      const refused = await ask('bytes=0-0')
      expect([refused.statusCode, refused.json()]).toMatchObject([
        409,
        { code: 'alert_frames_unseen', facts: { unseen: [name] } },
      ])
      const half = Math.floor(bytes / 2)
      expect((await ask(`bytes=${half}-`)).statusCode).toBe(409)
      expect((await ask(`bytes=0-${half}`)).statusCode).toBe(200)
    }
  })

  it('breaks off an exhibit that is not what was sealed, says so, and lets nobody confirm it', async () => {
    const alertId = await passedOn(api, steps, { findingId: 'spoiled' })
    await steps.openAll(ann, alertId)
    const still = await exhibitOf(alertId, 'still')
    const path = await spoil(still.id)
    const answer = await ann.call('GET', `/api/exhibits/${still.id}/content`)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      409,
      { code: 'ev_hash', facts: { altered: [still.name] } },
    ])
    const where = { action: 'exhibit.altered', subject: `alert/${alertId}` }
    await expect.poll(() => api.world.db.auditEntry.count({ where })).toBe(1)
    expect((await steps.review(ann, alertId)).json()).toMatchObject({
      code: 'ev_hash',
      facts: { altered: [still.name] },
    })
    unlinkSync(path)
    expect((await steps.review(ann, alertId)).json()).toMatchObject({ code: 'ev_hash' })
    expect((await ann.call('GET', `/api/exhibits/${still.id}/content`)).json()).toMatchObject({
      code: 'exhibit_missing',
    })
    const rejected = await steps.review(ann, alertId, { verdict: 'reject', reason: 'device_or_clock_fault' })
    expect(rejected.json()).toMatchObject({ alert: { status: 'rejected' } })
  })

  it('claims exclusively, however many ask at once', async () => {
    const alertId = await steps.alertOf({ findingId: 'race' })
    const operators = await Promise.all(['o1', 'o2', 'o3'].map((name) => api.as('operator', name)))
    const act = (as: As) => as.call('POST', `/api/alerts/${alertId}/actions`, { action: 'claim', version: 1 })
    const answers = await Promise.all(operators.map(act))
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([200, 409, 409])
    const loser = answers.find((answer) => answer.statusCode === 409)
    expect(loser!.json()).toMatchObject({ code: 'alert_claimed_by_other' })
  })

  it('files one case for one stay, also seen twice, and another for the next (R3, R6)', async () => {
    const openedAt = 1_700_000_000_000
    const first = await passedOn(api, steps, { findingId: 'stay-1', openedAt })
    expect(await agreeBoth(first)).toBeNull()
    const again = await passedOn(api, steps, { findingId: 'stay-2', openedAt: openedAt + 60_000 })
    expect((await agreeBoth(again))?.json()).toMatchObject({
      code: 'case_dup',
      facts: { number: '2026-000001' },
    })
    await api.world.db.alert.update({
      where: { id: first },
      data: { closedAt: new Date(openedAt + 100_000), closeReason: 'lost_sight' },
    })
    const lost = await passedOn(api, steps, { findingId: 'stay-lost', openedAt: openedAt + 2_400_000 })
    expect((await agreeBoth(lost))?.json()).toMatchObject({ code: 'case_dup' })
    await api.world.db.alert.update({ where: { id: first }, data: { closedAt: null, closeReason: null } })
    await steps.intake(
      await steps.sealer.seal({ sourceId: steps.sourceId, findingId: 'stay-1', stage: 'closed', openedAt }),
    )
    const later = await passedOn(api, steps, { findingId: 'stay-3', openedAt: openedAt + 3_600_000 })
    expect(await agreeBoth(later)).toBeNull()
    const cases = await api.world.db.case.findMany({ orderBy: { number: 'asc' } })
    expect(cases.map((one) => one.number)).toEqual(['2026-000001', '2026-000002'])
  })

  it('shows what the machine read to whoever has typed a plate, and asks who typed another to look again', async () => {
    const alertId = await passedOn(api, steps, {
      findingId: 'machine',
      adjust: (manifest) => ({ ...manifest, plate: machineRead('渝B1234B') }),
    })
    const sees = async (as: As) => JSON.stringify(await steps.detail(as, alertId)).includes('渝B1234B')
    const typed = { plate: '渝B12345' }
    const insisted = { ...typed, plateConfirmed: true, note: '末位是5，不是B' }
    const operator = await api.as('operator')
    for (const officer of [ann, bob]) {
      await steps.openAll(officer, alertId)
      expect(await sees(officer)).toBe(false)
      const refused = await steps.review(officer, alertId, typed)
      expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'ev_plate_differs' }])
      expect(refused.body).not.toContain('渝B1234B')
      expect((await steps.review(officer, alertId, { ...typed, plateConfirmed: true })).json()).toMatchObject(
        {
          code: 'ev_plate_differs',
        },
      )
      const blind = await steps.detail(bob, alertId)
      expect(JSON.stringify(blind)).not.toContain(insisted.note)
      expect((await steps.review(officer, alertId, insisted)).statusCode).toBe(200)
      expect(await sees(officer)).toBe(true)
      expect(await sees(operator)).toBe(officer === bob)
    }
    const { reviews, timeline } = await steps.detail(ann, alertId)
    expect(reviews).toMatchObject([insisted, insisted])
    expect(timeline.filter(({ action }) => action === 'review.confirm')).toMatchObject([
      { facts: insisted },
      { facts: insisted },
    ])
  })

  it('lets nobody insist on a plate who was not refused before: this officer, this alert, this plate', async () => {
    const adjust = (manifest: ManifestDraft) => ({ ...manifest, plate: machineRead('渝C1234B') })
    const alertId = await passedOn(api, steps, { findingId: 'insist', adjust })
    const insisted = { plate: '渝C12345', plateConfirmed: true, note: '末位是5，不是B' }
    const other = await passedOn(api, steps, { findingId: 'insist-other', adjust })
    for (const officer of [ann, bob]) await steps.openAll(officer, alertId)
    await steps.openAll(ann, other)
    const code = async (as: As, id: string, judgement: object) =>
      (await steps.review(as, id, judgement)).json<{ code?: string }>().code
    expect(await code(ann, other, { plate: '渝C12345' })).toBe('ev_plate_differs')
    expect(await code(bob, alertId, { plate: '渝C12345' })).toBe('ev_plate_differs')
    expect(await code(ann, alertId, { plate: '渝C12346' })).toBe('ev_plate_differs')
    expect(await code(ann, alertId, insisted)).toBe('ev_plate_differs')
    const mine = { action: 'review.plate_refused', actor: ann.id, subject: `alert/${alertId}` }
    expect(await api.world.db.auditEntry.count({ where: mine })).toBe(2)
    expect(JSON.stringify(await steps.detail(bob, alertId))).not.toContain('渝C12346')
    expect((await steps.detail(bob, alertId)).timeline).not.toContainEqual(
      expect.objectContaining({ action: 'review.plate_refused', actor: 'ann' }),
    )
    expect(await code(ann, alertId, insisted)).toBeUndefined()
    expect(await api.world.db.auditEntry.count({ where: mine })).toBe(2)
    await expect(api.world.db.plateRefusal.deleteMany({})).rejects.toThrow(/append-only/)
  })

  it('keeps one audit chain under concurrent writers', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        steps.admin.call('POST', '/api/sources', { name: `s${i}`, kind: 'fixed', url: 'rtsp://10.0.0.1/x' }),
      ),
    )
    const rows = await api.world.db.auditEntry.findMany({ orderBy: { sequence: 'asc' } })
    const entries = rows.map(toAuditEntry)
    expect(chainProblem(entries)).toBeNull()
    const changed = entries.map((entry) => (entry.sequence === 7 ? { ...entry, actor: 'x' } : entry))
    expect(chainProblem(changed)).toEqual({ sequence: 7, problem: 'hash' })
    expect(chainProblem(entries.filter((entry) => entry.sequence !== 7))).toEqual({
      sequence: 8,
      problem: 'gap',
    })
  })
})
