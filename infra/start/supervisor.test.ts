import { describe, expect, it } from 'vitest'
import { createSupervisor, type Running } from './supervisor.ts'

type End = Awaited<Running['ended']>

/** Programs that end when the test says so, and a clock that moves when somebody waits. */
function bench() {
  const [waits, said, stopped]: [number[], string[], string[]] = [[], [], []]
  let ms = 0
  const supervisor = createSupervisor({
    clock: { now: () => 1_000_000 + ms, monotonic: () => ms },
    random: () => 1,
    async pause(wait, signal) {
      if (signal.aborted) return
      waits.push(wait)
      ms += wait
    },
    say: (line) => said.push(line),
    onChange: () => undefined,
  })
  const started: { end: (how: End) => void }[] = []
  function program(name: string, fails: () => boolean = () => false) {
    return async (): Promise<Running> => {
      if (fails()) throw new Error(`${name} does not start`)
      let end: (how: End) => void = () => undefined
      const ended = new Promise<End>((resolve) => (end = resolve))
      started.push({ end })
      const stop = async () => {
        stopped.push(name)
        end({ code: 0, signal: null })
      }
      return { pid: started.length, ended, stop }
    }
  }
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const kill = async () => {
    started.at(-1)?.end({ code: null, signal: 'SIGKILL' })
    await settle()
  }
  return {
    supervisor,
    program,
    waits,
    said,
    stopped,
    started,
    settle,
    kill,
    pass: (more: number) => (ms += more),
  }
}

describe('the supervisor', () => {
  it('starts again what ended, later each time, and says how it ended', async () => {
    const { supervisor, program, waits, kill, said } = bench()
    await supervisor.keep('api', program('api'))
    for (let i = 0; i < 9; i += 1) await kill()
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
    expect(said[0]).toMatch(/^api: SIGKILL/)
    expect(supervisor.states()).toMatchObject([
      { name: 'api', state: 'running', restarts: 9, lastEnd: { why: 'SIGKILL' } },
    ])
    await supervisor.stop()
  })

  it('begins anew with its patience after a minute of running', async () => {
    const { supervisor, program, waits, kill, pass } = bench()
    await supervisor.keep('api', program('api'))
    await kill()
    await kill()
    pass(60_000)
    await kill()
    expect(waits).toEqual([500, 1000, 500])
    await supervisor.stop()
  })

  it('tries on where it does not come up again', async () => {
    const { supervisor, program, waits, kill, settle } = bench()
    let failures = 0
    const fails = () => failures-- > 0
    await supervisor.keep('postgres', program('postgres', fails))
    failures = 3
    await kill()
    await settle()
    expect(waits).toEqual([500, 1000, 2000, 4000])
    expect(supervisor.states()[0]).toMatchObject({ state: 'running', restarts: 4 })
    await supervisor.stop()
  })

  it('passes on why something does not start the first time, and keeps nothing of it', async () => {
    const { supervisor, program } = bench()
    const starting = supervisor.keep(
      'api',
      program('api', () => true),
    )
    await expect(starting).rejects.toThrow('api does not start')
    expect(supervisor.states()).toEqual([])
  })

  it('stops last started first, and starts nothing again', async () => {
    const { supervisor, program, stopped, started, waits } = bench()
    for (const name of ['postgres', 'api', 'ingest']) await supervisor.keep(name, program(name))
    await supervisor.stop()
    expect([...new Set(stopped)]).toEqual(['ingest', 'api', 'postgres'])
    expect([started.length, waits]).toEqual([3, []])
  })

  it('stops at once what comes up after the stop', async () => {
    const { supervisor, program, stopped } = bench()
    await supervisor.stop()
    await supervisor.keep('cameras', program('cameras'))
    expect(stopped).toEqual(['cameras'])
    expect(supervisor.states()).toEqual([])
  })

  it('forgets what is dropped', async () => {
    const { supervisor, program, started } = bench()
    await supervisor.keep('cameras', program('cameras'))
    await supervisor.drop('cameras')
    expect([supervisor.states(), supervisor.pids(), started.length]).toEqual([[], [], 1])
  })
})
