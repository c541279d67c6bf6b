import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  createDurably,
  makeDirDurably,
  moveDirDurably,
  PARTIAL_SUFFIX,
  readJsonIfThere,
  writeDurably,
} from './durable-file.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline durable '))
})
afterAll(() => rm(dir, { recursive: true }))

it('writes, replaces and leaves nothing beside the file', async () => {
  const folder = join(dir, 'write')
  await makeDirDurably(folder)
  await writeDurably(join(folder, 'a.json'), '{"n":1}')
  await writeDurably(join(folder, 'a.json'), '{"n":2}', 0o600)
  expect(await readJsonIfThere(join(folder, 'a.json'))).toEqual({ n: 2 })
  expect((await stat(join(folder, 'a.json'))).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['a.json'])
})

it('keeps the earlier content where the new cannot be written', async () => {
  const folder = join(dir, 'blocked')
  await mkdir(join(folder, 'taken'), { recursive: true })
  await expect(writeDurably(join(folder, 'taken'), 'x')).rejects.toThrow()
  await expect(writeDurably(join(folder, 'missing', 'x'), 'x')).rejects.toThrow('ENOENT')
  expect(await readdir(folder)).toEqual(['taken'])
})

it('creates once: of many at the same time exactly one wins, and its content stays', async () => {
  const path = join(dir, 'once')
  const won = await Promise.all(Array.from({ length: 20 }, (_, n) => createDurably(path, `writer ${n}`)))
  expect(won.filter(Boolean)).toHaveLength(1)
  expect(await readFile(path, 'utf8')).toBe(`writer ${won.indexOf(true)}`)
})

it('moves a folder with what is in it', async () => {
  await makeDirDurably(join(dir, 'from', 'deep'))
  await makeDirDurably(join(dir, 'to'))
  await writeDurably(join(dir, 'from', 'deep', 'x'), 'x')
  await moveDirDurably(join(dir, 'from', 'deep'), join(dir, 'to', 'moved'))
  expect(await readFile(join(dir, 'to', 'moved', 'x'), 'utf8')).toBe('x')
  expect(await readdir(join(dir, 'from'))).toEqual([])
})

it('reads nothing where nothing is, and refuses what is no JSON', async () => {
  expect(await readJsonIfThere(join(dir, 'absent'))).toBeNull()
  await writeFile(join(dir, 'half'), '{"n":')
  await expect(readJsonIfThere(join(dir, 'half'))).rejects.toMatchObject({ code: 'file_not_json' })
})

it('never shows half a file, whenever its writer is killed', async () => {
  const path = join(dir, 'killed.json')
  for (let round = 0; round < 6; round++) {
    await killWhileWriting(path, 5 + round * 7)
    const { n, text } = (await readJsonIfThere(path)) as { n: number; text: string }
    expect(text).toBe('x'.repeat(200_000 + n))
  }
  const left = (await readdir(dir)).filter((name) => name.startsWith('.killed') || name.startsWith('killed'))
  expect(left.every((name) => name === 'killed.json' || name.endsWith(PARTIAL_SUFFIX))).toBe(true)
})

/** A child that rewrites the file without pause, killed some ms after its first whole write. */
async function killWhileWriting(path: string, afterMs: number): Promise<void> {
  const script = `
    import { writeDurably } from ${JSON.stringify(new URL('durable-file.ts', import.meta.url).href)}
    for (let n = 0; ; n++) {
      await writeDurably(process.argv[1], JSON.stringify({ n, text: 'x'.repeat(200_000 + n) }))
      if (n === 0) console.log('started')
    }`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await delay(afterMs)
  child.kill('SIGKILL')
  await once(child, 'exit')
}
