import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'
import { takePackage } from '../test/take-package.ts'

describe.skipIf(!testServer)('what the worker signed', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let bob: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    // As somebody would who holds the database.
    for (const table of ['exhibit', 'dossier'])
      await api.world.db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
  })
  afterAll(() => api?.close())

  const rowOf = (findingId: string, role: 'segment' | 'still') =>
    api.world.db.exhibit.findFirstOrThrow({ where: { dossier: { findingId }, role } })
  /** Another last byte, on the disk; answers the bytes that are there now. */
  function spoil(objectKey: string): Buffer {
    const path = join(api.dir, 'objects', objectKey)
    const bytes = readFileSync(path)
    bytes[bytes.length - 1]! ^= 1
    chmodSync(path, 0o600)
    writeFileSync(path, bytes)
    return bytes
  }
  async function ready(findingId: string, openedAt: number): Promise<string> {
    const alertId = await passedOn(api, steps, { findingId, openedAt })
    await steps.openAll(ann, alertId)
    return alertId
  }
  /** The bytes, and the row with the hashes of them. */
  async function changeBoth(findingId: string): Promise<string> {
    const { id, name, objectKey } = await rowOf(findingId, 'still')
    const { sha256, sm3 } = hashBytes(spoil(objectKey))
    await api.world.db.exhibit.update({ where: { id }, data: { sha256, sm3 } })
    return name
  }

  it('is held against object and row that were changed together (R43)', async () => {
    const alertId = await ready('both', 1_700_000_000_000)
    const name = await changeBoth('both')
    const refused = await steps.review(ann, alertId)
    expect(refused.json()).toMatchObject({ code: 'ev_hash', facts: { altered: [name] } })
  })

  it('is held against a manifest that reads otherwise', async () => {
    const alertId = await ready('text', 1_700_100_000_000)
    const row = await api.world.db.dossier.findFirstOrThrow({ where: { findingId: 'text' } })
    const manifest = row.manifest.replaceAll('滨江路12号', '滨江路77号')
    await api.world.db.dossier.update({ where: { id: row.id }, data: { manifest } })
    const altered = ['confirmed/manifest.json']
    expect((await steps.review(ann, alertId)).json()).toMatchObject({ code: 'ev_hash', facts: { altered } })
    const manifestSha256 = hashBytes(Buffer.from(manifest)).sha256
    await api.world.db.dossier.update({ where: { id: row.id }, data: { manifestSha256 } })
    expect((await steps.review(ann, alertId)).json()).toMatchObject({ code: 'ev_hash', facts: { altered } })
    const told = { action: 'exhibit.altered', subject: `alert/${alertId}` } as const
    expect(await api.world.db.auditEntry.count({ where: told })).toBe(2)
    // What is sealed after it is chained to what it was.
    const asItWas = { manifest: row.manifest, manifestSha256: row.manifestSha256 }
    await api.world.db.dossier.update({ where: { id: row.id }, data: asItWas })
  })

  it('is not packed when rows and objects were changed after the filing', async () => {
    const alertId = await ready('filed', 1_700_200_000_000)
    await steps.openAll(bob, alertId)
    for (const officer of [ann, bob]) expect((await steps.review(officer, alertId)).statusCode).toBe(200)
    const { caseId } = (await steps.detail(ann, alertId)).alert
    expect((await takePackage(api, ann, caseId!)).statusCode).toBe(200)
    // Bytes alone, of which no row knows: named before the first byte leaves, and nothing is said to have left.
    const { name, objectKey } = await rowOf('filed', 'segment')
    spoil(objectKey)
    const early = await takePackage(api, ann, caseId!)
    expect([early.statusCode, early.json()]).toMatchObject([
      409,
      { code: 'ev_hash', facts: { altered: [name] } },
    ])
    const subjects = { in: [`case/${caseId}`, `alert/${alertId}`] }
    const told = { subject: subjects, action: { in: ['package.exported', 'exhibit.altered'] } }
    expect(await api.world.db.auditEntry.count({ where: told })).toBe(2)
    spoil(objectKey)
    const altered = [await changeBoth('filed')]
    const refused = await takePackage(api, ann, caseId!)
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'ev_hash', facts: { altered } }])
  })

  it('never leaves as a range when a byte outside of it was changed', async () => {
    const alertId = await ready('range', 1_700_300_000_000)
    const { id, name, objectKey } = await rowOf('range', 'segment')
    const ask = () =>
      api.app.inject({
        method: 'GET',
        url: `/api/exhibits/${id}/content`,
        headers: { cookie: ann.cookie, range: 'bytes=0-99' },
      })
    expect((await ask()).statusCode).toBe(206)
    spoil(objectKey)
    const refused = await ask()
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'ev_hash', facts: { altered: [name] } },
    ])
    const told = { action: 'exhibit.altered', subject: `alert/${alertId}` } as const
    expect(await api.world.db.auditEntry.count({ where: told })).toBe(1)
  })

  it('is read again only for who could confirm otherwise', async () => {
    const alertId = await ready('cheap', 1_700_400_000_000)
    spoil((await rowOf('cheap', 'still')).objectKey)
    const refused = await steps.review(ann, alertId, { plate: null })
    expect(refused.json()).toMatchObject({ code: 'ev_plate_required' })
    const told = { action: 'exhibit.altered', subject: `alert/${alertId}` } as const
    expect(await api.world.db.auditEntry.count({ where: told })).toBe(0)
  })
})
