import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AlertDocuments } from '../../contract/documents.ts'
import type { AlertSteps, Step } from '../../contract/steps.ts'
import { runCheck } from '../integrity/stored/run-check.ts'
import { keepUp } from '../keeping/keep-up.ts'
import { readZip, verifyMembers } from '../packages/verify-package.mjs'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { bringPhoto, makePhoto, sendFile } from '../test/on-site.ts'
import { takePackage } from '../test/take-package.ts'

const text = '到场见一人在水边持竿垂钓'

describe.skipIf(!testServer)('an on-site record', () => {
  let api: TestApi
  let steps: Steps
  let insider: pg.Client
  let ann: As
  let bob: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    insider = new pg.Client({ connectionString: api.databaseUrl })
    await insider.connect()
    await signIn()
  })
  afterAll(async () => {
    await insider?.end()
    await api?.close()
  })
  async function signIn(): Promise<void> {
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
  }
  const alertOf = (findingId: string, kind: 'angling' | 'illegal_parking' = 'angling') => {
    const openedAt = api.clock.at - 3_600_000
    return passedOn(api, steps, { findingId, openedAt, adjust: (manifest) => ({ ...manifest, kind }) })
  }
  const record = (as: As, alertId: string, site: object) =>
    as.call('POST', `/api/alerts/${alertId}/steps`, { kind: 'inspection', text, site })
  const stepsOf = async (as: As, alertId: string) =>
    (await as.call('GET', `/api/alerts/${alertId}/steps`)).json<AlertSteps>()
  const seen = new Set<string>()
  const confirm = async (as: As, alertId: string) => {
    const who = `${as.id} ${alertId}`
    if (!seen.has(who)) await steps.openAll(as, alertId)
    seen.add(who)
    return steps.review(as, alertId, { plate: null, permit: null })
  }
  const lastOf = async (alertId: string): Promise<Step> => (await stepsOf(ann, alertId)).items.at(-1)!
  const content = (as: As, id: string) => as.call('GET', `/api/site-files/${id}/content`)

  it('makes a clue a case with a picture, and no longer once it was taken back', async () => {
    const alertId = await alertOf('water')
    expect((await confirm(ann, alertId)).json()).toMatchObject({ facts: { missing: 'record' } })
    await record(ann, alertId, {})
    expect((await confirm(ann, alertId)).json()).toMatchObject({
      code: 'case_onsite',
      facts: { missing: 'picture' },
    })
    await record(ann, alertId, { noPictureReason: '雨夜，镜头进水' })
    expect(await lastOf(alertId)).toMatchObject({ gap: 'second_officer' })
    const photo = await bringPhoto(api, ann, alertId)
    const recorded = await record(ann, alertId, {
      files: [photo.id, photo.id],
      secondOfficerId: bob.id,
      personsPresent: '张三（钓鱼人）',
      position: { lat: 29.5637, lon: 106.5505, accuracyM: 12, origin: 'phone' },
    })
    const { id } = recorded.json<AlertSteps>().items.at(-1)!
    expect(await lastOf(alertId)).toMatchObject({
      gap: null,
      site: {
        files: [{ id: photo.id, sha256: photo.sha256 }],
        secondOfficer: { name: 'bob', certificate: 'CQ-bob' },
        personsPresent: '张三（钓鱼人）',
        position: { lat: 29.5637, origin: 'phone' },
      },
    })
    const operator = await api.as('operator')
    const seen = (await stepsOf(operator, alertId)).items.at(-1)
    expect(seen?.site?.personsPresent).toBe('张*（钓**）')
    expect(JSON.stringify(await steps.detail(operator, alertId))).not.toContain('张三')
    const form = (await ann.call('GET', `/api/alerts/${alertId}/site-files`)).json<{ waiting: unknown[] }>()
    expect(form.waiting).toEqual([])
    await ann.call('POST', `/api/steps/${id}/correction`, { reason: '录错了预警' })
    expect((await confirm(ann, alertId)).json()).toMatchObject({ facts: { missing: 'second_officer' } })
    expect((await content(operator, photo.id)).statusCode).toBe(200)
    await record(ann, alertId, { files: [photo.id] })
    expect((await confirm(ann, alertId)).json()).toMatchObject({ alert: { status: 'agreed_once' } })
    await expect(api.world.db.siteRecord.deleteMany({})).rejects.toThrow(/append-only/)
    await expect(api.world.db.siteRecordFile.deleteMany({})).rejects.toThrow(/append-only/)
  })

  it('names who was there as the law asks, and attaches what its recorder brought, and nothing else', async () => {
    const alertId = await alertOf('who')
    const elsewhere = await alertOf('elsewhere')
    const operator = await api.as('operator')
    const refused = async (site: object) => (await record(ann, alertId, site)).json<object>()
    for (const [secondOfficerId, why] of [
      [ann.id, 'same_person'],
      [operator.id, 'no_officer'],
      ['nobody', 'no_officer'],
    ])
      expect(await refused({ secondOfficerId })).toMatchObject({
        code: 'site_officer_invalid',
        facts: { why },
        problems: [{ path: 'site.secondOfficerId' }],
      })
    const where = { id: bob.id }
    await api.world.db.person.update({ where, data: { certificateUntil: new Date(api.clock.at) } })
    expect(await refused({ secondOfficerId: bob.id })).toMatchObject({ facts: { why: 'certificate' } })
    const certificateUntil = new Date(api.clock.at + 400 * day)
    await api.world.db.person.update({ where, data: { certificateUntil } })
    const [ofBob, ofOther] = [await bringPhoto(api, bob, alertId), await bringPhoto(api, ann, elsewhere)]
    for (const files of [[ofBob.id], [ofOther.id], ['no-such-file']])
      expect(await refused({ files })).toMatchObject({ code: 'site_files_unknown', facts: { files } })
    const mine = await bringPhoto(api, ann, alertId)
    const grow = (bytes: number) =>
      asInsider('site_file', 'UPDATE site_file SET bytes = $2 WHERE id = $1', [mine.id, bytes])
    await grow(2 ** 30 + 1)
    expect(await refused({ files: [mine.id] })).toMatchObject({
      code: 'site_file_too_large',
      facts: { maxBytes: 2 ** 30 },
    })
    await grow(mine.bytes)
    expect((await stepsOf(ann, alertId)).items).toEqual([])
    expect((await content(ann, ofBob.id)).statusCode).toBe(404)
    expect((await content(await api.as('device_admin'), ofBob.id)).statusCode).toBe(403)
  })

  it('is recorded twice at once as two steps of one chain', async () => {
    const alertId = await alertOf('twice')
    const photo = await bringPhoto(api, ann, alertId)
    const both = await Promise.all([1, 2].map(() => record(ann, alertId, { files: [photo.id] })))
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    const links = await api.world.db.siteRecord.findMany({ where: { alertId }, orderBy: { sequence: 'asc' } })
    expect(links.map(({ sequence }) => sequence)).toEqual([2, 3])
    expect(links[1]?.previous).toBe(links[0]?.hash)
  })

  it('shows no photograph to who is to type the plate blind, and says in the trail who asked', async () => {
    const alertId = await alertOf('car', 'illegal_parking')
    const photo = await bringPhoto(api, ann, alertId)
    await record(ann, alertId, { files: [photo.id] })
    const shown = (await stepsOf(bob, alertId)).items[0]
    expect(shown).toMatchObject({ isWithheld: true, text: '', site: null, gap: null })
    for (const ask of [content(bob, photo.id), bob.call('POST', `/api/site-files/${photo.id}/opened`, {})])
      expect((await ask).json()).toMatchObject({ code: 'site_file_withheld' })
    const part = { cookie: bob.cookie, range: 'bytes=0-9' }
    const url = `/api/site-files/${photo.id}/content`
    expect((await api.app.inject({ method: 'GET', url, headers: part })).statusCode).toBe(409)
    const withheld = { action: 'exhibit.withheld', actor: bob.id, subject: `alert/${alertId}` }
    expect(await api.world.db.auditEntry.count({ where: withheld })).toBe(3)
    expect((await content(ann, photo.id)).statusCode).toBe(200)
    await steps.openAll(bob, alertId)
    expect((await steps.review(bob, alertId)).statusCode).toBe(200)
    const whole = await content(bob, photo.id)
    expect([whole.statusCode, whole.headers['x-sha256']]).toEqual([200, photo.sha256])
    await bob.call('POST', `/api/site-files/${photo.id}/opened`, {})
    expect((await stepsOf(bob, alertId)).openedFiles).toEqual([photo.id])
    const trail = await api.world.db.auditEntry.findMany({
      where: { actor: bob.id, subject: `alert/${alertId}`, action: { startsWith: 'exhibit.' } },
      orderBy: { sequence: 'asc' },
    })
    const ofFile = trail.filter(({ facts }) => (facts as { siteFile?: string }).siteFile === photo.id)
    expect(ofFile.slice(-2).map(({ action }) => action)).toEqual(['exhibit.served', 'exhibit.opened'])
  })

  async function check(depth = 'presence') {
    const told: string[] = []
    const env = { DATABASE_URL: api.databaseUrl, SIGHTLINE_OBJECTS_DIR: join(api.dir, 'objects') }
    const code = await runCheck(['--depth', depth], { env, say: (line) => told.push(line), warn: () => {} })
    return { code, told: told.join('\n') }
  }
  async function asInsider(table: string, sql: string, values: unknown[]): Promise<void> {
    await insider.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    await insider.query(sql, values)
    await insider.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`)
  }

  it('goes into the package, where what is altered, missing or foreign is named; nothing is added after it', async () => {
    const alertId = await alertOf('pond')
    const photo = await bringPhoto(api, ann, alertId)
    await record(ann, alertId, { files: [photo.id], personsPresent: '李四' })
    for (const officer of [ann, bob]) expect((await confirm(officer, alertId)).statusCode).toBe(200)
    const late = await sendFile(api, ann, { alertId, bytes: await makePhoto() })
    expect(late.json()).toMatchObject({ code: 'alert_action_refused' })
    expect((await record(ann, alertId, {})).json()).toMatchObject({ code: 'alert_action_refused' })

    const { caseId } = (await steps.detail(ann, alertId)).alert
    const { members } = readZip((await takePackage(api, ann, caseId!)).rawPayload)
    const name = `on-site/${photo.id}.jpg`
    expect(verifyMembers(members).problems).toEqual([])
    expect(members.has(name)).toBe(true)
    const bent = Buffer.from(members.get(name)!)
    bent[40]! ^= 1
    const problemsOf = (changed: ReadonlyMap<string, Buffer>) =>
      verifyMembers(changed).problems.map((one) => `${one.member}: ${one.problem}`)
    const without = new Map(members)
    without.delete(name)
    expect(problemsOf(new Map(members).set(name, bent))).toContain(
      `${name}: its SHA-256 is not that with which it arrived`,
    )
    expect(problemsOf(without)).toContain(`${name}: it is missing`)
    expect(problemsOf(new Map(members).set('on-site/other.jpg', bent))).toContain(
      'on-site/other.jpg: no on-site record names it',
    )
    const said = members.get('on-site.json')!.toString('utf8').replace('李四', '王五')
    expect(problemsOf(new Map(members).set('on-site.json', Buffer.from(said)))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^on-site\.json: .* is not what was recorded$/)]),
    )
    const { made } = (
      await ann.call('POST', `/api/alerts/${alertId}/documents`, { kind: 'inspection' })
    ).json<AlertDocuments>()
    expect(made).toMatchObject([{ kind: 'inspection' }])
    const { data } = await api.world.db.document.findFirstOrThrow({ where: { alertId } })
    expect(data).toMatchObject({
      inspections: [{ personsPresent: '李四', files: [{ sha256: photo.sha256 }] }],
    })

    await asInsider('site_record', `UPDATE site_record SET persons_present = '王五' WHERE alert_id = $1`, [
      alertId,
    ])
    const refused = await takePackage(api, ann, caseId!)
    expect(refused.json()).toMatchObject({ code: 'site_record_altered' })
    expect((await check()).told).toMatch(/^altered dossiers\/pond\/on-site\/record-/m)
    await asInsider('site_record', `UPDATE site_record SET persons_present = '李四' WHERE alert_id = $1`, [
      alertId,
    ])
    await asInsider('alert_step', `UPDATE alert_step SET text = '见二人' WHERE alert_id = $1`, [alertId])
    expect((await check()).code).toBe(1)
    await asInsider('alert_step', `UPDATE alert_step SET text = $2 WHERE alert_id = $1`, [alertId, text])
    expect(await check('hash')).toMatchObject({ code: 0 })
  })

  it('is known to sightline check, byte by byte, and swapped bytes are not served', async () => {
    const alertId = await alertOf('lake')
    const photo = await bringPhoto(api, ann, alertId)
    await record(ann, alertId, { files: [photo.id] })
    const { objectKey } = await api.world.db.siteFile.findUniqueOrThrow({ where: { id: photo.id } })
    const path = join(api.dir, 'objects', objectKey)
    const bytes = Buffer.from(await api.world.objects.readAll(objectKey, null))
    const put = async (content: Buffer): Promise<void> => {
      await rm(path, { force: true })
      await writeFile(path, content)
      await chmod(path, 0o400)
    }
    await put(Buffer.alloc(bytes.length, 7))
    expect((await check('hash')).told).toContain(`altered ${objectKey}`)
    const part = { cookie: ann.cookie, range: 'bytes=0-9' }
    const url = `/api/site-files/${photo.id}/content`
    expect((await api.app.inject({ method: 'GET', url, headers: part })).json()).toMatchObject({
      code: 'ev_hash',
    })
    await rm(path, { force: true })
    expect((await check()).told).toContain(`missing ${objectKey}`)
    expect((await content(ann, photo.id)).json()).toMatchObject({ code: 'exhibit_missing' })
    await put(bytes)
    const sql = `UPDATE site_file SET arrived_at = arrived_at - interval '1 hour' WHERE id = $1`
    await asInsider('site_file', sql, [photo.id])
    const { code, told } = await check()
    expect([code, told]).toEqual([1, expect.stringContaining(`altered ${objectKey}`)])
    await asInsider('site_file', sql.replace(' - ', ' + '), [photo.id])
    expect(await check('hash')).toMatchObject({ code: 0 })
  })

  it('goes by rule with the exhibits of its finding, and its rows stay', async () => {
    const alertId = await alertOf('gone')
    const photo = await bringPhoto(api, ann, alertId)
    await record(ann, alertId, { files: [photo.id] })
    await steps.openAll(ann, alertId)
    const reject = { verdict: 'reject', reason: 'picture_unclear', note: '', plate: null, permit: null }
    expect((await steps.review(ann, alertId, reject)).statusCode).toBe(200)
    await keepUp(api.world)
    for (const days of [90, 7]) {
      api.clock.at += days * day
      await keepUp(api.world)
    }
    await signIn()
    expect((await content(ann, photo.id)).json()).toMatchObject({ code: 'exhibit_expired' })
    expect((await lastOf(alertId)).site?.files).toMatchObject([{ id: photo.id, expiredAt: api.clock.at }])
    const { objectKey } = await api.world.db.siteFile.findUniqueOrThrow({ where: { id: photo.id } })
    await expect(api.world.objects.stat(objectKey, null)).rejects.toMatchObject({ code: 'object_not_found' })
    expect(await check()).toMatchObject({ code: 0 })
  })
})
