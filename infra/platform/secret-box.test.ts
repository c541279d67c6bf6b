import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSecretBox, openKeyFile, rotateKeyFile } from './secret-box.ts'

const CONTEXT = 'source/7/password'
const secret = '密码 p@ss:w/rd'

describe('a seal', () => {
  const secretBox = createSecretBox([randomBytes(32)])
  const sealed = secretBox.encrypt(secret, CONTEXT)

  it('gives the secret back in its own context', () => {
    expect(secretBox.decrypt(sealed, CONTEXT)).toBe(secret)
    expect(secretBox.decrypt(secretBox.encrypt('', CONTEXT), CONTEXT)).toBe('')
  })

  it('never gives the same text twice, and shows nothing', () => {
    expect(secretBox.encrypt(secret, CONTEXT)).not.toBe(sealed)
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/)
  })

  it('is refused in another context', () => {
    expect(() => secretBox.decrypt(sealed, 'source/8/password')).toThrow('seal_broken')
  })

  it('is refused under another key', () => {
    expect(() => createSecretBox([randomBytes(32)]).decrypt(sealed, CONTEXT)).toThrow('seal_key_unknown')
  })

  it('is refused when any one character differs', () => {
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'Q' : 'A') + sealed.slice(at + 1)
      expect(() => secretBox.decrypt(changed, CONTEXT), `at ${at}`).toThrow(/^seal_/)
    }
  })

  it.each([[''], ['v1'], ['plain text'], ['v2.00000000.AAAAAAAAAAAAAAAA..AAAAAAAAAAAAAAAAAAAAAA']])(
    'refuses %j',
    (text) => expect(() => secretBox.decrypt(text, CONTEXT)).toThrow('seal_malformed'),
  )

  it('says neither secret nor sealed text when it refuses', () => {
    expect(() => secretBox.decrypt(sealed, 'elsewhere')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(sealed) as string }) as Error,
    )
  })

  it.each([[[]], [[randomBytes(16)]]])('refuses keys that are none', (keys) => {
    expect(() => createSecretBox(keys)).toThrow('seal_key_invalid')
  })
})

describe('the key file', () => {
  let dir = ''
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sightline-seal-'))
  })
  afterAll(() => rm(dir, { recursive: true }))

  it('is made once, for its owner only, however many start together', async () => {
    const path = join(dir, 'state', 'seal.json')
    const opened = await Promise.all(Array.from({ length: 10 }, () => openKeyFile(path)))
    for (const keys of opened) expect(keys).toEqual(opened[0])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('can be rotated: old secrets open, new ones are sealed under the newer key', async () => {
    const path = join(dir, 'rotated.json')
    const before = createSecretBox(await openKeyFile(path))
    const sealed = before.encrypt(secret, CONTEXT)
    await rotateKeyFile(path)
    const after = createSecretBox(await openKeyFile(path))
    expect(after.decrypt(sealed, CONTEXT)).toBe(secret)
    expect(after.isOutdated(sealed)).toBe(true)
    expect(after.isOutdated(after.encrypt(secret, CONTEXT))).toBe(false)
    expect(() => before.decrypt(after.encrypt(secret, CONTEXT), CONTEXT)).toThrow('seal_key_unknown')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('is refused when others can read it', async () => {
    const path = join(dir, 'exposed.json')
    await openKeyFile(path)
    await chmod(path, 0o640)
    await expect(openKeyFile(path)).rejects.toMatchObject({
      code: 'key_file_exposed',
      facts: { mode: '640' },
    })
    await chmod(path, 0o400)
    expect(await openKeyFile(path)).toHaveLength(1)
  })

  it.each([['{"keys":['], ['{"keys":[]}'], ['{"keys":["AAAA"]}'], ['']])(
    'is refused, not replaced, when it holds %j',
    async (text) => {
      const path = join(dir, 'damaged.json')
      await writeFile(path, text, { mode: 0o600 })
      await expect(openKeyFile(path)).rejects.toThrow(/key_file_invalid|file_not_json/)
      expect(await readFile(path, 'utf8')).toBe(text)
    },
  )
})
