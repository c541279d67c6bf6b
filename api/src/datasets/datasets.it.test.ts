import { chmod, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { DatasetExport } from '../../contract/datasets.ts'
import { composeApp } from '../features.ts'
import { day, startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { silentMs } from './begin-export.ts'
import { keptMs, mostKept, removeOldExports } from './server-export.ts'
import { tidyExports } from './tidy-exports.ts'
import { grain, size, startTraining, type Training } from './test/training.ts'

const head = { left: 450, top: 75, width: 30, height: 40 }
const plate = { left: 190, top: 225, width: 50, height: 20 }
const nothingThere = { left: 20, top: 20, width: 80, height: 40 }

describe.skipIf(!testServer)('findings as training data', () => {
  let api: TestApi
  let town: Training
  beforeAll(async () => {
    api = await startTestApi()
    town = await startTraining(api)
  })
  afterAll(() => api?.close())

  it('are pictures without heads and plates, with what people concluded, the hard ones first (R75)', async () => {
    const approval = await town.approve()
    expect(approval).toMatchObject({ state: 'in_force', withdrawn: null, recordedBy: { name: 'ann-admin' } })
    const done = await town.made(approval.id)
    expect(done).toMatchObject({ state: 'done', failure: null, progress: { done: 4, of: 4 } })
    expect(done.counts).toMatchObject({
      findings: 4,
      pictures: 5,
      hardness: { uncertain: 1, disputed: 0, wrong: 1, right: 2 },
    })
    const { members, document, zip } = await town.unzipped(done.id)
    expect(hashBytes(zip)).toMatchObject({ sha256: done.sha256, bytes: done.bytes })
    expect(document.info.approval).toMatchObject({ number: approval.number, approved_on: '2026-11-20' })
    expect(document.images.map(({ finding_id }) => finding_id).slice(0, 2)).toEqual([
      'picture_unclear',
      'not_a_violation',
    ])
    expect(document.images.some(({ finding_id }) => finding_id === 'nobody-spoke')).toBe(false)
    for (const image of document.images) {
      const bytes = members.get(image.file_name)!
      expect(hashBytes(bytes).sha256).toBe(image.sha256)
      expect(image).toMatchObject({
        ...size,
        checked: false,
        derived_from: { sha256: hashBytes(town.picture).sha256 },
      })
      expect([await grain(town.picture, head), await grain(town.picture, plate)].every((g) => g > 60)).toBe(
        true,
      )
      expect(await grain(bytes, head)).toBeLessThan(5)
      expect(await grain(bytes, plate)).toBeLessThan(8)
      expect(await grain(bytes, nothingThere)).toBeGreaterThan(60)
    }
    const accused = document.annotations.filter(({ finding_id }) => finding_id !== null)
    expect(accused.map(({ verdict, reason }) => [verdict, reason])).toEqual(
      expect.arrayContaining([
        ['wrong', 'not_a_violation'],
        ['uncertain', 'picture_unclear'],
        ['right', 'has_permit'],
        ['right', null],
      ]),
    )
    expect(accused[0]).toMatchObject({
      rule: { kind: 'illegal_parking' },
      source_id: town.steps.sourceId,
      score: 0.9,
      model_sha256: 'e'.repeat(64),
      bbox: [128, 144, 192, 108],
      plate: null,
    })
    for (const { crop } of accused)
      expect(await grain(members.get(crop!)!, { left: 80, top: 90, width: 50, height: 20 })).toBeLessThan(12)
    const names = [
      ...document.images.map(({ file_name }) => file_name),
      ...accused.map(({ crop }) => crop),
      'annotations.json',
    ]
    expect([...members.keys()].toSorted()).toEqual(names.toSorted())
    expect((await town.trail('dataset.exported')).at(-1)).toMatchObject({
      actor: town.people.bob.id,
      pictures: 5,
      sha256: done.sha256,
      number: approval.number,
    })
    expect((await town.trail('dataset.downloaded')).at(-1)).toMatchObject({
      actor: town.people.bob.id,
      sha256: done.sha256,
    })
  })

  it('are nothing that whoever recorded the approval can take out, nor fetch (R75)', async () => {
    const approval = await town.approve()
    expect((await town.make(approval.id, {}, town.people.ann)).json()).toMatchObject({
      code: 'second_person_needed',
    })
    const done = await town.made(approval.id)
    for (const what of ['file', 'labels'])
      expect(
        (await town.people.ann.call('GET', `/api/datasets/exports/${done.id}/${what}`)).json(),
      ).toMatchObject({
        code: 'second_person_needed',
      })
    expect((await town.trail('dataset.refused')).at(-1)).toMatchObject({
      actor: town.people.ann.id,
      code: 'second_person_needed',
    })
  })

  it.each([
    ['another rule', { kinds: ['angling'] }, 'dataset_out_of_scope', 'kinds'],
    ['another source', { sourceIds: ['elsewhere'] }, 'dataset_out_of_scope', 'sourceIds'],
    ['another day', { toDay: '2026-12-01' }, 'dataset_out_of_scope', 'toDay'],
    ['plates', { set: 'plates' }, 'dataset_plates_not_covered', undefined],
    ['days without a finding', { fromDay: '2024-01-01', toDay: '2024-01-02' }, 'dataset_nothing', undefined],
  ])('are refused beyond the approval: %s', async (_, more, ...expected) => {
    const { id } = await town.approve({ sourceIds: [town.steps.sourceId] })
    const answer = (await town.make(id, more)).json<{ code: string; problems?: { path: string }[] }>()
    expect([answer.code, answer.problems?.[0]?.path]).toEqual(expected)
  })

  it.each([
    ['signed tomorrow', { approvedOn: '2026-11-22' }, 'approvedOn'],
    ['ended yesterday', { validUntil: '2026-11-20' }, 'validUntil'],
    ['days the wrong way round', { fromDay: '2026-11-30', toDay: '2026-11-01' }, 'toDay'],
    ['a source that is not there', { sourceIds: ['no-such'] }, 'sourceIds'],
  ])('an approval that cannot be is not recorded: %s', async (_, more, path) => {
    const answer = await town.askToApprove(more)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { code: 'dataset_approval_invalid', problems: [{ path }] },
    ])
  })

  it('leave no more when the approval is withdrawn: what the server kept is gone too', async () => {
    const approval = await town.approve()
    const done = await town.made(approval.id)
    const withdrawn = await town.people.ann.call(
      'POST',
      `/api/datasets/approvals/${approval.id}/withdrawal`,
      {
        reason: '项目结束',
      },
    )
    expect(withdrawn.json()).toMatchObject({ state: 'withdrawn', withdrawn: { reason: '项目结束' } })
    for (const answer of [
      await town.make(approval.id),
      await town.people.bob.call('GET', `/api/datasets/exports/${done.id}/file`),
    ])
      expect(answer.json()).toMatchObject({ code: 'dataset_approval_withdrawn' })
    await removeOldExports(api.world)
    expect(await town.one(done.id)).toMatchObject({ state: 'removed', keptUntil: null })
    expect(await readdir(join(api.dir, 'objects', 'datasets'))).not.toContain(`${done.id}.zip`)
    await expect(api.world.db.datasetWithdrawal.deleteMany()).rejects.toThrow(/append-only/)
  })

  it('leave out what is not as it was sealed, and where nobody knows what to hide', async () => {
    const late = await town.steps.alertOf({
      findingId: 'late',
      picture: town.picture,
      isBare: true,
      openedAt: 1_700_400_000_000,
      judgedAfterMs: 5_000,
    })
    const broken = await town.steps.alertOf({
      findingId: 'broken',
      picture: town.picture,
      isBare: true,
      openedAt: 1_700_500_000_000,
    })
    const gone = await town.steps.alertOf({
      findingId: 'gone',
      picture: town.picture,
      isBare: true,
      openedAt: 1_700_450_000_000,
    })
    const operator = await api.as('operator')
    for (const id of [late, broken, gone]) {
      await town.steps.act(operator, id, { action: 'claim' })
      await town.steps.act(operator, id, { action: 'dismiss', reason: 'not_a_violation', note: '' })
    }
    const still = await api.world.db.exhibit.findFirstOrThrow({
      where: { role: 'still', dossier: { findingId: 'broken' } },
    })
    const [exhibit] = await api.world.db.exhibit.findMany({ where: { dossier: { findingId: 'gone' } } })
    const expiry = { class: 'ended', days: 90, at: new Date(), keptUntil: new Date() } as const
    await api.world.db.exhibitExpiry.create({ data: { exhibitId: exhibit!.id, ...expiry } })
    const file = join(api.dir, 'objects', still.objectKey)
    await chmod(file, 0o600)
    await writeFile(file, Buffer.concat([town.picture, Buffer.from('x')]))
    const done = await town
      .made((await town.approve({ fromDay: '2023-11-19', toDay: '2023-11-21' })).id)
      .catch(() => null)
    expect(done).toMatchObject({ state: 'failed', failure: 'dataset_nothing' })
    const all = await town.made((await town.approve()).id)
    expect(all.counts?.leftOut).toMatchObject({ not_blurred: 1, expired: 1, not_readable: 1 })
  })

  it('are none where faces cannot be looked for, and hide each that is found', async () => {
    const { id } = await town.approve()
    const app = await composeApp({ ...api.world, findFaces: async () => null })
    const ask = (approvalId: string) =>
      app.inject({
        method: 'POST',
        url: '/api/datasets/exports',
        headers: { cookie: town.people.bob.cookie },
        payload: { approvalId, set: 'objects' },
      })
    const failed = await town.ended((await ask(id)).json<DatasetExport>().id)
    expect(failed).toMatchObject({ state: 'failed', failure: 'dataset_nothing', sha256: null })
    await app.close()
  })

  it('stay within the bytes and the number that were asked for', async () => {
    const { id } = await town.approve()
    const few = await town.made(id, { most: 1 })
    expect(few.counts).toMatchObject({ findings: 1, hardness: { uncertain: 1 } })
    const done = await town.made(id, { mostMegabytes: 1 })
    expect(done.counts!.leftOut.too_many_bytes).toBe(0)
  })

  it('are made one export at a time; one whose process is gone is said to have failed', async () => {
    const { id } = await town.approve()
    const at = new Date(api.clock.at)
    const stuck = {
      id: 'stuck',
      approvalId: id,
      set: 'objects',
      asked: {},
      state: 'running',
      beatAt: at,
      startedAt: at,
      madeById: town.people.bob.id,
    } as const
    await api.world.db.datasetExport.create({ data: stuck })
    expect((await town.make(id)).json()).toMatchObject({ code: 'dataset_busy' })
    api.clock.at += silentMs + 1
    expect(await town.made(id)).toMatchObject({ state: 'done' })
    expect(await town.one('stuck')).toMatchObject({ state: 'failed', failure: 'dataset_interrupted' })
  })

  it('leave nothing behind where the process was killed, end by themselves, and are begun anew as they were asked', async () => {
    const { id } = await town.approve()
    const whole = await town.made(id)
    const [killed, alive, stranger] = [api.world.newId(), api.world.newId(), api.world.newId()]
    const row = async (one: string, beatAt: number) => {
      const { asked, approvalId, set } = await api.world.db.datasetExport.findUniqueOrThrow({
        where: { id: whole.id },
      })
      const at = { beatAt: new Date(beatAt), startedAt: new Date(beatAt) }
      const data = { id: one, approvalId, set, asked: asked!, state: 'running' as const, ...at }
      await api.world.db.datasetExport.create({ data: { ...data, madeById: town.people.bob.id } })
    }
    const folder = await mkdtemp(join(api.dir, 'left-'))
    const [zip, parts] = [`sightline-dataset-${killed}.zip`, `.sightline-dataset-${killed}.partial`]
    const others = [`sightline-dataset-${alive}`, `sightline-dataset-${stranger}`, 'something-else']
    for (const name of [parts, ...others]) await mkdir(join(folder, name, 'images'), { recursive: true })
    await writeFile(join(folder, zip), 'half a set')
    const [bytes, key] = [Buffer.from('put, and never said'), `datasets/${killed}.zip`]
    await api.world.objects.put(key, { bytes }, { ...hashBytes(bytes), mime: 'application/zip' })
    await row(killed, api.clock.at - silentMs - 1)
    await row(alive, api.clock.at)
    await tidyExports(api.world, folder)
    expect((await readdir(folder)).toSorted()).toEqual(others.toSorted())
    expect(await readdir(join(api.dir, 'objects', 'datasets'))).not.toContain(`${killed}.zip`)
    const failed = await town.one(killed)
    expect(failed).toMatchObject({ state: 'failed', failure: 'dataset_interrupted', sha256: null })
    expect(await town.one(alive)).toMatchObject({ state: 'running' })
    await api.world.db.datasetExport.update({ where: { id: alive }, data: { state: 'failed' } })
    const again = await town.made(id, failed.asked!)
    expect(again.counts).toEqual(whole.counts)
    const picturesOf = async (one: string) => (await town.unzipped(one)).document.images
    expect(await picturesOf(again.id)).toEqual(await picturesOf(whole.id))
  })

  it('are kept on the server for a few days, a few at most', async () => {
    const { id } = await town.approve()
    for (let i = 0; i <= mostKept; i++) await town.made(id, { most: 1 })
    await removeOldExports(api.world)
    expect(await api.world.db.datasetExport.count({ where: { keptUntil: { not: null } } })).toBe(mostKept)
    api.clock.at += keptMs + day
    await town.signInAgain()
    await removeOldExports(api.world)
    expect(await api.world.db.datasetExport.count({ where: { keptUntil: { not: null } } })).toBe(0)
    const [gone] = await api.world.db.datasetExport.findMany({ where: { state: 'removed', approvalId: id } })
    expect(
      (await town.people.bob.call('GET', `/api/datasets/exports/${gone!.id}/file`)).json(),
    ).toMatchObject({
      code: 'dataset_file_gone',
    })
  })
})
