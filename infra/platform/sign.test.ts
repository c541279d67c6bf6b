import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSigner, publicKeyId, verifySignature } from './sign.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-sign-'))
})
afterAll(() => rm(dir, { recursive: true }))

const manifest = Buffer.from('{"finding":"f1"}')

it('signs so that the public key verifies exactly these bytes', async () => {
  const signer = await openSigner(join(dir, 'a'))
  const signature = signer.sign(manifest)
  expect(verifySignature(manifest, signature, signer.publicKeyPem)).toBe(true)
  for (let at = 0; at < manifest.length; at++) {
    const changed = Buffer.from(manifest)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(verifySignature(changed, signature, signer.publicKeyPem)).toBe(false)
  }
})

it('keeps one key for a folder, made once by however many start together', async () => {
  const signers = await Promise.all(Array.from({ length: 10 }, () => openSigner(join(dir, 'together'))))
  expect(new Set(signers.map(({ keyId }) => keyId)).size).toBe(1)
  const [signer] = signers
  expect(signer?.keyId).toMatch(/^[0-9a-f]{16}$/)
  expect(publicKeyId(signer?.publicKeyPem ?? '')).toBe(signer?.keyId)
  expect((await stat(join(dir, 'together', 'signing-key.pem'))).mode & 0o777).toBe(0o600)
})

it('verifies the vector of RFC 8032, section 7.1, test 3', () => {
  const raw = 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025'
  const der = Buffer.from(`302a300506032b6570032100${raw}`, 'hex').toString('base64')
  const pem = `-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`
  const signature = Buffer.from(
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
      '18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    'hex',
  ).toString('base64')
  expect(verifySignature(Buffer.from('af82', 'hex'), signature, pem)).toBe(true)
  expect(verifySignature(Buffer.from('af83', 'hex'), signature, pem)).toBe(false)
})

it('does not accept the signature of another key, or none', async () => {
  const [one, other] = [await openSigner(join(dir, 'one')), await openSigner(join(dir, 'other'))]
  expect(verifySignature(manifest, other.sign(manifest), one.publicKeyPem)).toBe(false)
  expect(verifySignature(manifest, '', one.publicKeyPem)).toBe(false)
  expect(verifySignature(manifest, 'not base64 !', one.publicKeyPem)).toBe(false)
})

it('refuses, and does not replace, a half-written key', async () => {
  const { keyId } = await openSigner(join(dir, 'half'))
  const path = join(dir, 'half', 'signing-key.pem')
  const whole = await readFile(path, 'utf8')
  await writeFile(path, whole.slice(0, 60))
  await expect(openSigner(join(dir, 'half'))).rejects.toMatchObject({ code: 'signing_key_invalid' })
  await writeFile(path, '')
  await expect(openSigner(join(dir, 'half'))).rejects.toMatchObject({ code: 'signing_key_invalid' })
  await writeFile(path, whole)
  expect((await openSigner(join(dir, 'half'))).keyId).toBe(keyId)
})

it('refuses a key that others can read, and keys of another kind', async () => {
  await openSigner(join(dir, 'exposed'))
  await chmod(join(dir, 'exposed', 'signing-key.pem'), 0o644)
  await expect(openSigner(join(dir, 'exposed'))).rejects.toMatchObject({ code: 'key_file_exposed' })

  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    type: 'spki',
    format: 'pem',
  })
  expect(() => verifySignature(manifest, '', pem.toString())).toThrow('public_key_invalid')
  expect(() => verifySignature(manifest, '', 'no key')).toThrow('public_key_invalid')
})
