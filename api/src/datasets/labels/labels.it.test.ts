import { execFileSync } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import { openQueues } from '@sightline/infra/platform/queue'
import { queueContract } from '@sightline/infra/platform/queue-contract'
import { cocoDocumentSchema, type CocoDocument } from '../../../contract/coco.ts'
import { facesAnswerSchema, facesJobSchema, queueNames } from '../../../contract/queues.ts'
import type { DatasetExport, LabelDiff } from '../../../contract/datasets.ts'
import { readZip } from '../../packages/verify-package.mjs'
import { password, startTestApi, type TestApi } from '../../test/api.ts'
import { testServer } from '../../test/database.ts'
import { runDataset } from '../run-dataset.ts'
import { grain, startTraining, type Training } from '../test/training.ts'

describe.skipIf(!testServer)('training data that comes back', () => {
  let api: TestApi
  let town: Training
  beforeAll(async () => {
    api = await startTestApi()
    town = await startTraining(api)
  })
  afterAll(() => api?.close())

  describe('and corrected labels', () => {
    let of: DatasetExport
    let document: CocoDocument
    const send = (text: string, query = '') =>
      api.app.inject({
        method: 'PUT',
        url: `/api/datasets/exports/${of.id}/labels${query}`,
        headers: { cookie: town.people.bob.cookie, 'content-type': 'application/octet-stream' },
        payload: text,
      })
    const everything = async () => {
      const { db } = api.world
      return JSON.stringify([
        await db.dossier.findMany(),
        await db.alert.findMany(),
        await db.review.findMany(),
        await db.exhibit.findMany(),
      ])
    }

    it('are seen before they are taken, taken as seen, and change no dossier, alert or verdict', async () => {
      of = await town.made((await town.approve()).id)
      document = (await town.unzipped(of.id)).document
      const before = await everything()
      const [first, second] = document.annotations
      const corrected = {
        ...document,
        annotations: document.annotations
          .filter((one) => one !== second)
          .map((one) => (one === first ? { ...one, bbox: [100, 100, 60, 60] } : one)),
      }
      const text = JSON.stringify(corrected)
      const seen = (await send(text)).json<LabelDiff>()
      expect(seen).toMatchObject({
        problems: [],
        against: 0,
        taken: false,
        moved: 1,
        removed: 1,
        added: 0,
        pictures: document.images.length,
      })
      expect(await api.world.db.datasetLabels.count({ where: { exportId: of.id } })).toBe(0)
      const shown = `?take=${seen.sha256}&against=0`
      expect((await send(`${text} `, shown)).json()).toMatchObject({ code: 'changed_meanwhile' })
      expect((await send(text, shown)).json()).toMatchObject({ taken: true })
      expect((await send(text, shown)).json()).toMatchObject({ code: 'changed_meanwhile' })
      expect(await everything()).toBe(before)
      expect((await town.trail('dataset.labelled')).at(-1)).toMatchObject({
        actor: town.people.bob.id,
        version: 1,
        removed: 1,
        moved: 1,
      })
      const now = cocoDocumentSchema.parse(
        (await town.people.bob.call('GET', `/api/datasets/exports/${of.id}/labels`)).json(),
      )
      expect(now.images.every(({ checked }) => checked)).toBe(true)
      expect(now.annotations.some(({ bbox }) => bbox.join() === '100,100,60,60')).toBe(true)
      expect(await town.one(of.id)).toMatchObject({ labels: { version: 1, by: { name: 'bob-admin' } } })
    })

    it('that are not sound are told by place, and not taken', async () => {
      const text = JSON.stringify({
        ...document,
        annotations: [{ ...document.annotations[0], bbox: [0, 0, 9_999, 5] }],
      })
      const seen = (await send(text)).json<LabelDiff>()
      expect(seen.problems).toMatchObject([{ path: 'annotations[0].bbox', code: 'box_outside' }])
      const answer = await send(text, `?take=${seen.sha256}&against=${seen.against}`)
      expect([answer.statusCode, answer.json()]).toMatchObject([
        422,
        {
          code: 'dataset_labels_invalid',
          problems: [{ path: 'annotations[0].bbox', message: 'box_outside' }],
        },
      ])
    })
  })

  it('of plates are crops of the accused vehicle with what two officers typed, and the plate is legible in them', async () => {
    const { id } = await town.approve({ coversPlates: true })
    const done = await town.made(id, { set: 'plates' })
    expect(done.counts).toMatchObject({ findings: 1, pictures: 2, leftOut: { no_plate_read: 3 } })
    const { members, document } = await town.unzipped(done.id)
    expect(document.annotations.map(({ plate: typed }) => typed)).toEqual(['渝A12345', '渝A12345'])
    for (const { file_name, width: w, height: h } of document.images) {
      expect([w, h]).toEqual([250, 142])
      expect(
        await grain(members.get(file_name)!, { left: 90, top: 95, width: 50, height: 20 }),
      ).toBeGreaterThan(60)
    }
  })

  it('by the command line: a folder, whole or not at all, by somebody who signs in; faces are asked of a worker', async () => {
    const worker = await openQueues({ backend: 'postgres', url: api.databaseUrl }, api.world.log)
    const face = { left: 0.02, top: 0.05, right: 0.16, bottom: 0.18 }
    const told: number[] = []
    worker.consume(
      queueContract(queueNames.faces, facesJobSchema, facesAnswerSchema),
      async ({ persons }) => {
        told.push(persons.length)
        return { ok: true as const, regions: [face] }
      },
    )
    const { id } = await town.approve({ validUntil: '2099-12-31' })
    const out = join(api.dir, 'out', 'set')
    const said: string[] = []
    const say = (text: string) => void said.push(text)
    const env = {
      SIGHTLINE_SECOND_FACTOR: 'off',
      DATABASE_URL: api.databaseUrl,
      SIGHTLINE_OBJECTS: 'folder',
      SIGHTLINE_OBJECTS_DIR: join(api.dir, 'objects'),
    }
    const run = (account: string, words: string[]) =>
      runDataset([...words, '--account', account], { env, say, warn: say }, async () => password)
    expect(await run('operator', ['list'])).toBe(1)
    expect(said.at(-1)).toContain('not_permitted')
    const before = api.clock.at
    expect(await run('ann-admin', ['export', id, '--out', out])).toBe(1)
    expect(said.at(-1)).toContain('second_person_needed')
    const twin = (await run('bob-admin', ['export', id, '--out', out]), said.at(-1) ?? '')
    const document = cocoDocumentSchema.parse(
      JSON.parse(await readFile(join(out, 'annotations.json'), 'utf8')),
    )
    expect(twin).toContain(hashBytes(await readFile(join(out, 'annotations.json'))).sha256)
    expect(await readdir(join(out, 'images'))).toHaveLength(document.images.length)
    expect(await readdir(join(api.dir, 'out'))).toEqual(['set'])
    expect(told).toEqual(document.images.map(() => 1))
    for (const { file_name } of document.images)
      expect(
        await grain(await readFile(join(out, file_name)), { left: 20, top: 20, width: 60, height: 40 }),
      ).toBeLessThan(8)
    expect(await run('bob-admin', ['export', id, '--out', out])).toBe(2)
    const zip = join(api.dir, 'out', 'set.zip')
    expect(await run('bob-admin', ['export', id, '--out', zip, '--most', '1'])).toBe(0)
    expect(readZip(await readFile(zip)).problems).toEqual([])
    const exportId = document.info.export
    const file = join(out, 'annotations.json')
    expect(await run('bob-admin', ['import', exportId, file])).toBe(0)
    expect(said.at(-1)).toContain('not taken')
    expect(await run('bob-admin', ['import', exportId, file, '--take'])).toBe(0)
    expect(await run('bob-admin', ['labels', exportId, '--out', join(api.dir, 'out', 'labels.json')])).toBe(0)
    expect(api.clock.at).toBe(before)
    expect(
      execFileSync('ls', ['-A', join(api.dir, 'out')], { encoding: 'utf8' })
        .trim()
        .split('\n'),
    ).toEqual(['labels.json', 'set', 'set.zip'])
    await worker.close()
  })
})
