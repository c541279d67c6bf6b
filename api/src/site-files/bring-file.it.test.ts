import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { SiteFile, SiteForm } from '../../contract/site-files.ts'
import { mostSiteFiles } from '../../law/on-site-record.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { makePhoto, makeVideo, sendFile } from '../test/on-site.ts'

/** A PNG whose head claims so many pixels. */
function bombOf(side: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side)
  head.writeUInt32BE(side, 4)
  head.set([8, 2], 8)
  const parts = [chunk('IHDR', head), chunk('IDAT', Buffer.alloc(64)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

describe.skipIf(!testServer)('a file from the place', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let alertId: string
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    alertId = await steps.alertOf({ findingId: 'place', openedAt: api.clock.at - 3_600_000 })
  })
  afterAll(() => api?.close())

  const send = (as: As, bytes: Buffer, name = 'IMG_1.jpg') => sendFile(api, as, { alertId, bytes, name })
  const rows = () => api.world.db.siteFile.count()
  const stored = async () => {
    const keys: string[] = []
    for await (const { key } of api.world.objects.list('dossiers/place/on-site/')) keys.push(key)
    return keys
  }
  const halfDone = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('sightline-site-'))

  it('is hashed as it arrives and keeps what it says of itself beside what is known (R47)', async () => {
    const taken = new Date(api.clock.at + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)
    const exif = {
      IFD0: { Make: 'HUAWEI', Model: 'Mate 60' },
      IFD2: { DateTimeOriginal: taken.replaceAll('-', ':').replace('T', ' ') },
    }
    const bytes = await makePhoto(exif)
    const answer = await send(ann, bytes, '渝A12345.exe')
    const { sha256, sm3 } = hashBytes(bytes)
    expect(answer.json()).toMatchObject({
      kind: 'photo',
      mime: 'image/jpeg',
      name: '渝A12345.exe',
      sha256,
      sm3,
      arrivedAt: api.clock.at,
      told: { takenAt: api.clock.at - 60_000, make: 'HUAWEI', model: 'Mate 60', width: 160, height: 120 },
      notes: [],
    })
    expect(await stored()).toEqual([`dossiers/place/on-site/${sha256}.jpg`])
    const told = await api.world.db.auditEntry.findFirstOrThrow({ where: { action: 'step.file_received' } })
    expect(told).toMatchObject({ actor: ann.id, subject: `alert/${alertId}`, facts: { sha256, sm3 } })
    expect(JSON.stringify(told.facts)).not.toContain('渝A')
    await expect(api.world.db.siteFile.updateMany({ data: { name: 'x' } })).rejects.toThrow(/append-only/)
  })

  it('of the same bytes is one, however often and however many at once', async () => {
    const bytes = await makePhoto()
    const before = await rows()
    const answers = await Promise.all([send(ann, bytes), send(ann, bytes), send(ann, bytes, 'again.jpg')])
    const ids = [...answers, await send(ann, bytes)].map((one) => one.json<SiteFile>().id)
    expect(new Set(ids).size).toBe(1)
    expect(await rows()).toBe(before + 1)
    const bob = await api.as('officer', 'bob')
    expect((await send(bob, bytes)).json<SiteFile>().id).not.toBe(ids[0])
    expect((await stored()).filter((key) => key.includes(hashBytes(bytes).sha256))).toHaveLength(1)
  })

  it('is a video or a scan as well, by its bytes', async () => {
    const video = (await send(ann, makeVideo('-movflags', '+faststart'), 'body.jpg')).json<SiteFile>()
    expect(video).toMatchObject({ kind: 'video', mime: 'video/mp4', told: { width: 160, height: 90 } })
    expect(video.told.lengthS).toBeCloseTo(1, 0)
    const paper = await send(ann, Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF\n'), '送达回证.pdf')
    expect(paper.json()).toMatchObject({ kind: 'scan', notes: ['no_time'] })
  })

  it('is refused with what to do, and leaves nothing', async () => {
    const [before, objects] = [await rows(), await stored()]
    const photo = await makePhoto()
    const video = makeVideo('-movflags', '+faststart')
    const refusals: [string, Buffer][] = [
      ['empty', Buffer.alloc(0)],
      ['unknown', Buffer.from('#!/bin/sh\necho not a picture at all\n')],
      ['unknown', Buffer.from([0xff, 0xd8])],
      ['heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
      ['quicktime', Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0', 'latin1')],
      ['too_many_pixels', bombOf(60_000)],
      ['undecodable', bombOf(100)],
      ['undecodable', photo.subarray(0, photo.length - 40)],
      ['undecodable', Buffer.concat([photo.subarray(0, 20), Buffer.alloc(500, 7)])],
      ['truncated', video.subarray(0, video.length - 100)],
      ['truncated', makeVideo().subarray(0, -200)],
      ['truncated', Buffer.from('%PDF-1.7 and no end')],
    ]
    for (const [reason, bytes] of refusals) {
      const answer = await send(ann, bytes)
      expect([reason, answer.statusCode, answer.json()]).toMatchObject([
        reason,
        422,
        { code: 'site_file_invalid', facts: { reason }, problems: [{ path: 'file' }] },
      ])
    }
    const large = Buffer.concat([photo, Buffer.alloc(2 << 20)])
    expect((await send(ann, large)).json()).toMatchObject({
      code: 'site_file_too_large',
      facts: { siteFileKind: 'photo', maxBytes: 2 << 20 },
    })
    expect([await rows(), await stored(), await halfDone()]).toEqual([before, objects, []])
  })

  it('is nobody’s but an officer’s with a certificate in date, of what people are at work on', async () => {
    const bytes = await makePhoto()
    for (const role of ['operator', 'device_admin'] as const) {
      const answer = await send(await api.as(role), bytes)
      expect([role, answer.statusCode, answer.json()]).toMatchObject([role, 403, { code: 'not_permitted' }])
    }
    const lapsed = await api.as('officer', 'lapsed')
    const certificateUntil = new Date(api.clock.at)
    await api.world.db.person.update({ where: { id: lapsed.id }, data: { certificateUntil } })
    expect((await send(lapsed, bytes)).json()).toMatchObject({ code: 'ev_cert' })
    const nowhere = await sendFile(api, ann, { alertId: 'no-such-alert', bytes })
    expect(nowhere.json()).toMatchObject({ code: 'not_found' })
    const json = await ann.call('POST', `/api/alerts/${alertId}/site-files`, { file: 'x' })
    expect(json.statusCode).toBe(415)
    const form = (await ann.call('GET', `/api/alerts/${alertId}/site-files`)).json<SiteForm>()
    expect(form.officers.map(({ name }) => name)).toEqual(['bob'])
    expect(form.waiting.length).toBe(await api.world.db.siteFile.count({ where: { uploadedById: ann.id } }))
  })

  it('that is cut off counts for nothing', async () => {
    const [before, objects] = [await rows(), await stored()]
    await api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.app.server.address() as AddressInfo
    const bytes = await makePhoto()
    const headers = {
      cookie: ann.cookie,
      'content-type': 'application/octet-stream',
      'content-length': bytes.length,
    }
    const path = `/api/alerts/${alertId}/site-files`
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path, headers })
    const ended = new Promise<void>((resolve) => void sent.once('error', () => resolve()))
    sent.write(bytes.subarray(0, 200))
    await expect.poll(async () => (await halfDone()).length, { timeout: 20_000 }).toBe(1)
    sent.destroy(new Error('the tunnel'))
    await ended
    await expect.poll(halfDone, { timeout: 20_000 }).toEqual([])
    expect([await rows(), await stored()]).toEqual([before, objects])
    expect((await send(ann, bytes)).statusCode).toBe(200)
  })

  it('does not fill the store: so many wait for a step, and no more', async () => {
    const carl = await api.as('officer', 'carl')
    const one = await api.world.db.siteFile.findFirstOrThrow()
    const { told: _told, ...row } = one
    await api.world.db.siteFile.createMany({
      data: Array.from({ length: mostSiteFiles }, (_, i) => ({
        ...row,
        id: `many-${i}`,
        told: {},
        uploadedById: carl.id,
        sha256: String(i).padStart(64, '0'),
        sequence: 1_000 + i,
      })),
    })
    expect((await send(carl, await makePhoto())).json()).toMatchObject({
      code: 'site_files_unknown',
      facts: { most: mostSiteFiles },
    })
  })
})
