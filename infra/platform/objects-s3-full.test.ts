import { afterEach, describe, expect, it } from 'vitest'
import { openS3Objects } from './objects-s3.ts'
import { claimOf } from './test/objects-contract.ts'
import { openOddStore } from './test/odd-store.ts'

const bytes = Buffer.from('evidence')
const claim = claimOf(bytes, 'text/plain')

let store: Awaited<ReturnType<typeof openOddStore>>
afterEach(() => store.close())

describe('a store that refuses a file', () => {
  it.each<[number, string | null, string]>([
    [507, 'XMinioStorageFull', 'objects_disk_full'],
    [507, null, 'objects_disk_full'],
    [400, 'XMinioAdminBucketQuotaExceeded', 'objects_disk_full'],
    [403, 'QuotaExceeded', 'objects_disk_full'],
    [403, 'AccessDenied', 'AccessDenied'],
    [400, 'EntityTooLarge', 'EntityTooLarge'],
  ])('with %i %s: %s', async (status, code, told) => {
    store = await openOddStore((request, response) => {
      if (request.method !== 'PUT') return void response.writeHead(404).end()
      const body = code === null ? undefined : `<Error><Code>${code}</Code><Message>no</Message></Error>`
      response.writeHead(status, { 'content-type': 'application/xml' }).end(body)
    })
    const objects = await openS3Objects({ url: store.url, bucket: 'bucket', retentionDays: 1 })
    await expect(objects.put('a.txt', { bytes }, claim)).rejects.toMatchObject({ code: told })
  })
})
