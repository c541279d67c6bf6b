import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Objects } from '@sightline/infra/platform/objects'
import { openS3Objects } from '@sightline/infra/platform/objects-s3'
import { rawS3 } from '@sightline/infra/platform/test/raw-s3'
import { checkedInclude, checkFinding, type Depth } from '../integrity/stored/check-finding.ts'
import { createStoreReport } from '../integrity/stored/store-report.ts'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { keepUp } from './keep-up.ts'

const address = process.env['SIGHTLINE_TEST_S3']
const bucket = `sightline-keeping-${randomBytes(4).toString('hex')}`
/** So long a worker's put locks here: what a test can wait for. */
const bridgeDays = 3 / 86_400

describe.skipIf(!testServer || !address)('exhibits in a real S3', () => {
  let api: TestApi
  let steps: Steps
  let olga: As
  let objects: Objects
  let insider: ReturnType<typeof rawS3>
  beforeAll(async () => {
    const url = address ?? ''
    objects = await openS3Objects({ url, bucket, retentionDays: bridgeDays })
    api = await startTestApi(undefined, async () => objects)
    api.clock.at = Date.now()
    steps = await createSteps(api)
    olga = await api.as('operator', 'olga')
    insider = rawS3(url)
  })
  afterAll(() => api?.close())

  const keep = (ended = 90) => keepUp({ ...api.world, keepingTerms: { ...api.world.keepingTerms, ended } })
  const firstOf = async (alertId: string) => {
    const where = { dossier: { finding: { alert: { id: alertId } } } }
    const { objectKey, versionId, id } = (
      await api.world.db.exhibit.findMany({ where, orderBy: { name: 'asc' } })
    )[0]!
    return { key: objectKey, versionId: versionId ?? '', id }
  }
  const dismissed = async (findingId: string): Promise<string> => {
    const alertId = await steps.alertOf({ findingId })
    await steps.act(olga, alertId, { action: 'claim' })
    await steps.act(olga, alertId, { action: 'dismiss', reason: 'picture_unclear' })
    return alertId
  }
  const read = (id: string) => olga.call('GET', `/api/exhibits/${id}/content`)
  /** What `sightline check` tells of the finding, by code. */
  async function check(findingId: string, depth: Depth): Promise<string[]> {
    const report = createStoreReport(100)
    const { db, now, keepingTerms } = api.world
    const finding = await db.finding.findUniqueOrThrow({ where: { id: findingId }, include: checkedInclude })
    await checkFinding({ db, now, objects, keepingTerms, depth, report }, finding)
    return report.listed().map(({ code }) => code)
  }

  it('are held as soon as upkeep came by, and a case for thirty years: no key deletes the version (R44)', async () => {
    const alertId = await passedOn(api, steps, { findingId: 'confirmed' })
    const { key, versionId } = await firstOf(alertId)
    await keep()
    expect(await objects.lockOf(key, versionId)).toMatchObject({ isHeld: true })
    for (const account of ['ann', 'bob']) {
      const officer = await api.as('officer', account)
      await steps.openAll(officer, alertId)
      expect((await steps.review(officer, alertId)).statusCode).toBe(200)
    }
    await keep()
    const lock = await objects.lockOf(key, versionId)
    expect(lock.isHeld).toBe(true)
    expect(lock.until).toBeGreaterThan(Date.now() + 10_957 * day)
    const removing = { code: 'AccessDenied' }
    await expect(insider.removeObject(bucket, key, { versionId })).rejects.toMatchObject(removing)
    const forced = insider.removeObject(bucket, key, { versionId, governanceBypass: true })
    await expect(forced).rejects.toMatchObject(removing)
    await expect(objects.expire(key, versionId)).rejects.toMatchObject({ code: 'object_kept' })
    expect(await check('confirmed', 'hash')).toEqual([])
    for await (const seal of objects.list('dossiers/confirmed/'))
      expect(await objects.lockOf(seal.key, seal.versionId)).toMatchObject({
        isHeld: true,
        until: lock.until,
      })
    expect((await steps.detail(olga, alertId)).keeping).toMatchObject({ class: 'case', keeper: 'store' })
  })

  it('are read as sealed where another version or a mark of deletion lies over them, and both are named (R44)', async () => {
    const alertId = await steps.alertOf({ findingId: 'overwritten' })
    const { key, id } = await firstOf(alertId)
    await keep()
    const { rawPayload: sealed } = await read(id)
    await insider.putObject(bucket, key, 'forged', 6)
    expect(await check('overwritten', 'presence')).toEqual(['foreign'])
    await insider.removeObject(bucket, key)
    expect((await check('overwritten', 'presence')).toSorted()).toEqual(['foreign', 'marked'])
    expect((await read(id)).rawPayload.equals(sealed)).toBe(true)
  })

  it('whose hold somebody took off are told of, and held again when anything happens to them', async () => {
    const alertId = await steps.alertOf({ findingId: 'unheld' })
    const { key, versionId } = await firstOf(alertId)
    await keep()
    await objects.hold(key, versionId, false)
    expect(await check('unheld', 'presence')).toEqual([])
    expect(await check('unheld', 'size')).toEqual(['unlocked'])
    await steps.act(olga, alertId, { action: 'claim' })
    await keep()
    expect(await check('unheld', 'size')).toEqual([])
  })

  it('of which people set a hold for a court stay held when the alert ends', async () => {
    const alertId = await dismissed('for-a-court')
    const { key, versionId } = await firstOf(alertId)
    await objects.hold(key, versionId, true)
    await keep()
    expect(await objects.lockOf(key, versionId)).toMatchObject({ isHeld: true })
  })

  it('stay, and nobody is even given notice, where only the api’s clock is a year ahead', async () => {
    const alertId = await dismissed('year-ahead')
    const { key, versionId, id } = await firstOf(alertId)
    await keep()
    const lock = await objects.lockOf(key, versionId)
    expect(lock).toMatchObject({ isHeld: false })
    expect(lock.until).toBeGreaterThan(Date.now() + 89 * day)
    const now = api.clock.at
    for (const days of [365, 8]) {
      api.clock.at += days * day
      await keep()
    }
    const told = await api.world.db.keeping.findUniqueOrThrow({ where: { findingId: 'year-ahead' } })
    expect(told).toMatchObject({ noticedAt: null, isToRemove: false })
    api.clock.at = now
    await keep()
    expect((await read(id)).statusCode).toBe(200)
    await expect(objects.expire(key, versionId)).rejects.toMatchObject({ code: 'object_kept' })
  })

  it('go version by version when their time is over by every clock; a hold that came meanwhile stands', async () => {
    const alertId = await dismissed('over')
    const { key, versionId, id } = await firstOf(alertId)
    // An agency cannot set this; a test cannot wait for a month.
    const atOnce = 0
    const noticed = async () =>
      ((await api.world.db.keeping.findUnique({ where: { findingId: 'over' } }))?.noticedAt ?? null) !== null
    await expect
      .poll(
        async () => {
          api.clock.at = Date.now()
          await keep(atOnce)
          return noticed()
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(true)
    api.clock.at += 8 * day
    const holding = { ...objects, expire: (at: string, of: string | null) => holdThenExpire(at, of) }
    async function holdThenExpire(at: string, of: string | null): Promise<void> {
      if (at === key) await objects.hold(at, of, true)
      return objects.expire(at, of)
    }
    const terms = { ...api.world.keepingTerms, ended: atOnce }
    await keepUp({ ...api.world, objects: holding, keepingTerms: terms })
    olga = await api.as('operator', 'olga')
    expect((await read(id)).json()).toMatchObject({ code: 'exhibit_expired' })
    expect(await check('over', 'presence')).toContain('undeleted')
    await objects.hold(key, versionId, false)
    await keep(atOnce)
    await expect(objects.stat(key, versionId)).rejects.toMatchObject({ code: 'object_not_found' })
    const left: unknown[] = []
    for await (const one of objects.list('dossiers/over/', { withMarks: true })) left.push(one.key)
    const seals = ['manifest.json', 'manifest.sig', 'public-key.pem']
    expect(left).toEqual(seals.map((name) => `dossiers/over/confirmed/${name}`))
    api.clock.at = Date.now()
  })
})
