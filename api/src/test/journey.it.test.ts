import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import { chainProblem } from '../audit/verify-chain.ts'
import { toAuditEntry } from '../audit/store.ts'
import { receiveDossier } from '../dossiers/receive-dossier.ts'
import { verifyPackage } from '../packages/verify-package.mjs'
import { enrolNamed } from '../worker-keys/decide-key.ts'
import { startTestApi, type As, type TestApi } from './api.ts'
import { testServer } from './database.ts'
import { createSealer } from './dossier-fixture.ts'
import { allowPictures } from './filed-case.ts'
import { putInUse, storeTestSign } from './put-in-use.ts'
import { registerNamed } from './register-named.ts'
import { takePackage } from './take-package.ts'

const answers = { isTrue: true, isClear: true, isComplete: true, isAccurate: true }

describe.skipIf(!testServer)('from a dossier to a verified package', () => {
  let api: TestApi
  let operator: As
  let ann: As
  let bob: As
  let sourceId: string
  let alertId: string
  let intake: (submitted: Parameters<typeof receiveDossier>[1]) => ReturnType<typeof receiveDossier>
  let seal: Awaited<ReturnType<typeof createSealer>>['seal']

  beforeAll(async () => {
    api = await startTestApi()
    const admin = await api.as('device_admin')
    operator = await api.as('operator')
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    const made = await admin.call('POST', '/api/sources', {
      name: '滨江路',
      kind: 'fixed',
      url: 'rtsp://10.0.0.1/main',
    })
    sourceId = made.json<{ id: string }>().id
    const sealer = await createSealer(api.world.objects, join(api.dir, 'worker'))
    await enrolNamed(api.world, [sealer.signer.keyId])
    seal = sealer.seal
    const sign = await storeTestSign(api.world.objects, sourceId)
    await putInUse(api.world.db, sourceId, { sign })
    await allowPictures(api, admin.id)
    intake = async (submitted) => {
      await registerNamed(api.world.db, submitted)
      return receiveDossier(api.world, submitted)
    }
  })
  afterAll(() => api?.close())

  const detail = async (as: As) => (await as.call('GET', `/api/alerts/${alertId}`)).json<AlertDetail>()
  const openAll = async (as: As) => {
    for (const exhibit of (await detail(as)).exhibits.filter((one) => one.required)) {
      const served = await as.call('GET', `/api/exhibits/${exhibit.id}/content`)
      expect(served.statusCode).toBe(200)
      expect(served.rawPayload.length).toBe(exhibit.bytes)
      expect((await as.call('POST', `/api/exhibits/${exhibit.id}/opened`, {})).statusCode).toBe(200)
    }
  }
  const act = async (as: As, action: object) => {
    const { version } = (await detail(as)).alert
    return as.call('POST', `/api/alerts/${alertId}/actions`, { version, ...action })
  }
  const review = async (as: As, extra: object = {}) => {
    const { version } = (await detail(as)).alert
    const body = {
      version,
      verdict: 'confirm',
      answers,
      plate: '渝A·12345',
      permit: { answer: 'none' },
      ...extra,
    }
    return as.call('POST', `/api/alerts/${alertId}/reviews`, body)
  }

  it('makes one alert of a confirmed dossier, and tells who listens', async () => {
    const seen: unknown[] = []
    const stop = api.world.hub.subscribe({
      send: (event) => seen.push(event),
      end: () => undefined,
      hears: () => true,
    })
    expect(await intake(await seal({ sourceId }))).toBe('stored')
    const list = await operator.call('GET', '/api/alerts')
    alertId = list.json<{ items: { id: string }[] }>().items[0]!.id
    await expect
      .poll(() => seen, { timeout: 5_000 })
      .toContainEqual({ type: 'alert', id: alertId, change: 'created' })
    stop()
    const thumb = await operator.call('GET', `/api/alerts/${alertId}/thumb`)
    expect(thumb.headers['content-type']).toBe('image/jpeg')
  })

  it('is passed on only by an operator who opened every still and clip (R37)', async () => {
    expect((await act(operator, { action: 'claim' })).json()).toMatchObject({ status: 'claimed' })
    expect((await act(operator, { action: 'pass_on' })).json()).toMatchObject({ code: 'alert_frames_unseen' })
    const [first] = (await detail(operator)).exhibits
    const early = await operator.call('POST', `/api/exhibits/${first!.id}/opened`, {})
    expect(early.json()).toMatchObject({ code: 'alert_frames_unseen' })
    await openAll(operator)
    expect((await act(operator, { action: 'pass_on' })).json()).toMatchObject({ status: 'passed_on' })
  })

  it('needs two officers who looked, typed the plate blind and agree (R15)', async () => {
    expect((await operator.call('POST', `/api/alerts/${alertId}/reviews`, {})).statusCode).toBe(403)
    expect((await review(ann)).json()).toMatchObject({ code: 'ev_frames_unseen' })
    await openAll(ann)
    expect((await review(ann)).json()).toMatchObject({ alert: { status: 'agreed_once' } })
    expect((await review(ann)).json()).toMatchObject({ code: 'ev_same_person' })
    const blind = await detail(bob)
    expect(blind.reviews[0]?.plate).toBeNull()
    expect(JSON.stringify(blind)).not.toContain('12345')
    await openAll(bob)
    expect((await review(bob, { plate: '渝A12346' })).json()).toMatchObject({ code: 'ev_plates_disagree' })
    const filed = await review(bob, { plate: '渝a12345' })
    expect(filed.json()).toMatchObject({ alert: { status: 'proposed' } })
  })

  it('adds what the closing stage brings, once', async () => {
    const closed = await seal({ sourceId, stage: 'closed' })
    expect(await intake(closed)).toBe('stored')
    expect(await intake(closed)).toBe('known')
    const { alert, exhibits, manifests } = await detail(ann)
    expect(alert).toMatchObject({ closeReason: 'left', status: 'proposed' })
    expect([exhibits.length, manifests.length]).toEqual([9, 2])
  })

  it('shows the supervisor every step of machine and people in order, with its time (R66)', async () => {
    const { timeline } = await detail(await api.as('supervisor'))
    expect([...new Set(timeline.map(({ actor, action }) => `${actor}: ${action}`))]).toEqual([
      'worker: dossier.received',
      'worker: alert.created',
      'system: permit.looked_up',
      'operator: alert.claim',
      'operator: exhibit.served',
      'operator: exhibit.opened',
      'operator: alert.pass_on',
      'ann: exhibit.served',
      'ann: exhibit.opened',
      'ann: review.confirm',
      'bob: exhibit.served',
      'bob: exhibit.opened',
      'bob: review.plate_refused',
      'bob: review.confirm',
      'bob: case.proposed',
    ])
    const times = timeline.map(({ at }) => at)
    expect([times.every((at) => at > 0), times]).toEqual([true, times.toSorted((a, b) => a - b)])
  })

  it('exports a package that verifies offline, by us and by the verifier in it', async () => {
    const cases = await ann.call('GET', '/api/cases')
    const [filed] = cases.json<{ items: { id: string; number: string }[] }>().items
    expect(filed!.number).toBe('2026-000001')
    const zip = await takePackage(api, ann, filed!.id)
    expect(zip.statusCode).toBe(200)
    const trustedKeyPem = api.world.signer.publicKeyPem
    const report = verifyPackage(zip.rawPayload, { trustedKeyPem })
    expect(report.problems).toEqual([])
    expect(report).toMatchObject({ status: 'intact', isKeyTrusted: true, caseNumber: '2026-000001' })
    const file = join(api.dir, 'case.zip')
    writeFileSync(file, zip.rawPayload)
    const verifier = join(import.meta.dirname, '../packages/verify-package.mjs')
    const key = join(api.dir, 'agency.pem')
    writeFileSync(key, trustedKeyPem)
    const sheet = execFileSync(process.execPath, [verifier, file, '--key', key], { encoding: 'utf8' })
    expect(sheet).toContain('INTACT')
    expect((await operator.call('GET', '/api/cases')).statusCode).toBe(403)
  })

  it('left one unbroken audit chain that the database does not let anyone change (R19)', async () => {
    const { db } = api.world
    const rows = await db.auditEntry.findMany({ orderBy: { sequence: 'asc' } })
    expect(chainProblem(rows.map(toAuditEntry))).toBeNull()
    expect(rows.map((row) => row.action)).toContain('package.exported')
    await expect(db.auditEntry.deleteMany({})).rejects.toThrow(/append-only/)
    await expect(db.auditEntry.updateMany({ data: { actor: 'someone' } })).rejects.toThrow(/append-only/)
  })
})
