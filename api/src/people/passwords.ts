import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '../refusal.ts'
import { isPredictable } from './predictable.ts'

/** argon2id (RFC 9106, second recommended option): 64 MiB, 3 passes, 4 lanes. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 4 }

/** Refuses with `weak_password` what is too plain: fewer than 3 of 4 classes, the account in it, few characters, or predictable. */
export function refuseWeakPassword(password: string, account: string): void {
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((one) => one.test(password)).length
  const isPlain = new Set(password).size < 6
  const namesAccount = password.toLowerCase().includes(account.toLowerCase())
  if (
    password.length >= 12 &&
    classes >= 3 &&
    !isPlain &&
    !namesAccount &&
    !isPredictable(password, account.split(/[._-]/))
  )
    return
  throw new Refusal('weak_password', { minLength: 12, classes: 3 })
}

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

export const verifyPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password)

/** 20 characters of A-Z a-z 0-9 in five groups: about 119 bits. */
export function generatePassword(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'
  const usable = [...randomBytes(80)].filter((byte) => byte < alphabet.length * 4)
  const text = usable.slice(0, 20).map((byte) => alphabet[byte % alphabet.length])
  return [0, 4, 8, 12, 16].map((from) => text.slice(from, from + 4).join('')).join('-')
}
