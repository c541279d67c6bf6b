import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { CodedError } from './error.ts'
import { createLog } from './log.ts'
import { queueContract } from './queue-contract.ts'
import { backends, createOpener, WAIT } from './test/queue-backends.ts'

const log = createLog({ app: 'test' }, { write: () => undefined })

describe.each(backends)('a request on %s', (_name, server, open) => {
  describe.skipIf(server === null)('with a server', () => {
    let place: Awaited<ReturnType<typeof open>>
    const { openOne, closeAll } = createOpener(() => place, log)
    beforeAll(async () => {
      place = await open()
    })
    afterEach(closeAll)
    afterAll(() => place.drop())

    const probe = () =>
      queueContract(
        `p-${randomBytes(4).toString('hex')}`,
        z.object({ host: z.string() }),
        z.object({ codec: z.string(), at: z.coerce.date() }),
      )

    it('brings the reply back, parsed, to each its own', async () => {
      const contract = probe()
      const [api, ingest] = [await openOne(), await openOne()]
      ingest.consume(contract, async ({ host }) => ({ codec: `h264 of ${host}`, at: new Date(7000) }), {
        concurrency: 4,
      })
      const hosts = ['a', 'b', 'c', 'd']
      const replies = await Promise.all(
        hosts.map((host) => api.request(contract, { host }, { timeoutMs: 20_000 })),
      )
      expect(replies).toEqual(hosts.map((host) => ({ codec: `h264 of ${host}`, at: new Date(7000) })))
    })

    it('keeps nothing of what was asked and answered', async () => {
      const contract = probe()
      const queues = await openOne()
      queues.consume(contract, async ({ host }) => ({ codec: host, at: new Date(1) }))
      await queues.request(contract, { host: 'a' }, { timeoutMs: 20_000 })
      const none = { waiting: 0, active: 0, delayed: 0, completed: 0, failed: 0 }
      await vi.waitFor(async () => expect(await queues.counts(contract)).toEqual(none), WAIT)
    })

    it.each([
      [
        'a coded error with its code and facts, without secrets',
        new CodedError('stream_unauthorised', { status: 401, url: 'rtsp://u:hunter2@h/x', who: 'a@b' }),
        { code: 'stream_unauthorised', facts: { status: 401, url: 'rtsp://[secret]@h/x', who: 'a@b' } },
      ],
      ['any other error', new Error('boom'), { code: 'queue_request_failed', facts: { reason: 'boom' } }],
    ])('brings back %s, tried once', async (_name, error, expected) => {
      const contract = probe()
      const queues = await openOne()
      const handler = vi.fn(async () => Promise.reject(error))
      queues.consume(contract, handler)
      const asked = queues.request(contract, { host: 'a' }, { timeoutMs: 20_000 })
      await expect(asked).rejects.toMatchObject(expected)
      expect(handler).toHaveBeenCalledOnce()
    })

    it('does not take a reply that breaks the contract', async () => {
      const contract = probe()
      const queues = await openOne()
      queues.consume(contract, async () => ({ codec: 7 }) as never)
      const asked = queues.request(contract, { host: 'a' }, { timeoutMs: 20_000 })
      await expect(asked).rejects.toMatchObject({ code: 'queue_reply_invalid' })
    })

    it('does not wait for ever, and withdraws what nobody has begun', async () => {
      const contract = probe()
      const queues = await openOne()
      const asked = queues.request(contract, { host: 'a' }, { timeoutMs: 300 })
      await expect(asked).rejects.toMatchObject({ code: 'queue_reply_late' })
      await vi.waitFor(async () => expect((await queues.counts(contract)).waiting).toBe(0), WAIT)
    })
  })
})
