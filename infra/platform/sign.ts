import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { createDurably, makeDirDurably, readTextIfThere } from './durable-file.ts'
import { CodedError } from './error.ts'
import { refuseExposed } from './secret-box.ts'

const KEY_FILE = 'signing-key.pem'

/** Signs with Ed25519 (RFC 8032). */
export interface Signer {
  /** The first 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
  readonly keyId: string
  readonly publicKeyPem: string
  /** Base64. */
  sign(bytes: Uint8Array): string
}

/** The key in `dir`, made (0600) at first start; of several processes starting at once, all get the same. A damaged key (`signing_key_invalid`) or one others can read (`key_file_exposed`) is refused, never replaced: what it signed must stay explainable. */
export async function openSigner(dir: string): Promise<Signer> {
  const path = join(dir, KEY_FILE)
  const pem = (await readTextIfThere(path)) ?? (await makeKey(path, dir))
  await refuseExposed(path)
  const privateKey = parseKey(() => createPrivateKey(pem), 'signing_key_invalid', { path })
  const publicKey = createPublicKey(privateKey)
  return {
    keyId: keyIdOf(publicKey),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64'),
  }
}

/** Whether `signature` (base64) was made over exactly these bytes by that key. A text that is no Ed25519 public key is refused with `public_key_invalid`. */
export function verifySignature(bytes: Uint8Array, signature: string, publicKeyPem: string): boolean {
  return verify(null, bytes, parsePublicKey(publicKeyPem), Buffer.from(signature, 'base64'))
}

/** The key id of a public key, as `openSigner` gives it. */
export function publicKeyId(publicKeyPem: string): string {
  return keyIdOf(parsePublicKey(publicKeyPem))
}

/** Lower-case hex of the whole SHA-256 of the public key (SPKI, DER): what people compare. The key id is its beginning. */
export const publicKeyFingerprint = (publicKeyPem: string): string =>
  fingerprintOf(parsePublicKey(publicKeyPem))

async function makeKey(path: string, dir: string): Promise<string> {
  await makeDirDurably(dir)
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  await createDurably(path, pem, 0o600)
  return (await readTextIfThere(path)) ?? pem
}

const keyIdOf = (publicKey: KeyObject): string => fingerprintOf(publicKey).slice(0, 16)

function fingerprintOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(der).digest('hex')
}

const parsePublicKey = (pem: string): KeyObject =>
  parseKey(() => createPublicKey(pem), 'public_key_invalid', {})

function parseKey(parse: () => KeyObject, code: string, facts: { path?: string }): KeyObject {
  try {
    const key = parse()
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw new CodedError(code, facts, { cause })
  }
  throw new CodedError(code, { ...facts, problem: 'not an Ed25519 key' })
}
