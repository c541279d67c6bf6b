import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeHash, keyOf, madeOnce } from './film-cache.ts'

let dir: string
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-films-'))))
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('a film', () => {
  it('is drawn once, however many ask for it at the same time', async () => {
    const folder = join(dir, 'asked')
    let drawn = 0
    const draw = async (aside: string) => {
      drawn += 1
      await writeFile(join(aside, 'main'), 'whole')
    }
    await Promise.all(Array.from({ length: 5 }, () => madeOnce(folder, draw)))
    expect(drawn).toBe(1)
    expect(await readFile(join(folder, 'main'), 'utf8')).toBe('whole')
    expect((await readdir(dir)).filter((name) => name.startsWith('asked'))).toEqual(['asked'])
  })

  it('is drawn by the next one where its drawer died or failed', async () => {
    const folder = join(dir, 'left')
    const { pid } = spawnSync('true')
    await writeFile(`${folder}.lock`, String(pid))
    await expect(madeOnce(folder, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room')
    await madeOnce(folder, (aside) => writeFile(join(aside, 'main'), ''))
    expect(await readdir(folder)).toEqual(['main'])
  })

  it('is another film when a line of the drawing code is another', async () => {
    const code = await mkdtemp(join(dir, 'code-'))
    await writeFile(join(code, 'paint.ts'), 'grey')
    const before = keyOf('scene', await codeHash(code))
    await writeFile(join(code, 'paint.test.ts'), 'expect')
    expect(keyOf('scene', await codeHash(code))).toBe(before)
    await writeFile(join(code, 'paint.ts'), 'red')
    expect(keyOf('scene', await codeHash(code))).not.toBe(before)
  })
})
