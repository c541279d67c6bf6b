import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { AlertDocuments } from '../../contract/documents.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { pagesOf } from './test/pdf-text.ts'

const hour = 3_600_000

describe.skipIf(!testServer)('documents', () => {
  let api: TestApi
  let people: Steps
  let ann: As
  let bob: As
  let head: As
  beforeAll(async () => {
    api = await startTestApi()
    people = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    head = await api.as('head')
  })
  afterAll(() => api?.close())

  const url = (alertId: string) => `/api/alerts/${alertId}/documents`
  const make = (as: As, alertId: string, kind: string) => as.call('POST', url(alertId), { kind })
  const listed = async (as: As, alertId: string) =>
    (await as.call('GET', url(alertId))).json<AlertDocuments>()
  const read = (as: As, id: string) => as.call('GET', `/api/documents/${id}/content`)
  const missing = ({ kinds }: AlertDocuments, kind: string) => kinds.find((one) => one.kind === kind)?.missing

  /** A stall: nobody types a plate, so documents may be made from the start. */
  const stallOf = (findingId: string) =>
    passedOn(api, people, {
      findingId,
      openedAt: api.clock.at - hour,
      adjust: (manifest) => ({ ...manifest, kind: 'street_vending' }),
    })
  async function filedOf(findingId: string, plate = '渝A12345'): Promise<string> {
    const alertId = await passedOn(api, people, { findingId, openedAt: api.clock.at - hour, plate })
    for (const as of [ann, bob]) {
      await people.openAll(as, alertId)
      expect((await people.review(as, alertId, { plate })).statusCode).toBe(200)
    }
    return alertId
  }

  it('say before anybody asks what they lack, and are refused with just that', async () => {
    const alertId = await stallOf('lacking')
    const list = await listed(ann, alertId)
    expect(missing(list, 'extraction')).toEqual([])
    expect(missing(list, 'correction_order')).toEqual(['order', 'order_content'])
    expect(missing(list, 'filing')).toEqual(['proposed', 'officers'])
    const refused = await make(ann, alertId, 'inspection')
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({
      code: 'document_incomplete',
      facts: { kind: 'inspection', missing: ['inspection'] },
      problems: [{ path: 'inspection' }],
    })
    expect(await api.world.db.document.count({ where: { alertId } })).toBe(0)
    expect(await api.world.db.documentCounter.count()).toBe(0)
  })

  it('are made of what is recorded, numbered, stored, recorded, and read back as made', async () => {
    const alertId = await filedOf('made')
    const answer = await make(ann, alertId, 'extraction')
    expect(answer.statusCode).toBe(200)
    const [document] = answer.json<AlertDocuments>().made
    expect(document).toMatchObject({ kind: 'extraction', number: '电取〔2026〕1号', madeBy: { name: 'ann' } })
    const file = await read(head, document!.id)
    expect(file.headers['content-type']).toBe('application/pdf')
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('电取〔2026〕1号.pdf')
    expect(hashBytes(file.rawPayload).sha256).toBe(document!.sha256)
    const texts = pagesOf(file.rawPayload)
    expect(texts).toHaveLength(document!.pages)
    const sealed = await api.world.db.exhibit.findMany({ where: { dossier: { finding: { id: 'made' } } } })
    for (const { sha256, sm3 } of sealed)
      for (const hash of [sha256, sm3]) expect(texts.join('')).toContain(hash)
    expect(texts[0]).toContain('滨江区城市管理局')
    const { timeline } = await people.detail(ann, alertId)
    expect(timeline.filter(({ action }) => action.startsWith('document.'))).toMatchObject([
      {
        action: 'document.made',
        actor: 'ann',
        facts: { documentKind: 'extraction', sha256: document!.sha256 },
      },
      { action: 'document.read', actor: 'head' },
    ])
    const kept = await api.world.db.document.findUniqueOrThrow({ where: { id: document!.id } })
    expect(kept.data).toMatchObject({
      findingId: 'made',
      plate: '渝A12345',
      reviews: [{ verdict: 'confirm' }, {}],
    })
    await expect(api.world.db.document.deleteMany({})).rejects.toThrow(/append-only/)
    await expect(api.world.db.document.updateMany({ data: { number: 'x' } })).rejects.toThrow(/append-only/)
  })

  it('ask for a case to be filed, or say why none is', async () => {
    const filed = await filedOf('asks', '渝A98765')
    const [asking] = (await make(bob, filed, 'filing')).json<AlertDocuments>().made
    const { number } = await api.world.db.case.findFirstOrThrow({ where: { alertId: filed } })
    const asked = pagesOf((await read(head, asking!.id)).rawPayload).join('')
    for (const text of [number, '渝A98765', 'CQ-ann', 'CQ-bob', '建议立案调查']) expect(asked).toContain(text)
    const alertId = await passedOn(api, people, { findingId: 'none', openedAt: api.clock.at - hour })
    expect(missing(await listed(head, alertId), 'no_filing')).toEqual(['not_filed_reason'])
    await people.openAll(ann, alertId)
    const said = {
      verdict: 'reject',
      reason: 'has_permit',
      note: '有临时占道许可',
      plate: null,
      permit: null,
    }
    expect((await people.review(ann, alertId, said)).statusCode).toBe(200)
    const [why] = (await make(ann, alertId, 'no_filing')).json<AlertDocuments>().made
    const told = pagesOf((await read(head, why!.id)).rawPayload).join('')
    for (const text of ['有许可或临时停放批准。有临时占道许可', '建议不予立案']) expect(told).toContain(text)
  })

  it('made again get a new number, and the older one stays as it was', async () => {
    const alertId = await stallOf('again')
    const record = { kind: 'inspection', text: '到场见摊位三处' }
    await ann.call('POST', `/api/alerts/${alertId}/steps`, record)
    const [first] = (await make(ann, alertId, 'inspection')).json<AlertDocuments>().made
    api.clock.at += 1000
    const [second, older] = (await make(bob, alertId, 'inspection')).json<AlertDocuments>().made
    expect([first?.number, second?.number]).toEqual(['现检〔2026〕1号', '现检〔2026〕2号'])
    expect([second?.isReplaced, older]).toEqual([false, { ...first, isReplaced: true }])
    expect(hashBytes((await read(bob, first!.id)).rawPayload).sha256).toBe(first!.sha256)
  })

  it('of an order bear the number under which it was recorded', async () => {
    const alertId = await stallOf('order')
    const order = {
      kind: 'order',
      documentNumber: '责改〔2026〕7号',
      dueAt: api.clock.at + hour,
      text: '撤除摊位',
    }
    expect((await ann.call('POST', `/api/alerts/${alertId}/steps`, order)).statusCode).toBe(200)
    const [document] = (await make(ann, alertId, 'correction_order')).json<AlertDocuments>().made
    expect(document?.number).toBe('责改〔2026〕7号')
    expect(pagesOf((await read(ann, document!.id)).rawPayload).join('')).toContain('撤除摊位')
  })

  it('take their numbers one after the other when many ask at once', async () => {
    const alertId = await stallOf('many')
    const answers = await Promise.all([ann, bob, ann, bob].map((as) => make(as, alertId, 'catalogue')))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
    const rows = await api.world.db.document.findMany({
      where: { kind: 'catalogue' },
      orderBy: { serial: 'asc' },
    })
    expect(rows.map(({ serial }) => serial)).toEqual([1, 2, 3, 4])
  })

  it('are kept from an officer who is still to type the plate blind', async () => {
    const alertId = await passedOn(api, people, {
      findingId: 'blind',
      openedAt: api.clock.at - hour,
      plate: '渝B54321',
    })
    await people.openAll(ann, alertId)
    expect(await listed(bob, alertId)).toEqual({ kinds: [], made: [], isWithheld: true })
    expect((await people.review(ann, alertId, { plate: '渝B54321' })).statusCode).toBe(200)
    const [document] = (await make(ann, alertId, 'extraction')).json<AlertDocuments>().made
    expect((await listed(bob, alertId)).made).toEqual([])
    expect((await read(bob, document!.id)).json()).toMatchObject({ code: 'document_withheld' })
    expect((await make(bob, alertId, 'catalogue')).json()).toMatchObject({ code: 'document_withheld' })
  })

  it('are read by who reads cases, made by officers alone', async () => {
    const alertId = await stallOf('roles')
    for (const role of ['operator', 'device_admin', 'legal_reviewer'] as const)
      expect((await (await api.as(role)).call('GET', url(alertId))).statusCode).toBe(403)
    for (const role of ['head', 'supervisor'] as const) {
      const as = await api.as(role)
      expect((await as.call('GET', url(alertId))).statusCode).toBe(200)
      expect((await make(as, alertId, 'catalogue')).statusCode).toBe(403)
    }
    const eve = await api.as('officer', 'eve')
    const lapsed = { certificateUntil: new Date(api.clock.at) }
    await api.world.db.person.update({ where: { id: eve.id }, data: lapsed })
    expect(missing(await listed(eve, alertId), 'extraction')).toEqual(['certificate'])
    expect((await make(eve, alertId, 'extraction')).json()).toMatchObject({ code: 'document_incomplete' })
    expect(missing(await listed(head, alertId), 'extraction')).toEqual([])
    expect((await read(head, 'no-such')).statusCode).toBe(404)
    expect((await make(ann, 'no-such', 'catalogue')).statusCode).toBe(404)
    expect((await make(ann, alertId, 'decision')).json()).toMatchObject({
      code: 'bad_request',
      problems: [{ path: 'kind' }],
    })
  })

  it('are given out of no row that an owner of the tables wrote anew, nor made of such rows', async () => {
    const alertId = await stallOf('forged')
    const { db } = api.world
    const [made] = (await make(ann, alertId, 'catalogue')).json<AlertDocuments>().made
    const forged = Buffer.from('%PDF-1.7 forged')
    const { sha256, bytes } = hashBytes(forged)
    await db.$executeRaw`ALTER TABLE document DISABLE TRIGGER append_only`
    await db.document.update({ where: { id: made!.id }, data: { sha256, bytes } })
    await db.$executeRaw`ALTER TABLE document ENABLE TRIGGER append_only`
    const path = join(api.dir, 'objects', `documents/${made!.id}.pdf`)
    await chmod(path, 0o600)
    await writeFile(path, forged)
    expect((await read(head, made!.id)).json()).toMatchObject({ code: 'document_altered' })
    await db.$executeRaw`ALTER TABLE exhibit DISABLE TRIGGER append_only`
    await db.exhibit.updateMany({
      where: { dossier: { findingId: 'forged' }, role: 'still' },
      data: { sha256 },
    })
    await db.$executeRaw`ALTER TABLE exhibit ENABLE TRIGGER append_only`
    expect((await make(ann, alertId, 'catalogue')).json()).toMatchObject({ code: 'ev_hash' })
  })

  it('are not made of pictures that were changed, nor read when they were', async () => {
    const alertId = await stallOf('altered')
    const [document] = (await make(ann, alertId, 'extraction')).json<AlertDocuments>().made
    const overwrite = async (key: string) => {
      const path = join(api.dir, 'objects', key)
      await chmod(path, 0o600)
      await writeFile(path, 'other')
    }
    await overwrite(`documents/${document!.id}.pdf`)
    expect((await read(head, document!.id)).json()).toMatchObject({ code: 'document_altered' })
    await overwrite('dossiers/altered/confirmed/confirmed/wide.jpg')
    expect((await make(ann, alertId, 'extraction')).json()).toMatchObject({ code: 'ev_hash' })
    const { timeline } = await people.detail(ann, alertId)
    const told = timeline.map(({ action }) => action)
    expect(told).toContain('document.altered')
    expect(told).toContain('exhibit.altered')
  })
})
