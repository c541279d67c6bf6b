import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { CodedError } from './error.ts'
import { createLog } from './log.ts'
import type { QueueBackend } from './queue-backend.ts'
import { queueContract } from './queue-contract.ts'
import { openQueues, type Queues } from './queue.ts'
import { freshDatabase, testServer } from './test/test-servers.ts'

const lines: string[] = []
const log = createLog({ app: 'test' }, { write: (line) => void lines.push(line) })
const pg = testServer('pg')
const redis = testServer('redis')
const WAIT = { timeout: 20_000, interval: 25 }

const payloadSchema = z.object({ findingId: z.string(), at: z.coerce.date() })
/** A queue of its own for each test. */
const fresh = () => queueContract(`q-${randomBytes(4).toString('hex')}`, payloadSchema)
const payload = { findingId: 'f1', at: new Date(5000) }

const backends: [string, string | null, () => Promise<{ backend: QueueBackend; drop(): Promise<void> }>][] = [
  [
    'postgres',
    pg,
    async () => {
      const { url, drop } = await freshDatabase(pg ?? '')
      return { backend: { backend: 'postgres', url }, drop }
    },
  ],
  [
    'redis',
    redis,
    async () => ({
      backend: { backend: 'redis', url: redis ?? '', prefix: `test-${randomBytes(4).toString('hex')}` },
      drop: async () => undefined,
    }),
  ],
]

describe.each(backends)('queues on %s', (_name, server, open) => {
  describe.skipIf(server === null)('with a server', () => {
    let place: Awaited<ReturnType<typeof open>>
    const opened: Queues[] = []
    const openOne = async (): Promise<Queues> => {
      const queues = await openQueues(place.backend, log)
      opened.push(queues)
      return queues
    }
    beforeAll(async () => {
      place = await open()
    })
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((queues) => queues.close()))
    })
    afterAll(() => place.drop())

    it('opens from several processes at the same time', async () => {
      await Promise.all([openOne(), openOne(), openOne()])
    })

    it('hands the parsed payload to the handler, once', async () => {
      const contract = fresh()
      const [here, there] = [await openOne(), await openOne()]
      const seen: unknown[] = []
      there.consume(contract, async (job, { attempt, isLast }) => void seen.push({ ...job, attempt, isLast }))
      await here.produce(contract, payload)
      await vi.waitFor(() => expect(seen).toEqual([{ ...payload, attempt: 1, isLast: false }]), WAIT)
      await vi.waitFor(async () => expect((await here.counts(contract)).completed).toBe(1), WAIT)
    })

    it('takes the same job id as the same job, before and after it ran', async () => {
      const contract = fresh()
      const queues = await openOne()
      const seen: string[] = []
      const options = { jobId: 'finding-f1' }
      await Promise.all([1, 2, 3].map(() => queues.produce(contract, payload, options)))
      queues.consume(contract, async (_job, { jobId }) => void seen.push(jobId))
      await vi.waitFor(async () => expect((await queues.counts(contract)).completed).toBe(1), WAIT)
      await queues.produce(contract, payload, options)
      await queues.produce(contract, payload, { jobId: 'finding-f2' })
      await vi.waitFor(() => expect(seen).toContain('finding-f2'), WAIT)
      expect(seen).toEqual(['finding-f1', 'finding-f2'])
    })

    it.each([['a:b'], ['17']])('refuses the job id %s', async (jobId) => {
      const queues = await openOne()
      await expect(queues.produce(fresh(), payload, { jobId })).rejects.toMatchObject({
        code: 'queue_job_id_invalid',
      })
    })

    it('tries again what threw, as often as asked, then keeps the reason without its secrets', async () => {
      const contract = fresh()
      const queues = await openOne()
      const attempts: [number, boolean][] = []
      queues.consume(contract, async (_job, { attempt, isLast }) => {
        attempts.push([attempt, isLast])
        throw new Error('no answer from rtsp://admin:hunter2@10.0.0.7/ch1')
      })
      const { jobId } = await queues.produce(contract, payload, { attempts: 3, backoffMs: 20 })
      await vi.waitFor(async () => expect((await queues.counts(contract)).failed).toBe(1), WAIT)
      expect(attempts).toEqual([
        [1, false],
        [2, false],
        [3, true],
      ])
      const [failure] = await queues.failures(contract, 10)
      expect(failure).toMatchObject({ jobId, reason: 'no answer from rtsp://[secret]@10.0.0.7/ch1' })
      expect(failure?.failedAt).toBeInstanceOf(Date)
      expect(lines.join()).not.toContain('hunter2')
    })

    it('tries anew a job that had failed for good when it is produced again', async () => {
      const contract = fresh()
      const queues = await openOne()
      let isBroken = true
      queues.consume(contract, async () => {
        if (isBroken) throw new Error('broken')
      })
      const options = { jobId: 'finding-f1', attempts: 1 }
      await queues.produce(contract, payload, options)
      await vi.waitFor(async () => expect((await queues.counts(contract)).failed).toBe(1), WAIT)
      isBroken = false
      await queues.produce(contract, payload, options)
      await vi.waitFor(
        async () => expect(await queues.counts(contract)).toMatchObject({ failed: 0, completed: 1 }),
        WAIT,
      )
    })

    it('refuses to produce a malformed payload', async () => {
      const refused = (await openOne()).produce(fresh(), { findingId: 7 } as never)
      await expect(refused).rejects.toMatchObject({ code: 'queue_payload_invalid' })
    })

    it('fails a malformed job for good, with its reason, without the handler', async () => {
      const contract = fresh()
      const older = queueContract(contract.name, z.object({ finding: z.number() }))
      const queues = await openOne()
      const handler = vi.fn(async () => undefined)
      queues.consume(contract, handler)
      await queues.produce(older, { finding: 7 }, { attempts: 5, backoffMs: 1 })
      await vi.waitFor(async () => expect((await queues.counts(contract)).failed).toBe(1), WAIT)
      expect((await queues.failures(contract, 1))[0]?.reason).toContain('findingId')
      expect(handler).not.toHaveBeenCalled()
    })

    it('refuses a second consumer of a contract in a process', async () => {
      const contract = fresh()
      const queues = await openOne()
      queues.consume(contract, async () => undefined)
      expect(() => queues.consume(contract, async () => undefined)).toThrow('queue_consumer_exists')
    })

    it('runs as many at a time as asked, no more', async () => {
      const contract = fresh()
      const queues = await openOne()
      let [running, most] = [0, 0]
      for (let n = 0; n < 12; n++) await queues.produce(contract, payload)
      queues.consume(
        contract,
        async () => {
          most = Math.max(most, ++running)
          await new Promise((resolve) => setTimeout(resolve, 20))
          running--
        },
        { concurrency: 3 },
      )
      await vi.waitFor(async () => expect((await queues.counts(contract)).completed).toBe(12), WAIT)
      expect(most).toBe(3)
    })

    it('waits for what runs when it closes, having told it', async () => {
      const contract = fresh()
      const queues = await openQueues(place.backend, log)
      const steps: string[] = []
      queues.consume(contract, async (_job, { signal }) => {
        steps.push('began')
        await once(signal, 'abort')
        steps.push('told')
      })
      await queues.produce(contract, payload)
      await vi.waitFor(() => expect(steps).toEqual(['began']), WAIT)
      await queues.close()
      expect(steps).toEqual(['began', 'told'])
    })

    it('gives the job of a killed process to another', async () => {
      const contract = fresh()
      const queues = await openOne()
      const child = fork(
        new URL('test/stuck-consumer.ts', import.meta.url),
        [JSON.stringify(place.backend), contract.name],
        {
          execArgv: ['--import', 'tsx'],
        },
      )
      await once(child, 'message')
      await queues.produce(contract, payload, { attempts: 1 })
      await once(child, 'message')
      child.kill('SIGKILL')
      await once(child, 'exit')
      const seen: string[] = []
      queues.consume(contract, async ({ findingId }) => void seen.push(findingId), { lockMs: 1000 })
      await vi.waitFor(() => expect(seen).toEqual(['f1']), WAIT)
      await vi.waitFor(
        async () => expect(await queues.counts(contract)).toMatchObject({ completed: 1, failed: 0 }),
        WAIT,
      )
    })

    describe('a request', () => {
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
})

it.each<[string, QueueBackend]>([
  ['postgres', { backend: 'postgres', url: 'postgres://u:hunter2@127.0.0.1:9/x' }],
  ['redis', { backend: 'redis', url: 'redis://:hunter2@127.0.0.1:9' }],
])('says that %s is unreachable, and where, without its password', async (backend, place) => {
  const refused = openQueues(place, log)
  await expect(refused).rejects.toMatchObject({ code: 'queue_backend_unreachable', facts: { backend } })
  await expect(refused).rejects.toThrow(/127\.0\.0\.1:9/)
  await expect(refused).rejects.toThrow(/^((?!hunter2).)*$/s)
})
