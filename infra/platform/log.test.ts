import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { countedLog } from './counted-log.ts'
import { CodedError } from './error.ts'
import { createLog } from './log.ts'

const SECRET = 'hunter2'

function capture(level: 'info' | 'debug' = 'info') {
  const lines: Record<string, unknown>[] = []
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>)
  return { log: createLog({ app: 'test', level }, { write }), lines, all: () => JSON.stringify(lines) }
}

describe('the log', () => {
  it('writes one JSON line with level, time, app and message', () => {
    const { log, lines } = capture()
    log.info({ sourceId: 's1' }, 'opened')
    log.debug('not at this level')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ level: 'info', app: 'test', sourceId: 's1', msg: 'opened' })
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it.each<[string, (log: ReturnType<typeof createLog>) => void]>([
    ['the message', (log) => log.info(`open rtsp://admin:${SECRET}@10.0.0.7/ch1`)],
    ['a formatted message', (log) => log.info('open %s', `rtsp://admin:${SECRET}@10.0.0.7/ch1`)],
    ['a field', (log) => log.info({ url: `postgres://u:${SECRET}@db/x` })],
    ['a named field', (log) => log.info({ deep: { er: { still: { password: SECRET } } } })],
    ['an array', (log) => log.info({ argv: ['-i', `rtsp://admin:${SECRET}@h/x`] })],
    ['the binding of a child', (log) => log.child({ token: SECRET, url: `redis://:${SECRET}@h` }).info('x')],
    ['an error', (log) => log.error(new Error(`401 for rtsp://admin:${SECRET}@h/x`))],
    [
      'an error in a field',
      (log) => log.error({ err: new Error(`401 for rtsp://admin:${SECRET}@h/x`) }, 'x'),
    ],
    ['a cause', (log) => log.error(new Error('outer', { cause: new Error(`rtsp://a:${SECRET}@h`) }))],
    ['the facts of a coded error', (log) => log.error(new CodedError('some_code', { password: SECRET }))],
    [
      'properties of an error',
      (log) => log.error(Object.assign(new Error('x'), { config: { token: SECRET } })),
    ],
    ['quotes and line ends', (log) => log.info(`rtsp://admin:a"b\\${SECRET}@h/x\nBearer ${SECRET}`)],
  ])('leaks no secret in %s', (_name, write) => {
    const { log, lines, all } = capture()
    write(log)
    expect(lines).toHaveLength(1)
    expect(all()).not.toContain(SECRET)
    expect(all()).toContain('[secret]')
  })
})

describe('a counted log', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('folds a storm into its first line and one a window, with the newest facts', () => {
    const { log, lines } = capture()
    const counted = countedLog(log)
    for (let n = 0; n < 1000; n++) counted.warn('packet lost', { n })
    expect(lines).toHaveLength(1)
    vi.advanceTimersByTime(1000)
    expect(lines[1]).toMatchObject({ msg: 'packet lost', times: 999, n: 999 })
    vi.advanceTimersByTime(10_000)
    expect(lines).toHaveLength(2)
  })

  it('writes the next single warning at once when a storm is over', () => {
    const { log, lines } = capture()
    const counted = countedLog(log)
    counted.warn('packet lost')
    vi.advanceTimersByTime(1000)
    counted.warn('packet lost')
    expect(lines).toHaveLength(2)
    expect(lines[1]).not.toHaveProperty('times')
  })

  it('keeps different warnings apart, and hands out the rest on flush', () => {
    const { log, lines } = capture()
    const counted = countedLog(log)
    counted.warn('a')
    counted.warn('b')
    counted.warn('b')
    counted.flush()
    counted.flush()
    expect(lines.map(({ msg, times }) => [msg, times])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['b', 1],
    ])
    expect(vi.getTimerCount()).toBe(0)
  })
})
