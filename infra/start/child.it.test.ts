import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { freePort, startChild, until } from './child.ts'

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a program that was started', () => {
  it.runIf(process.platform === 'linux')('does not outlive a parent that was killed', async () => {
    const parent = `
      const { startChild } = await import(${JSON.stringify(new URL('child.ts', import.meta.url).href)})
      console.log(startChild('sleep', ['600']).process.pid)
      setInterval(() => undefined, 1000)`
    const args = ['--import', 'tsx', '--input-type=module', '--eval', parent]
    const parentProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(parentProcess.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    expect(isAlive(pid)).toBe(true)
    parentProcess.kill('SIGKILL')
    await until('the program is gone', async () => !isAlive(pid), 10_000)
  })

  it('says why when there is no such program', async () => {
    const child = startChild('/nowhere/program', [])
    await until('it ended', async () => child.tail() !== '')
    expect(child.tail()).toMatch(/nowhere\/program|ENOENT/)
    await child.stop()
  })
})

describe('a port', () => {
  it('is the wanted one when that is free, and another when it is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    expect(await freePort(port)).not.toBe(port)
    taken.close()
    await once(taken, 'close')
    expect(await freePort(port)).toBe(port)
  })
})
