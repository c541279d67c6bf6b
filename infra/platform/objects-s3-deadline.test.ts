import { afterEach, describe, expect, it } from 'vitest'
import { openS3Objects } from './objects-s3.ts'
import { claimOf } from './test/objects-contract.ts'
import { openOddStore } from './test/odd-store.ts'

const bytes = Buffer.from('evidence')
const claim = claimOf(bytes, 'text/plain')
const patience = { quietMs: 200, slowest: 1024 }
const labels = { 'x-amz-meta-sha256': claim.sha256, 'content-type': 'text/plain', 'x-amz-version-id': 'v1' }
const whole = { ...labels, etag: '"e"', 'last-modified': 'Sun, 29 Nov 2026 08:00:00 GMT' }

let store: Awaited<ReturnType<typeof openOddStore>>
afterEach(() => store.close())
const open = () => openS3Objects({ url: store.url, bucket: 'bucket', retentionDays: 1, patience })

describe('a store that hangs', () => {
  it('is given up at its opening', async () => {
    store = await openOddStore(() => undefined, { opens: false })
    await expect(open()).rejects.toMatchObject({ code: 'objects_no_answer' })
  })

  it.each([
    ['that takes a file and never says that it has it', 'PUT'],
    ['that never says what it holds', 'HEAD'],
  ])('is given up %s', async (_name, silent) => {
    store = await openOddStore((request, response) => {
      if (request.method !== silent) response.writeHead(404).end()
    })
    const put = (await open()).put('a.txt', { bytes }, claim)
    await expect(put).rejects.toMatchObject({ code: 'objects_no_answer', facts: { method: silent } })
  })

  it.each([
    ['stops within a file', 0],
    ['lets a file drip', 20],
  ])('is given up where it %s', async (_name, everyMs) => {
    let drip: NodeJS.Timeout | undefined
    store = await openOddStore((_request, response) => {
      response.writeHead(200, { ...whole, 'content-length': 1 << 20 }).write('e')
      if (everyMs > 0) drip = setInterval(() => response.write('e'), everyMs)
    })
    const read = (await open()).readAll('a.txt', 'v1')
    await expect(read).rejects.toMatchObject({ code: 'objects_no_answer' })
    clearInterval(drip)
  })

  it('is not taken for one where only the reader is slow', async () => {
    const large = 8 << 20
    store = await openOddStore((_request, response) => {
      response.writeHead(200, { ...whole, 'content-length': large }).end(Buffer.alloc(large))
    })
    const stream = await (await open()).get('a.txt', { versionId: 'v1' })
    await new Promise((resolve) => setTimeout(resolve, 4 * patience.quietMs))
    let read = 0
    for await (const chunk of stream) read += (chunk as Buffer).length
    expect(read).toBe(large)
  })
})

describe('a store whose clock is not ours', () => {
  const date = new Date(Date.now() - 3_600_000).toUTCString()

  it.each([
    ['at its opening, where the answer has no body', false],
    ['when it takes a file', true],
  ])('is told by the seconds between them: %s', async (_name, opens) => {
    store = await openOddStore((_request, response) => response.writeHead(403, { date }).end(), { opens })
    const asked = opens ? (await open()).put('a.txt', { bytes }, claim) : open()
    const error = await asked.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ code: 'objects_clock_skewed' })
    const { oursAheadSeconds } = (error as { facts: { oursAheadSeconds: number } }).facts
    expect(Math.abs(oursAheadSeconds - 3600)).toBeLessThan(30)
  })

  it('is not blamed where the keys are wrong', async () => {
    store = await openOddStore((_request, response) => response.writeHead(403).end(), { opens: false })
    await expect(open()).rejects.toMatchObject({ code: 'objects_store_unreachable' })
  })
})
