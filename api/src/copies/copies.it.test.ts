import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import { verifySignature } from '@sightline/infra/platform/sign'
import type { CaseCopy } from '../../contract/originals.ts'
import { grain, startTraining, type Training } from '../datasets/test/training.ts'
import type { FindPrivate, PrivateFound } from '../hiding/find-private.ts'
import { readZip } from '../packages/verify-package.mjs'
import { Refusal } from '../refusal.ts'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { silentMs } from './begin-copy.ts'
import { tidyCopies } from './tidy-copies.ts'

const head = { left: 450, top: 75, width: 30, height: 40 }
const plate = { left: 200, top: 225, width: 40, height: 14 }
const farPlate = { left: 40, top: 310, width: 40, height: 14 }
const boxOf = (part: typeof head) => ({
  left: part.left / 640,
  top: part.top / 360,
  right: (part.left + part.width) / 640,
  bottom: (part.top + part.height) / 360,
})
const found = (more: Partial<PrivateFound> = {}): PrivateFound => ({
  faces: [],
  plates: [
    { box: boxOf(plate), text: '渝A12345' },
    { box: boxOf(farPlate), text: '' },
  ],
  vehicles: [],
  ...more,
})

describe.skipIf(!testServer)('a shareable copy', () => {
  let api: TestApi
  let town: Training
  let officer: As
  let caseId: string
  beforeAll(async () => {
    api = await startTestApi()
    town = await startTraining(api)
    officer = await api.as('officer', 'xu')
    caseId = (await api.world.db.case.findFirstOrThrow()).id
  })
  afterAll(() => api?.close())

  const ask = (as = officer) =>
    as.call('POST', `/api/cases/${caseId}/copies`, { receiver: '某街道办事处', purpose: '告知整改' })
  const copies = async () =>
    (await officer.call('GET', `/api/cases/${caseId}/copies`)).json<{ items: CaseCopy[] }>().items
  const ended = (id: string) =>
    vi.waitFor(
      async () => {
        const one = (await copies()).find((copy) => copy.id === id)
        if (!one || one.state === 'running') throw new Error(`the copy ${id} does not end`)
        return one
      },
      { timeout: 30_000, interval: 50 },
    )
  async function made(find: FindPrivate): Promise<CaseCopy> {
    api.hiding.find = find
    const answer = await ask()
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return ended(answer.json<CaseCopy>().id)
  }
  async function unzipped(id: string) {
    const { rawPayload, headers } = await officer.call('GET', `/api/copies/${id}/file`)
    const { members, problems } = readZip(rawPayload)
    expect(problems).toEqual([])
    return { members, zip: rawPayload, sha256: headers['x-sha256'] }
  }

  it('is of the stills alone, with heads and the plates of others hidden, marked, and named by their originals (R42, R67)', async () => {
    const done = await made(async () => found())
    expect(done).toMatchObject({ state: 'done', failure: null, pictures: 2, receiver: '某街道办事处' })
    expect(done.leftOut).toEqual({ recording: 2, cut_out: 2, on_site: 1 })
    const { members, zip, sha256 } = await unzipped(done.id)
    expect([hashBytes(zip).sha256, sha256]).toEqual([done.sha256, done.sha256])
    const pictures = [...members.keys()].filter((name) => name.startsWith('pictures/'))
    expect(pictures).toHaveLength(2)
    const index = members.get('index.json')!
    const { publicKeyPem } = api.world.signer
    const signature = members.get('index.sig')!.toString().replace('Ed25519 ', '').trim()
    expect(verifySignature(index, signature, publicKeyPem)).toBe(true)
    expect(JSON.parse(index.toString())).toMatchObject({
      isOriginal: false,
      receiver: '某街道办事处',
      madeBy: 'xu',
      pictures: [{ derivedFrom: { sha256: hashBytes(town.picture).sha256 }, showsPlate: true }, {}],
    })
    for (const name of pictures) {
      const jpeg = members.get(name)!
      const { height } = await sharp(jpeg).metadata()
      expect(height).toBeGreaterThan(360)
      expect(await grain(jpeg, plate)).toBeGreaterThan(40)
      for (const part of [head, farPlate]) expect(await grain(jpeg, part)).toBeLessThan(16)
    }
    const rows = await api.world.db.auditEntry.findMany({ where: { action: 'copy.downloaded' } })
    expect(rows.at(-1)?.facts).toMatchObject({ copy: done.id, sha256: done.sha256, address: '127.0.0.1' })
  })

  it('says that what officers brought from the place is not in it', async () => {
    const { db } = api.world
    const { alertId } = await db.case.findUniqueOrThrow({ where: { id: caseId } })
    const [at, hash] = [new Date(api.clock.at), '0'.repeat(64)]
    const brought = { id: 'photo', alertId, kind: 'photo' as const, name: '', mime: 'image/jpeg', bytes: 1 }
    const stored = { sha256: hash, sm3: hash, objectKey: 'dossiers/x/on-site/0.jpg', told: {} }
    await db.siteFile.create({
      data: {
        ...brought,
        ...stored,
        arrivedAt: at,
        uploadedById: officer.id,
        address: '',
        sequence: 3,
        hash,
      },
    })
    const taken = { kind: 'inspection' as const, at, doneBy: '', text: '现场' }
    await db.alertStep.create({
      data: { id: 'step', alertId, ...taken, recordedAt: at, recordedById: officer.id },
    })
    await db.siteRecord.create({
      data: { stepId: 'step', alertId, personsPresent: '', noPictureReason: '', sequence: 4, hash },
    })
    await db.siteRecordFile.create({ data: { stepId: 'step', fileId: 'photo' } })
    const { leftOut } = await made(async () => found())
    expect(leftOut).toEqual({ recording: 2, cut_out: 2, on_site: 2 })
  })

  it('hides the plate of the accused too where it reads otherwise than two officers typed it', async () => {
    const done = await made(async () => found({ plates: [{ box: boxOf(plate), text: '渝A12346' }] }))
    const { members } = await unzipped(done.id)
    const [name] = [...members.keys()].filter((one) => one.startsWith('pictures/'))
    expect(await grain(members.get(name!)!, plate)).toBeLessThan(16)
    expect(members.get('sheet.html')!.toString()).toContain('未确认被指认车辆的号牌')
  })

  it('is not made where nobody can tell: no worker, no model, no picture of which anybody can (R73)', async () => {
    api.hiding.find = null
    const begun = await ask()
    expect(await ended(begun.json<CaseCopy>().id)).toMatchObject({
      state: 'failed',
      failure: 'copy_no_worker',
    })
    const unmodelled = await made(async () => {
      throw new Refusal('copy_no_model', { model: 'blazeface-back' })
    })
    expect(unmodelled).toMatchObject({
      state: 'failed',
      failure: 'copy_no_model',
      missingModel: 'blazeface-back',
      sha256: null,
    })
    expect((await officer.call('GET', `/api/copies/${unmodelled.id}/file`)).json()).toMatchObject({
      code: 'copy_gone',
    })
    expect(await made(async () => null)).toMatchObject({ state: 'failed', failure: 'copy_nothing' })
  })

  it('is made one at a time, and by nobody who may not take out', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    api.hiding.find = async () => {
      await gate
      return found()
    }
    const answers = await Promise.all([ask(), ask()])
    open()
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({ code: 'copy_busy' })
    const [first] = answers.filter(({ statusCode }) => statusCode === 200)
    await ended(first!.json<CaseCopy>().id)
    for (const role of ['operator', 'device_admin', 'supervisor', 'legal_reviewer'] as const)
      expect((await ask(await api.as(role))).json()).toMatchObject({ code: 'not_permitted' })
  })

  it('leaves nothing half-made when its process is killed, and no file after its time', async () => {
    const { db, objects } = api.world
    const row = {
      caseId,
      receiver: '某局',
      purpose: '告知整改',
      state: 'running',
      madeById: officer.id,
    } as const
    const times = { beatAt: new Date(api.clock.at), startedAt: new Date(api.clock.at) }
    await db.caseCopy.create({ data: { id: 'killed', ...row, ...times } })
    api.clock.at += silentMs + 1
    await tidyCopies(api.world)
    expect((await copies()).find(({ id }) => id === 'killed')).toMatchObject({
      state: 'failed',
      failure: 'copy_interrupted',
    })
    const done = await made(async () => found())
    api.clock.at += 8 * day
    await tidyCopies(api.world)
    officer = await api.as('officer', 'xu')
    expect((await copies()).find(({ id }) => id === done.id)?.state).toBe('removed')
    const gone = await officer.call('GET', `/api/copies/${done.id}/file`)
    expect([gone.statusCode, gone.json()]).toMatchObject([410, { code: 'copy_gone' }])
    await expect(objects.readAll(`copies/${done.id}.zip`, null)).rejects.toMatchObject({
      code: 'object_not_found',
    })
  })
})
