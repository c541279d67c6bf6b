import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openS3Objects } from './objects-s3.ts'
import { claimOf, describeObjects } from './test/objects-contract.ts'
import { rawS3 } from './test/raw-s3.ts'
import { testServer } from './test/test-servers.ts'

const url = testServer('s3')
const bucket = `sightline-test-${randomBytes(4).toString('hex')}`

describe.skipIf(url === null)('S3', () => {
  const address = url ?? ''
  describeObjects('objects in S3', () => openS3Objects({ url: address, bucket, retentionDays: 1 }))

  const bytes = Buffer.from('evidence')
  const claim = claimOf(bytes, 'text/plain')

  it('keeps the sealed version readable when someone else writes the same key', async () => {
    const objects = await openS3Objects({ url: address, bucket, retentionDays: 1 })
    const { versionId } = await objects.put('kept.txt', { bytes }, claim)
    await rawS3(address).putObject(bucket, 'kept.txt', 'forged', 6, { 'x-amz-meta-sha256': claim.sha256 })
    expect(await objects.readAll('kept.txt', versionId)).toEqual(bytes)
    expect((await objects.stat('kept.txt', versionId)).bytes).toBe(8)
  })

  it('lists what somebody marked as deleted', async () => {
    const objects = await openS3Objects({ url: address, bucket, retentionDays: 1 })
    const { versionId } = await objects.put('marked/a.txt', { bytes }, claim)
    await rawS3(address).removeObject(bucket, 'marked/a.txt')
    const found: object[] = []
    for await (const one of objects.list('marked/')) found.push(one)
    expect(found).toMatchObject([{ key: 'marked/a.txt', versionId, bytes: 8, isMark: false }])
    const all: boolean[] = []
    for await (const { isMark } of objects.list('marked/', { withMarks: true })) all.push(isMark)
    expect(all.toSorted()).toEqual([false, true])
  })

  it('is deleted by rule once nothing keeps it, that version only, and not while anything does', async () => {
    const objects = await openS3Objects({ url: address, bucket, retentionDays: 1 })
    const client = rawS3(address)
    // Put beside us, so that it has no retention of its own: only time could end one of ours.
    const key = 'dossiers/due/confirmed/a.txt'
    const { versionId } = await client.putObject(bucket, key, 'evidence', 8, {
      'x-amz-meta-sha256': claim.sha256,
    })
    await client.putObject(bucket, key, 'forged', 6)
    await objects.hold(key, versionId, true)
    const kept = { code: 'object_kept', facts: { isHeld: true } }
    await expect(objects.expire(key, versionId)).rejects.toMatchObject(kept)
    expect(await objects.readAll(key, versionId)).toEqual(bytes)
    await objects.hold(key, versionId, false)
    await objects.expire(key, versionId)
    await objects.expire(key, versionId)
    await expect(objects.readAll(key, versionId)).rejects.toMatchObject({ code: 'object_not_found' })
    const left: number[] = []
    for await (const one of objects.list('dossiers/due/', { withMarks: true })) left.push(one.bytes)
    expect(left).toEqual([6])
  })

  it('does not believe the label of what lies there: a put again is read back, and stored anew', async () => {
    const objects = await openS3Objects({ url: address, bucket, retentionDays: 1 })
    await rawS3(address).putObject(bucket, 'forged.txt', 'Evidence', 8, {
      'Content-Type': 'text/plain',
      'x-amz-meta-sha256': claim.sha256,
    })
    const { versionId } = await objects.put('forged.txt', { bytes }, claim)
    expect(await objects.readAll('forged.txt', versionId)).toEqual(bytes)
  })

  it('lets nobody delete evidence before its time, its own key neither, and only ever lengthens that', async () => {
    const open = (retentionDays: number) => openS3Objects({ url: address, bucket, retentionDays })
    const { versionId } = await (await open(2)).put('locked.txt', { bytes }, claim)
    const client = rawS3(address)
    const version = { versionId: versionId ?? '' }
    const heldDays = async () => {
      const found = await client.getObjectRetention(bucket, 'locked.txt', version)
      return Math.round((new Date(found?.retainUntilDate ?? 0).getTime() - Date.now()) / 86_400_000)
    }
    const gone = client.removeObject(bucket, 'locked.txt', version)
    await expect(gone).rejects.toMatchObject({ code: 'AccessDenied' })
    for (const [days, held] of [
      [1, 2],
      [3, 3],
    ] as const) {
      expect(await (await open(days)).put('locked.txt', { bytes }, claim)).toEqual({ versionId })
      expect(await heldDays()).toBe(held)
    }
  })

  it('says at once that the bucket is there, and that it is not', async () => {
    const passing = `${bucket}-gone`
    const objects = await openS3Objects({ url: address, bucket: passing, retentionDays: 1 })
    await objects.probe()
    await rawS3(address).removeBucket(passing)
    await expect(objects.probe()).rejects.toMatchObject({ code: 'objects_bucket_missing' })
  })

  it('says that a bucket locks by default what must stay disposable', async () => {
    const locking = `${bucket}-default`
    const open = () => openS3Objects({ url: address, bucket: locking, retentionDays: 1 })
    const objects = await open()
    expect(await objects.warnings()).toEqual([])
    const { versionId } = await objects.put(
      'networks/a.bin',
      { bytes },
      { ...claim, mime: 'application/octet-stream' },
    )
    await objects.discard('networks/a.bin', versionId)
    const client = rawS3(address)
    const lock = { mode: 'COMPLIANCE', unit: 'Days', validity: 1 } as const
    await (client.setObjectLockConfig(locking, lock) as unknown as Promise<void>)
    expect(await (await open()).warnings()).toEqual(['objects_bucket_default_retention'])
  })

  it('refuses a bucket without object lock', async () => {
    await rawS3(address).makeBucket(`${bucket}-open`, 'us-east-1')
    const refused = openS3Objects({ url: address, bucket: `${bucket}-open`, retentionDays: 1 })
    await expect(refused).rejects.toMatchObject({ code: 'objects_bucket_unlocked' })
  })

  it.each([
    ['does not let it in', (wrong: URL) => (wrong.password = 'hunter2')],
    ['is not there', (wrong: URL) => (wrong.port = '9')],
  ])('says so, without the key, where the server %s', async (_name, spoil) => {
    const wrong = new URL(address)
    spoil(wrong)
    const refused = openS3Objects({ url: wrong.toString(), bucket, retentionDays: 1 })
    await expect(refused).rejects.toMatchObject({ code: 'objects_store_unreachable' })
    await expect(refused).rejects.toThrow(/^((?!hunter2).)*$/s)
  })
})
