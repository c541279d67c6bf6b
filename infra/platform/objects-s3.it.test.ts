import { randomBytes } from 'node:crypto'
import { Client } from 'minio'
import { describe, expect, it } from 'vitest'
import { openS3Objects } from './objects-s3.ts'
import { claimOf, describeObjects } from './test/objects-contract.ts'
import { testServer } from './test/test-servers.ts'

const url = testServer('s3')
const bucket = `sightline-test-${randomBytes(4).toString('hex')}`

describe.skipIf(url === null)('S3', () => {
  const address = url ?? ''
  describeObjects('objects in S3', () => openS3Objects({ url: address, bucket }))

  const bytes = Buffer.from('evidence')
  const claim = claimOf(bytes, 'text/plain')

  it('keeps the sealed version readable when someone else writes the same key', async () => {
    const objects = await openS3Objects({ url: address, bucket })
    const { versionId } = await objects.put('kept.txt', { bytes }, claim)
    await rawClient(address).putObject(bucket, 'kept.txt', 'forged', 6, { 'x-amz-meta-sha256': claim.sha256 })
    expect(await objects.readAll('kept.txt', versionId)).toEqual(bytes)
    expect((await objects.stat('kept.txt', versionId)).bytes).toBe(8)
  })

  it('does not believe the label of what lies there: a put again is read back, and stored anew', async () => {
    const objects = await openS3Objects({ url: address, bucket })
    await rawClient(address).putObject(bucket, 'forged.txt', 'Evidence', 8, {
      'Content-Type': 'text/plain',
      'x-amz-meta-sha256': claim.sha256,
    })
    const { versionId } = await objects.put('forged.txt', { bytes }, claim)
    expect(await objects.readAll('forged.txt', versionId)).toEqual(bytes)
  })

  it('lets nobody delete a version before its time, and only ever lengthens that', async () => {
    const objects = await openS3Objects({ url: address, bucket })
    const retainUntil = new Date(Date.now() + 20_000)
    const { versionId } = await objects.put('locked.txt', { bytes }, { ...claim, retainUntil })
    const client = rawClient(address)
    const gone = client.removeObject(bucket, 'locked.txt', { versionId: versionId ?? '' })
    await expect(gone).rejects.toMatchObject({ code: 'AccessDenied' })
    const sooner = { ...claim, retainUntil: new Date(Date.now() + 5000) }
    expect(await objects.put('locked.txt', { bytes }, sooner)).toEqual({ versionId })
    const later = { ...claim, retainUntil: new Date(Date.now() + 40_000) }
    expect(await objects.put('locked.txt', { bytes }, later)).toEqual({ versionId })
    const found = await client.getObjectRetention(bucket, 'locked.txt', { versionId: versionId ?? '' })
    expect(new Date(found?.retainUntilDate ?? 0).getTime()).toBeGreaterThan(retainUntil.getTime())
  })

  it('locks by default where days are given, and opens a second time', async () => {
    const locked = `${bucket}-days`
    await Promise.all([1, 2].map(() => openS3Objects({ url: address, bucket: locked, retentionDays: 1 })))
    const objects = await openS3Objects({ url: address, bucket: locked, retentionDays: 1 })
    const { versionId } = await objects.put('a.txt', { bytes }, claim)
    const gone = rawClient(address).removeObject(locked, 'a.txt', { versionId: versionId ?? '' })
    await expect(gone).rejects.toMatchObject({ code: 'AccessDenied' })
  })

  it('refuses a bucket without object lock', async () => {
    await rawClient(address).makeBucket(`${bucket}-open`, 'us-east-1')
    const refused = openS3Objects({ url: address, bucket: `${bucket}-open` })
    await expect(refused).rejects.toMatchObject({ code: 'objects_bucket_unlocked' })
  })

  it.each([
    ['does not let it in', (wrong: URL) => (wrong.password = 'hunter2')],
    ['is not there', (wrong: URL) => (wrong.port = '9')],
  ])('says so, without the key, where the server %s', async (_name, spoil) => {
    const wrong = new URL(address)
    spoil(wrong)
    const refused = openS3Objects({ url: wrong.toString(), bucket })
    await expect(refused).rejects.toMatchObject({ code: 'objects_store_unreachable' })
    await expect(refused).rejects.toThrow(/^((?!hunter2).)*$/s)
  })
})

function rawClient(address: string): Client {
  const { hostname, port, username, password } = new URL(address)
  return new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    accessKey: username,
    secretKey: password,
    region: 'us-east-1',
  })
}
