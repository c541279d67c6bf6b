import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createLauncher } from './launcher.ts'
import { launchHere, type Launch } from './program.ts'

const lost = vi.fn()
const launcher = createLauncher(lost)
afterAll(() => launcher.close())
beforeEach(() => lost.mockClear())

/** Runs a line of shell and gathers what it writes; `first` is its first line. */
function run(launch: Launch, line: string, hasThird = false) {
  const said = { stdout: '', stderr: '', third: '' }
  let heard: (line: string) => void = () => undefined
  const first = new Promise<string>((resolve) => (heard = resolve))
  const program = launch('sh', ['-c', line], {
    stdout(chunk) {
      said.stdout += chunk.toString('latin1')
      if (said.stdout.includes('\n')) heard(said.stdout)
    },
    stderr: (text) => void (said.stderr += text),
    ...(hasThird && { third: (text: string) => void (said.third += text) }),
  })
  return { program, said, first }
}

/** One that has ended counts as gone, whether or not somebody has heard of it. */
const runs = (pid: string | undefined): boolean =>
  existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ')
const isGone = (pid: string | undefined) => expect.poll(() => runs(pid), { timeout: 10_000 }).toBe(false)
/** Heeds no pipe, and says who started it and who it is. */
const stubborn = 'echo $PPID $$; exec sleep 600'
const pidsIn = (line: string) => line.trim().split(' ')

describe.each([
  ['this process', launchHere],
  ['the launcher', launcher.launch],
])('a program started by %s', (...[, launch]) => {
  it('reads its stdin to the end; what it writes comes whole, each pipe by itself, before it is closed', async () => {
    const { program, said } = run(launch, 'cat; echo wrong >&2; echo stamp >&3', true)
    const bytes = Buffer.alloc(1 << 20, 'a picture ')
    program.write(bytes.subarray(0, 1000))
    program.write(bytes.subarray(1000))
    program.end()
    await program.closed
    expect(said.stdout === bytes.toString('latin1')).toBe(true)
    expect(said).toMatchObject({ stderr: 'wrong\n', third: 'stamp\n' })
  })

  it('gives back the memory of its beginning', async () => {
    const { first, program } = run(launch, 'echo $MALLOC_MMAP_THRESHOLD_')
    expect(await first).toBe('262144\n')
    await program.closed
  })

  it('says what it has not taken yet', async () => {
    const { program, first } = run(launch, 'echo ready; exec sleep 600')
    await first
    program.write(Buffer.alloc(4 << 20))
    expect(program.queuedBytes()).toBeGreaterThan(1 << 20)
    await program.stop()
  })

  it('is no error when it ends before it has read', async () => {
    const { program, said } = run(launch, 'echo over')
    program.write(Buffer.alloc(4 << 20))
    await program.closed
    expect(said.stdout).toBe('over\n')
  })

  it('is killed, also one that heeds nothing', async () => {
    const { program, first } = run(launch, stubborn)
    const [, pid] = pidsIn(await first)
    await program.stop()
    await isGone(pid)
  })

  it('is missing', async () => {
    const nothing = { stdout: () => undefined, stderr: () => undefined }
    const program = launch('/nowhere/ffmpeg', [], nothing)
    program.write('something')
    await expect(program.closed).rejects.toMatchObject({
      code: 'ffmpeg_missing',
      facts: { path: '/nowhere/ffmpeg' },
    })
  })
})

it('starts them from a process that is not this one', async () => {
  const { program, first } = run(launcher.launch, stubborn)
  const [parent] = pidsIn(await first)
  expect(Number(parent)).not.toBe(process.pid)
  await program.stop()
})

it('leaves no program when the launcher is killed, says that it was, and the next is started by another', async () => {
  const { program, first } = run(launcher.launch, stubborn)
  const [parent, pid] = pidsIn(await first)
  process.kill(Number(parent), 'SIGKILL')
  await program.closed
  await isGone(pid)
  expect(lost).toHaveBeenCalledOnce()
  const next = run(launcher.launch, stubborn)
  const [other] = pidsIn(await next.first)
  expect(other).not.toBe(parent)
  await next.program.stop()
})

it('leaves neither launcher nor program when the worker is killed', async () => {
  const entry = new URL('./test/launch-cli.ts', import.meta.url).pathname
  const worker = spawn(process.execPath, ['--import', 'tsx', entry], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(worker.stdout, 'data')) as [Buffer]
  const [parent, pid] = pidsIn(line.toString())
  expect(runs(parent) && runs(pid)).toBe(true)
  worker.kill('SIGKILL')
  await isGone(parent)
  await isGone(pid)
})

it('ends everything when it is closed', async () => {
  const own = createLauncher(lost)
  const { program, first } = run(own.launch, stubborn)
  const [parent, pid] = pidsIn(await first)
  await own.close()
  await program.closed
  await isGone(parent)
  await isGone(pid)
  expect(lost).not.toHaveBeenCalled()
})
