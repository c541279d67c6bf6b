import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createLog } from './log.ts'
import { queueContract } from './queue-contract.ts'
import { openQueues, type Queues } from './queue.ts'
import { openGate } from './test/gate-server.ts'
import { backends, WAIT } from './test/queue-backends.ts'

const log = createLog({ app: 'test', level: 'silent' })

describe.each(backends)('an outage of %s', (_name, server, open) => {
  describe.skipIf(server === null)('with a server', () => {
    let place: Awaited<ReturnType<typeof open>>
    let gate: Awaited<ReturnType<typeof openGate>>
    let queues: Queues
    beforeAll(async () => {
      place = await open()
    })
    beforeEach(async () => {
      gate = await openGate(place.backend.url)
      queues = await openQueues({ ...place.backend, url: gate.url }, log, { answerMs: 500 })
    })
    afterEach(async () => {
      gate.set('open')
      await queues.close()
      await gate.close()
    })
    afterAll(() => place.drop())
    const fresh = () => queueContract(`o-${randomBytes(4).toString('hex')}`, z.object({ id: z.string() }))

    it.each(['shut', 'dumb'] as const)(
      'is over for a queue that was first used in it, as for any other: %s',
      async (state) => {
        const [used, unused] = [fresh(), fresh()]
        await queues.produce(used, { id: 'before' })
        gate.set(state)
        for (const contract of [used, unused])
          await expect(queues.produce(contract, { id: 'in it' }, { jobId: 'one' })).rejects.toThrow()
        gate.set('open')
        for (const contract of [used, unused])
          await vi.waitFor(() => queues.produce(contract, { id: 'after' }, { jobId: 'one' }), WAIT)
        expect((await queues.counts(unused)).waiting).toBe(1)
        expect((await queues.counts(used)).waiting).toBe(2)
      },
    )
  })
})
