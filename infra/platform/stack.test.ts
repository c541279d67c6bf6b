import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { createLog } from './log.ts'
import { createShutdown } from './stack.ts'

function setUp() {
  const lines: string[] = []
  const closed: string[] = []
  const shutdown = createShutdown(createLog({ app: 'test' }, { write: (line) => void lines.push(line) }))
  const push = (name: string): void => shutdown.push({ name, close: () => void closed.push(name) })
  return { shutdown, push, closed, lines }
}

it('closes in reverse order, once, however often it is asked', async () => {
  const { shutdown, push, closed } = setUp()
  for (const name of ['database', 'queues', 'http']) push(name)
  await Promise.all([shutdown.run('test'), shutdown.run('again')])
  await shutdown.run('and again')
  expect(closed).toEqual(['http', 'queues', 'database'])
})

it('goes on past a step that fails or never ends, and names both', async () => {
  const { shutdown, push, closed, lines } = setUp()
  push('database')
  shutdown.push({ name: 'hangs', close: () => new Promise(() => undefined), deadlineMs: 20 })
  shutdown.push({ name: 'rejects', close: () => Promise.reject(new Error('rtsp://u:hunter2@h')) })
  shutdown.push({
    name: 'throws',
    close: () => {
      throw new Error('broken')
    },
  })
  expect(await shutdown.run('test')).toEqual(['throws', 'rejects', 'hangs'])
  expect(closed).toEqual(['database'])
  expect(lines.join()).toContain('not closed within 20 ms')
  expect(lines.join()).not.toContain('hunter2')
})

it('closes at once what was opened while closing', async () => {
  const { shutdown, push, closed } = setUp()
  shutdown.push({ name: 'slow', close: () => push('late') })
  await shutdown.run('test')
  await vi.waitFor(() => expect(closed).toEqual(['late']))
})

it.each([
  ['0 when all closed', false, [0]],
  ['1 when a step failed', true, [1]],
])('a signal closes everything and exits %s', async (_name, fails, expected) => {
  const { shutdown, push, closed } = setUp()
  const process = Object.assign(new EventEmitter(), { exit: vi.fn() })
  shutdown.onSignals(process)
  push('http')
  if (fails) shutdown.push({ name: 'bad', close: () => Promise.reject(new Error('x')) })
  process.emit('SIGTERM')
  await vi.waitFor(() => expect(process.exit.mock.calls).toEqual([expected]))
  expect(closed).toEqual(['http'])
})

it('a second signal does not wait', () => {
  const { shutdown } = setUp()
  const process = Object.assign(new EventEmitter(), { exit: vi.fn() })
  shutdown.onSignals(process)
  shutdown.push({ name: 'hangs', close: () => new Promise(() => undefined), deadlineMs: 50 })
  process.emit('SIGINT')
  expect(process.exit).not.toHaveBeenCalled()
  process.emit('SIGINT')
  expect(process.exit).toHaveBeenCalledWith(1)
})
