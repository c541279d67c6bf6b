import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWhole, type Objects } from '../objects.ts'

export const claimOf = (bytes: Uint8Array, mime = 'application/octet-stream') => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.byteLength,
  mime,
})

/** What every store of evidence must do, whatever is under it. */
export function describeObjects(name: string, open: () => Promise<Objects>): void {
  describe(name, () => {
    const run = randomBytes(4).toString('hex')
    const clip = randomBytes(300_000)
    let objects: Objects
    let dir = ''
    beforeAll(async () => {
      objects = await open()
      dir = await mkdtemp(join(tmpdir(), 'sightline-objects-'))
    })
    afterAll(() => rm(dir, { recursive: true }))

    it('gives back what was put, from memory and from a file, under Chinese names', async () => {
      const path = join(dir, 'clip.mp4')
      await writeFile(path, clip)
      const key = `${run}/证据 1/clip.mp4`
      const { versionId } = await objects.put(key, { path }, claimOf(clip, 'video/mp4'))
      expect(Buffer.from(await objects.readAll(key, versionId)).equals(clip)).toBe(true)
      expect(await objects.stat(key, versionId)).toEqual(claimOf(clip, 'video/mp4'))

      const note = Buffer.from('{}')
      const put = await objects.put(`${run}/a.json`, { bytes: note }, claimOf(note, 'application/json'))
      expect(await objects.readAll(`${run}/a.json`, put.versionId)).toEqual(note)
    })

    it('lists what is below a prefix, in order, and nothing beside it', async () => {
      const nothing = claimOf(clip)
      const keys = [`${run}/list/a/1.bin`, `${run}/list/a/2.bin`, `${run}/list/b.bin`]
      const stored = new Map<string, string | null>()
      for (const key of [...keys.toReversed(), `${run}/list-beside.bin`])
        stored.set(key, (await objects.put(key, { bytes: clip }, nothing)).versionId)
      const found: object[] = []
      for await (const one of objects.list(`${run}/list/`)) found.push(one)
      const bytes = clip.byteLength
      expect(found).toMatchObject(
        keys.map((key) => ({ key, versionId: stored.get(key), bytes, isMark: false })),
      )
      for await (const one of objects.list(`${run}/nothing/`)) found.push(one)
      expect(found).toHaveLength(3)
      const outside = objects.list('../')[Symbol.asyncIterator]().next()
      await expect(outside).rejects.toMatchObject({ code: 'object_key_invalid' })
    })

    it('deletes the file of a model, that version only, and nothing that may be evidence', async () => {
      const put = (key: string) => objects.put(key, { bytes: clip }, claimOf(clip))
      const [model, evidence] = [`networks/${run}.bin`, `${run}/kept.bin`]
      const [first, kept] = [await put(model), await put(evidence)]
      await objects.discard(model, first.versionId)
      await expect(objects.stat(model, first.versionId)).rejects.toThrow('object_not_found')
      await objects.discard(model, first.versionId)
      const again = await put(model)
      expect(await objects.stat(model, again.versionId)).toEqual(claimOf(clip))
      for (const key of [evidence, `networks/../${evidence}`, `${run}/networks/a.bin`])
        await expect(objects.discard(key, kept.versionId)).rejects.toThrow(/object_kept|object_key_invalid/)
      expect(await objects.stat(evidence, kept.versionId)).toEqual(claimOf(clip))
    })

    it('deletes by rule neither a manifest nor an anchor nor anything else that is no exhibit', async () => {
      const key = `dossiers/${run}/confirmed/manifest.json`
      const { versionId } = await objects.put(key, { bytes: clip }, claimOf(clip, 'application/json'))
      const others = [`anchors/${run}.json`, `${run}/kept.bin`, `dossiers/${run}.bin`, `networks/${run}.bin`]
      for (const one of [key, key.replace('.json', '.sig'), ...others])
        await expect(objects.expire(one, versionId)).rejects.toMatchObject({ code: 'object_kept' })
      const outside = objects.expire(`dossiers/${run}/../a/b.bin`, versionId)
      await expect(outside).rejects.toMatchObject({ code: 'object_key_invalid' })
      expect((await objects.stat(key, versionId)).bytes).toBe(clip.byteLength)
    })

    it('tells what keeps an object, and knows of no lock of what it does not hold', async () => {
      const key = `dossiers/${run}/confirmed/lock.bin`
      const { versionId } = await objects.put(key, { bytes: clip }, claimOf(clip))
      const until = Date.now() + 40 * 86_400_000
      await objects.retain(key, versionId, until)
      await objects.hold(key, versionId, true)
      const lock = await objects.lockOf(key, versionId)
      expect(lock.isHeld).toBe(objects.canLock)
      expect((lock.until ?? 0) >= until).toBe(objects.canLock)
      expect(Math.abs(lock.at - Date.now())).toBeLessThan(60_000)
      await objects.hold(key, versionId, false)
      await objects.hold(key, versionId, false)
      await objects.retain(key, versionId, until - 86_400_000)
      expect(await objects.lockOf(key, versionId)).toMatchObject({ until: lock.until, isHeld: false })
      for (const ask of [
        () => objects.lockOf(`dossiers/${run}/confirmed/absent.bin`, versionId),
        () => objects.retain(`dossiers/${run}/confirmed/absent.bin`, versionId, until),
        () => objects.hold(`dossiers/${run}/confirmed/absent.bin`, versionId, true),
        () => objects.lockOf(key, versionId === null ? 'some-version' : null),
      ])
        await expect(ask()).rejects.toMatchObject({ code: 'object_not_found' })
    })

    it.each([
      ['first bytes', 0, 0],
      ['middle', 1000, 65_999],
      ['last byte', 299_999, 299_999],
      ['all', 0, 299_999],
    ])('reads a range, both ends inclusive: %s', async (_name, start, end) => {
      const key = `${run}/range.bin`
      const { versionId } = await objects.put(key, { bytes: clip }, claimOf(clip))
      const part = await readWhole(await objects.get(key, { versionId, range: { start, end } }))
      expect(Buffer.from(part).equals(clip.subarray(start, end + 1))).toBe(true)
    })

    it.each([
      [0, 300_000],
      [-1, 5],
      [9, 8],
      [0.5, 8],
    ])('refuses the range %d to %d', async (start, end) => {
      const key = `${run}/range.bin`
      const { versionId } = await objects.put(key, { bytes: clip }, claimOf(clip))
      const refused = objects.get(key, { versionId, range: { start, end } })
      await expect(refused).rejects.toMatchObject({ code: 'object_range_invalid' })
    })

    it('answers the same when the same is put again, and at the same time', async () => {
      const key = `${run}/again.bin`
      const first = await objects.put(key, { bytes: clip }, claimOf(clip))
      expect(await objects.put(key, { bytes: clip }, claimOf(clip))).toEqual(first)
      const together = `${run}/together.bin`
      const puts = [1, 2, 3].map(() => objects.put(together, { bytes: clip }, claimOf(clip)))
      for (const { versionId } of await Promise.all(puts)) {
        expect(await objects.stat(together, versionId)).toEqual(claimOf(clip))
      }
    })

    it('refuses to put something else under a key', async () => {
      const key = `${run}/other.bin`
      const { versionId } = await objects.put(key, { bytes: clip }, claimOf(clip))
      const other = Buffer.from('other')
      await expect(objects.put(key, { bytes: other }, claimOf(other))).rejects.toMatchObject({
        code: 'object_exists',
      })
      expect((await objects.stat(key, versionId)).sha256).toBe(claimOf(clip).sha256)
    })

    it.each([
      ['another hash', { sha256: '0'.repeat(64) }],
      ['another size', { bytes: 7 }],
    ])('refuses what arrives with %s than claimed, and stores nothing', async (name, wrong) => {
      const key = `${run}/wrong ${name}.bin`
      const refused = objects.put(key, { bytes: clip }, { ...claimOf(clip), ...wrong })
      await expect(refused).rejects.toMatchObject({ code: 'object_hash_mismatch' })
      const put = await objects.put(key, { bytes: Buffer.from('free') }, claimOf(Buffer.from('free')))
      expect((await objects.stat(key, put.versionId)).bytes).toBe(4)
    })

    it('refuses a media type that the key does not say', async () => {
      const refused = objects.put(`${run}/x.jpg`, { bytes: clip }, claimOf(clip, 'video/mp4'))
      await expect(refused).rejects.toMatchObject({
        code: 'object_mime_mismatch',
        facts: { expected: 'image/jpeg' },
      })
    })

    it('knows what it does not hold', async () => {
      const { versionId } = await objects.put(`${run}/held.bin`, { bytes: clip }, claimOf(clip))
      const asked = [
        () => objects.get(`${run}/absent.bin`, { versionId }),
        () => objects.stat(`${run}/absent.bin`, versionId),
        () => objects.readAll(`${run}/held.bin/below.bin`, versionId),
        () => objects.readAll(`${run}/held.bin`, versionId === null ? 'some-version' : null),
      ]
      for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: 'object_not_found' })
    })

    it.each([
      [''],
      ['/etc/passwd'],
      ['../x'],
      ['a/../../x'],
      ['a/./x'],
      ['a//x'],
      ['a/'],
      ['.hidden'],
      ['a/.incoming/x'],
      ['a\\..\\x'],
      ['a\u0000b'],
      ['x'.repeat(256)],
      ['y/'.repeat(600) + 'z'],
    ])('refuses the key %j', async (key) => {
      const code = 'object_key_invalid'
      await expect(objects.put(key, { bytes: clip }, claimOf(clip))).rejects.toMatchObject({ code })
      await expect(objects.get(key, { versionId: null })).rejects.toMatchObject({ code })
      await expect(objects.stat(key, null)).rejects.toMatchObject({ code })
    })

    it('holds an empty object', async () => {
      const nothing = new Uint8Array()
      const { versionId } = await objects.put(
        `${run}/empty.txt`,
        { bytes: nothing },
        claimOf(nothing, 'text/plain'),
      )
      expect((await objects.readAll(`${run}/empty.txt`, versionId)).byteLength).toBe(0)
    })
  })
}
