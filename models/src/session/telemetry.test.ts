import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { smallModel } from '../test/small-model.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-telemetry-'))
  await mkdir(join(dir, 'home'))
})
afterEach(() => rm(dir, { recursive: true }))

it.each(['session-on-load', 'session-on-thread'])(
  'leaves nothing for its maker where a session is opened: %s',
  async (name) => {
    const file = join(dir, 'small.onnx')
    await writeFile(file, smallModel([{ name: 'output0', dims: [1], values: [0] }]))
    const program = fileURLToPath(new URL(`../test/${name}.ts`, import.meta.url))
    const env = { PATH: process.env['PATH'], HOME: join(dir, 'home'), TSX_DISABLE_CACHE: '1' }
    await promisify(execFile)(process.execPath, ['--import', 'tsx', program, file], { env })
    expect(await readdir(join(dir, 'home'), { recursive: true })).toEqual([])
  },
)
