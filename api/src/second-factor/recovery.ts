import { createHash } from 'node:crypto'
import { toBase32 } from './totp.ts'

const howMany = 10
/** 80 bits: nobody guesses one from its hash, so that a quick hash will do. */
const bytes = 10

/** New recovery codes, in groups of four for reading. */
export const makeRecoveryCodes = (random: (length: number) => Uint8Array): string[] =>
  Array.from({ length: howMany }, () => (toBase32(random(bytes)).match(/.{4}/g) ?? []).join('-'))

/** As somebody types one: groups or none, small letters or capitals. Null: it is none. */
export function toRecoveryCode(typed: string): string | null {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase()
  return /^[A-Z2-7]{16}$/.test(plain) ? plain : null
}

/** What is kept of one. Of another person it is another. */
export const recoveryHash = (personId: string, code: string): string =>
  createHash('sha256')
    .update(`sightline recovery ${personId} ${code.replaceAll('-', '')}`)
    .digest('hex')
