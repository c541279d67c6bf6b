import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { createTaskRunner } from './task-runner.ts'
import type { TaskRunner } from './task-runner.ts'

/** Doubles its number; 0 fails, -1 kills the thread. */
const script = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', (n) => {
  if (n === -1) process.exit(7)
  if (n === 0) return parentPort.postMessage({ kind: 'failed', reason: 'zero' })
  parentPort.postMessage({ kind: 'done', result: n * 2 })
})
parentPort.postMessage({ kind: 'ready' })`
let runner: TaskRunner<number, number>
const start = async (scripts: readonly string[] = []) => {
  const rest = [...scripts]
  runner = await createTaskRunner(() => new Worker(rest.shift() ?? script, { eval: true, execArgv: [] }))
}
afterEach(() => runner.close())

describe('createTaskRunner', () => {
  it('does every task, each with its own answer', async () => {
    await start()
    expect(await Promise.all([1, 2, 3, 4].map(runner.run))).toEqual([2, 4, 6, 8])
  })

  it('fails the task that fails, and goes on', async () => {
    await start()
    const failing = runner.run(0)
    const next = runner.run(5)
    await expect(failing).rejects.toMatchObject({ code: 'inference_failed' })
    expect(await next).toBe(10)
  })

  it('replaces a worker that died, and goes on', async () => {
    await start()
    const dying = runner.run(-1)
    const next = runner.run(5)
    await expect(dying).rejects.toMatchObject({ code: 'worker_crashed' })
    expect(await next).toBe(10)
  })

  it('rejects everything once its worker cannot be replaced', async () => {
    await start([script, 'process.exit(3)'])
    const dying = runner.run(-1)
    const waiting = runner.run(5)
    await expect(dying).rejects.toMatchObject({ code: 'worker_crashed' })
    await expect(waiting).rejects.toMatchObject({ code: 'model_unusable' })
    await expect(runner.run(6)).rejects.toMatchObject({ code: 'model_unusable' })
  })

  it('finishes what runs and rejects what waits when closing', async () => {
    await start()
    const [running, waiting] = [runner.run(1), runner.run(2)]
    const closed = runner.close()
    await expect(waiting).rejects.toMatchObject({ code: 'closing' })
    expect(await running).toBe(2)
    await closed
    await expect(runner.run(3)).rejects.toMatchObject({ code: 'closing' })
  })
})
