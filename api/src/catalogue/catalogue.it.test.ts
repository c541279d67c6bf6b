import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LawBatch, LawEntryView, LawImportAnswer } from '../../contract/catalogue.ts'
import type { Matter } from '../../law/catalogue.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { fileOf, parkingMatter, publishLaw } from '../test/publish-law.ts'
import { importLaw } from './import-batch.ts'
import { seedMatters } from './seed/seed-matters.ts'
import { lawOf } from './store.ts'

interface Listed {
  readonly items: LawEntryView[]
  readonly batches: LawBatch[]
  readonly toConfirm: Matter[]
}

describe.skipIf(!testServer)('the catalogue', () => {
  let api: TestApi
  let legal: As
  let legal2: As
  let head: As
  let admin: As
  beforeAll(async () => {
    api = await startTestApi()
    legal = await api.as('legal_reviewer')
    legal2 = await api.as('legal_reviewer', 'legal2')
    head = await api.as('head')
    admin = await api.as('device_admin')
  })
  afterAll(() => api?.close())

  const send = (as: As, rows: readonly object[], { dryRun = false }: { dryRun?: boolean } = {}) =>
    as.call('POST', '/api/catalogue/batches', fileOf('matters', rows, dryRun))
  const takeIn = async (as: As, rows: readonly object[]) =>
    (await send(as, rows)).json<LawImportAnswer>().batchId ?? ''
  const decide = (as: As, id: string, body: object = { isPublished: true }) =>
    as.call('POST', `/api/catalogue/batches/${id}/decision`, body)
  const list = async () => (await legal.call('GET', '/api/catalogue?subject=matters')).json<Listed>()
  const stateOf = async (key: string) => (await list()).items.find((one) => one.key === key)?.state
  const matter = (code: string, more: object = {}) => ({ ...parkingMatter, code, ...more })

  it('publishes nothing that who took it in wants published: another person does, once (R77)', async () => {
    const id = await takeIn(legal, [matter('A1')])
    expect(await stateOf('A1')).toBe('draft')
    const own = await decide(legal, id)
    expect([own.statusCode, own.json()]).toMatchObject([403, { code: 'second_person_needed' }])
    for (const as of [admin, await api.as('officer'), await api.as('supervisor')])
      expect((await decide(as, id)).statusCode).toBe(403)
    expect((await decide(head, id)).statusCode).toBe(200)
    expect(await stateOf('A1')).toBe('published')
    const again = await decide(legal2, id)
    expect([again.statusCode, again.json()]).toMatchObject([409, { code: 'law_decided' }])
  })

  it('an administrator may take in and never publishes; an officer does neither', async () => {
    const id = await takeIn(admin, [matter('A2')])
    expect((await decide(admin, id)).json()).toMatchObject({ code: 'not_permitted' })
    expect((await send(await api.as('officer'), [matter('A3')])).statusCode).toBe(403)
    expect((await send(head, [matter('A3')])).statusCode).toBe(403)
  })

  it('is decided by one of two who decide at once', async () => {
    const id = await takeIn(legal, [matter('A4')])
    const answers = await Promise.all([decide(head, id), decide(legal2, id, { isPublished: false })])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
  })

  it('takes a file in whole or not at all, and looks without writing (R77)', async () => {
    const { db } = api.world
    const count = async () => [await db.lawBatch.count(), await db.lawEntry.count()]
    const before = await count()
    const bad = [matter('B1'), matter('B2', { tiers: [{ name: '一般', min: 60, max: 201 }] })]
    const looked = await send(legal, bad, { dryRun: true })
    expect(looked.json<LawImportAnswer>()).toMatchObject({
      batchId: null,
      problems: [{ line: 2, column: 'tierMax', code: 'tier_outside_statute' }],
    })
    const answer = await send(legal, bad)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { code: 'law_import_invalid', problems: [{ path: '2.tierMax', message: 'tier_outside_statute' }] },
    ])
    let ids = 0
    const dying = () => {
      ids += 1
      if (ids > 2) throw new Error('killed')
      return `dying-${ids}`
    }
    const asked = {
      ...fileOf('matters', [matter('B3'), matter('B4')]),
      defaults: { documentNumber: '', sourceUrl: '', publishedOn: null, fromDay: null },
    }
    await expect(importLaw({ ...api.world, newId: dying }, asked, legal.id)).rejects.toThrow('killed')
    expect(await count()).toEqual(before)
  })

  it.each([
    ['no table at all', Buffer.from([0x89, 0x50, 0, 1]), 'not_text'],
    ['nothing', Buffer.alloc(0), 'empty'],
  ])('says of %s what it is not', async (_name, bytes, why) => {
    const body = { ...fileOf('matters', []), base64: bytes.toString('base64') }
    const answer = await legal.call('POST', '/api/catalogue/batches', body)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { code: 'law_file_invalid', facts: { why } },
    ])
  })

  it('says what a file changes field by field, what is new, the same, and not in it any more', async () => {
    await publishLaw(api, 'matters', [matter('D1'), matter('D2')])
    const next = [matter('D1'), matter('D2', { person: { min: null, max: 500 } }), matter('D3')]
    const { changes } = (await send(legal, next, { dryRun: true })).json<LawImportAnswer>()
    const of = (key: string) => changes.find((one) => one.key === key)
    expect([of('D1')?.change, of('D3')?.change, of('A1')?.change]).toEqual(['same', 'new', 'gone'])
    expect(of('D2')).toMatchObject({
      change: 'changed',
      fields: [{ field: 'person', from: { min: null, max: 200 }, to: { min: null, max: 500 } }],
    })
  })

  it('publishes nothing without a document that the public can read (R1)', async () => {
    const id = await takeIn(legal, [matter('E1', { sourceUrl: '' }), matter('E2')])
    const answer = await decide(head, id)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      409,
      { code: 'law_undocumented', facts: { keys: ['E1'] } },
    ])
    expect(await stateOf('E1')).toBe('draft')
  })

  it('what the product ships is unusable until two people confirmed it, marks included', async () => {
    const before = await list()
    expect(new Set(before.toConfirm.map(({ code }) => code)).size).toBe(15)
    expect(before.toConfirm.every(({ documentNumber }) => documentNumber === '')).toBe(true)
    const bare = await takeIn(legal, seedMatters)
    expect((await decide(head, bare)).json()).toMatchObject({ code: 'law_undocumented' })
    await decide(head, bare, { isPublished: false })
    const defaults = {
      documentNumber: '渝府法〔2026〕1号',
      sourceUrl: 'https://example.gov.cn/2',
      publishedOn: '2026-01-10',
    }
    const body = { ...fileOf('matters', seedMatters), defaults }
    const { batchId } = (await legal.call('POST', '/api/catalogue/batches', body)).json<LawImportAnswer>()
    const unsure = await decide(head, batchId ?? '')
    expect([unsure.statusCode, unsure.json()]).toMatchObject([409, { code: 'law_unsure' }])
    expect((await decide(head, batchId ?? '', { isPublished: true, isChecked: true })).statusCode).toBe(200)
    expect((await list()).toConfirm).toEqual([])
  })

  it('takes 110 matters with 426 tiers in one transaction, without an error', async () => {
    const rows = Array.from({ length: 110 }, (_, i) =>
      matter(`Q${i}`, {
        tiers: Array.from({ length: i < 96 ? 4 : 3 }, (_tier, n) => ({
          name: `阶次${n}`,
          min: n * 50,
          max: n * 50 + 49,
        })),
      }),
    )
    const started = performance.now()
    const answer = (await send(legal, rows)).json<LawImportAnswer>()
    expect(answer).toMatchObject({ rows: 110, tiers: 426, problems: [] })
    expect(performance.now() - started).toBeLessThan(20_000)
    const { batchId } = answer
    const told = await api.world.db.auditEntry.findMany({ where: { subject: `law/${batchId}` } })
    expect(told.map(({ action, facts }) => [action, facts])).toMatchObject([['law.imported', { rows: 110 }]])
    expect((await decide(head, batchId ?? '')).statusCode).toBe(200)
  })

  it('is withdrawn for good, by who publishes', async () => {
    const [id = ''] = await publishLaw(api, 'matters', [matter('W1')])
    const withdraw = (as: As, reason = '裁量基准已废止') =>
      as.call('POST', `/api/catalogue/entries/${id}/withdrawal`, { reason })
    expect((await withdraw(admin)).statusCode).toBe(403)
    expect((await withdraw(head, '短')).json()).toMatchObject({ problems: [{ path: 'reason' }] })
    expect((await withdraw(head)).json()).toMatchObject({
      state: 'withdrawn',
      withdrawal: { reason: '裁量基准已废止' },
    })
    expect((await withdraw(legal)).json()).toMatchObject({ code: 'law_not_published' })
  })

  it('uses no row that was altered behind the api, be the batch’s own hash altered with it', async () => {
    const { db } = api.world
    const [id = ''] = await publishLaw(api, 'matters', [matter('H1')])
    const open = async (statement: string) => {
      await db.$executeRawUnsafe('ALTER TABLE law_entry DISABLE TRIGGER append_only')
      await db.$executeRawUnsafe(statement)
      await db.$executeRawUnsafe('ALTER TABLE law_entry ENABLE TRIGGER append_only')
    }
    const raised = `UPDATE law_entry SET content = jsonb_set(content, '{person,max}', '9999') WHERE id = '${id}'`
    await open(raised)
    expect(await stateOf('H1')).toBe('altered')
    const known = await lawOf(db, 'matters')
    expect(known.find((one) => one.id === id)?.isAltered).toBe(true)
    const draft = await takeIn(legal, [matter('H2')])
    await open(
      `UPDATE law_entry SET content = jsonb_set(content, '{person,max}', '9999') WHERE batch_id = '${draft}'`,
    )
    expect((await decide(head, draft)).json()).toMatchObject({ code: 'law_altered' })
  })

  it('leaves rows that the database lets nobody change', async () => {
    const { db } = api.world
    await expect(db.lawEntry.updateMany({ data: { key: 'x' } })).rejects.toThrow(/append-only/)
    await expect(db.lawBatch.deleteMany({})).rejects.toThrow(/append-only/)
    await expect(db.lawBatchDecision.updateMany({ data: { isPublished: true } })).rejects.toThrow(
      /append-only/,
    )
  })
})
