import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createLog } from './log.ts'
import type { QueueBackend } from './queue-backend.ts'
import { CodedError } from './error.ts'
import { queueContract } from './queue-contract.ts'
import { openQueues } from './queue.ts'
import { backends, createOpener, WAIT } from './test/queue-backends.ts'

const lines: string[] = []
const log = createLog({ app: 'test' }, { write: (line) => void lines.push(line) })

const payloadSchema = z.object({ findingId: z.string(), at: z.coerce.date() })
/** A queue of its own for each test. */
const fresh = () => queueContract(`q-${randomBytes(4).toString('hex')}`, payloadSchema)
const payload = { findingId: 'f1', at: new Date(5000) }

describe.each(backends)('queues on %s', (_name, server, open) => {
  describe.skipIf(server === null)('with a server', () => {
    let place: Awaited<ReturnType<typeof open>>
    const { openOne, closeAll } = createOpener(() => place, log)
    beforeAll(async () => {
      place = await open()
    })
    afterEach(closeAll)
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

    it('tries no second time what the consumer calls hopeless', async () => {
      const contract = fresh()
      const queues = await openOne()
      const handler = vi.fn(async () => {
        throw new CodedError('dossier_refused', { problem: 'signature' })
      })
      const isForGood = (error: unknown) => error instanceof CodedError && error.code === 'dossier_refused'
      queues.consume(contract, handler, { isForGood })
      await queues.produce(contract, payload, { attempts: 5, backoffMs: 1 })
      await vi.waitFor(async () => expect((await queues.counts(contract)).failed).toBe(1), WAIT)
      expect((await queues.failures(contract, 1))[0]?.reason).toBe('dossier_refused {"problem":"signature"}')
      expect(handler).toHaveBeenCalledTimes(1)
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
