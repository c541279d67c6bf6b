import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { createDurably, makeDirDurably, readJsonIfThere, writeDurably } from './durable-file.ts'
import { CodedError } from './error.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const PRIVATE_MODE = 0o600

const keyFileSchema = z.object({ keys: z.array(z.base64().length(44)).min(1) })

/** Secrets at rest: AES-256-GCM (NIST SP 800-38D), one string `v1.<keyId>.<nonce>.<ciphertext>.<tag>` in base64url. */
export interface SecretBox {
  /** Under the newest key. `context` names the one place the secret belongs to (`source/<id>/password`): opened with any other it is refused. */
  encrypt(secret: string, context: string): string
  /** Refuses with `seal_malformed`, `seal_key_unknown`, or `seal_broken` (altered, or another context). */
  decrypt(sealed: string, context: string): string
  /** Whether it was sealed under an older key, and should be sealed again. */
  isOutdated(sealed: string): boolean
}

/** `keys` are 32 bytes each, oldest first: all open, the newest seals. */
export function createSecretBox(keys: readonly Uint8Array[]): SecretBox {
  const newest = keys.at(-1)
  if (!newest || keys.some((key) => key.byteLength !== KEY_BYTES)) throw new CodedError('seal_key_invalid')
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]))
  const newestId = keyIdOf(newest)
  return {
    encrypt(secret, context) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(boundTo(newestId, context))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return ['v1', newestId, toText(nonce), toText(text), toText(cipher.getAuthTag())].join('.')
    },
    decrypt(sealed, context) {
      const { keyId, nonce, text, tag } = parseSealed(sealed)
      const key = byId.get(keyId)
      if (!key) throw new CodedError('seal_key_unknown', { keyId, context })
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
      decipher.setAAD(boundTo(keyId, context)).setAuthTag(tag)
      try {
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new CodedError('seal_broken', { keyId, context }, { cause })
      }
    },
    isOutdated: (sealed) => parseSealed(sealed).keyId !== newestId,
  }
}

/** The keys in `path`, made (0600) at first start; of several processes starting at once, all get the same. Refuses a file that others can read (`key_file_exposed`) or that is damaged. */
export async function openKeyFile(path: string): Promise<Uint8Array[]> {
  const keys = (await readKeyFile(path)) ?? (await makeKeyFile(path))
  if (!keys) throw new CodedError('key_file_invalid', { path })
  return keys
}

/** Adds a newer key; running processes see it at their next start. */
export async function rotateKeyFile(path: string): Promise<void> {
  const keys = await openKeyFile(path)
  await writeDurably(path, toKeyFile([...keys, randomBytes(KEY_BYTES)]), PRIVATE_MODE)
}

/** Keeps the newest key alone; answers how many were removed. What is sealed under one of those is lost. */
export async function dropOlderKeys(path: string): Promise<number> {
  const keys = await openKeyFile(path)
  await writeDurably(path, toKeyFile(keys.slice(-1)), PRIVATE_MODE)
  return keys.length - 1
}

async function makeKeyFile(path: string): Promise<Uint8Array[] | null> {
  await makeDirDurably(dirname(path))
  await createDurably(path, toKeyFile([randomBytes(KEY_BYTES)]), PRIVATE_MODE)
  return readKeyFile(path)
}

async function readKeyFile(path: string): Promise<Uint8Array[] | null> {
  const content = await readJsonIfThere(path)
  if (content === null) return null
  await refuseExposed(path)
  const parsed = keyFileSchema.safeParse(content)
  if (!parsed.success) throw new CodedError('key_file_invalid', { path }, { cause: parsed.error })
  return parsed.data.keys.map((key) => Buffer.from(key, 'base64'))
}

/** A private key that others on the machine can read is no longer private: refused with `key_file_exposed`. */
export async function refuseExposed(path: string): Promise<void> {
  const mode = (await stat(path)).mode & 0o777
  if (mode & 0o077) {
    throw new CodedError('key_file_exposed', { path, mode: mode.toString(8), fix: `chmod 600 ${path}` })
  }
}

const toKeyFile = (keys: readonly Uint8Array[]): string =>
  `${JSON.stringify({ keys: keys.map((key) => Buffer.from(key).toString('base64')) })}\n`

const keyIdOf = (key: Uint8Array): string =>
  createHash('sha256').update('sightline seal key').update(key).digest('hex').slice(0, 8)

const boundTo = (keyId: string, context: string): Buffer => Buffer.from(`v1.${keyId}.${context}`, 'utf8')

const toText = (bytes: Buffer): string => bytes.toString('base64url')

function parseSealed(sealed: string) {
  const found = /^v1\.([0-9a-f]{8})\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/.exec(sealed)
  if (!found) throw new CodedError('seal_malformed')
  const [, keyId = '', ...parts] = found
  const [nonce, text, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (!nonce || !text || !tag) throw new CodedError('seal_malformed')
  return { keyId, nonce, text, tag }
}
