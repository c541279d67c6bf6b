import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AlertDocuments } from '../../contract/documents.ts'
import type { FindPrivate } from '../hiding/find-private.ts'
import { Refusal } from '../refusal.ts'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { permitOriginals } from '../test/take-package.ts'
import { pagesOf } from './test/pdf-text.ts'

const nothing: FindPrivate = async () => ({ faces: [], plates: [], vehicles: [] })

describe.skipIf(!testServer)('the pictures of a document', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let bob: As
  let alertId: string
  let caseId: string
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    alertId = await passedOn(api, steps, { findingId: 'f' })
    for (const as of [ann, bob]) {
      await steps.openAll(as, alertId)
      expect((await steps.review(as, alertId)).statusCode).toBe(200)
    }
    caseId = (await steps.detail(ann, alertId)).alert.caseId ?? ''
  })
  afterAll(() => api?.close())

  const make = (as: As, permission?: string) =>
    as.call('POST', `/api/alerts/${alertId}/documents`, {
      kind: 'extraction',
      ...(permission === undefined ? {} : { permission }),
    })
  const newest = async (as: As, permission?: string) => {
    api.clock.at += 1000
    return (await make(as, permission)).json<AlertDocuments>().made[0]!
  }
  const read = (as: As, id: string, permission?: string) =>
    as.call(
      'GET',
      `/api/documents/${id}/content${permission === undefined ? '' : `?permission=${permission}`}`,
    )
  const textOf = async (as: As, id: string) => pagesOf((await read(as, id)).rawPayload).join('')

  it('are copies in which others are hidden, with the whole hash of the original, and who made them on every page', async () => {
    api.hiding.find = nothing
    const made = await newest(ann)
    expect(made.showsOriginals).toBe(false)
    const text = await textOf(bob, made.id)
    const [still] = await api.world.db.exhibit.findMany({ where: { role: 'still' } })
    for (const part of ['人脸及无关号牌已遮挡', `原件SHA-256：${still!.sha256}`, 'ann2026年11月21日'])
      expect(text).toContain(part)
    expect(text).not.toContain('此图未打印')
  })

  it.each<[string, FindPrivate | null, string]>([
    ['nobody can look', null, '没有可用的人脸、号牌识别'],
    [
      'a model is missing',
      async () => {
        throw new Refusal('copy_no_model', { model: 'yolox-nano' })
      },
      '没有可用的人脸、号牌识别',
    ],
    ['nobody can tell', async () => null, '无法确定人脸和号牌的位置'],
  ])('are a frame that says why where %s', async (...[, find, why]) => {
    api.hiding.find = find
    const { id } = await newest(ann)
    expect(await textOf(ann, id)).toContain(why)
  })

  it('are originals by a permission alone, for the making and for each reading', async () => {
    api.hiding.find = nothing
    const other = await make(bob, await permitOriginals(api, ann, caseId))
    expect([other.statusCode, other.json()]).toMatchObject([403, { facts: { why: 'other_person' } }])
    const permission = await permitOriginals(api, ann, caseId)
    const made = await newest(ann, permission)
    expect(made.showsOriginals).toBe(true)
    for (const [as, named] of [
      [ann, undefined],
      [bob, permission],
    ] as const)
      expect((await read(as, made.id, named)).json()).toMatchObject({ code: 'original_permission_needed' })
    const file = await read(ann, made.id, permission)
    expect(pagesOf(file.rawPayload).join('')).toContain('原始图像，未经遮挡，仅供某区人民法院')
    const told = await api.world.db.auditEntry.findMany({
      where: { facts: { path: ['permission'], equals: permission }, action: { startsWith: 'document.' } },
    })
    expect(told.map(({ action }) => action).toSorted()).toEqual(['document.made', 'document.read'])
    api.clock.at += 4 * day
    ann = await api.as('officer', 'ann')
    expect((await read(ann, made.id, permission)).json()).toMatchObject({
      code: 'original_permission_expired',
    })
  })
})
