import { createHmac, timingSafeEqual } from 'node:crypto'

/** One-time codes by time: RFC 6238 over RFC 4226, SHA-1, six digits, steps of 30 s, as every device's app has it. */
const stepMs = 30_000
const digits = 6
/** Clocks of devices may be a step off, either way. */
const skew = 1

export const secretBytes = 20

export const stepAt = (at: number): number => Math.floor(at / stepMs)

/** The code of a step. */
export function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b))

/**
 * Whether a code of this step may still be taken: never twice, and none from before one that was taken. A step that lies
 * ahead of the clock was taken by a clock that has been set back since: it alone stays closed, so that nobody is locked out.
 */
export const isStepOpen = (step: number, used: readonly number[], now: number): boolean =>
  !used.includes(step) && !used.some((one) => one > step && one <= now + skew)

/** The step whose code was given, or null: wrong, or no longer to be taken. Looks at all that might be, whichever fits. */
export function stepOfCode(
  { secret, used }: { readonly secret: Uint8Array; readonly used: readonly number[] },
  code: string,
  at: number,
): number | null {
  if (!/^[0-9]{6}$/.test(code)) return null
  const now = stepAt(at)
  const steps = Array.from({ length: 2 * skew + 1 }, (_, i) => now - skew + i)
  const fitting = steps.filter((step) => isSame(codeOfStep(secret, step), code))
  return fitting.find((step) => isStepOpen(step, used, now)) ?? null
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 of RFC 4648 without padding; whole groups of five bytes alone. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}

export function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** What a device reads from the picture. */
export const enrolmentUri = (account: string, secret: string): string =>
  `otpauth://totp/Sightline:${encodeURIComponent(account)}?secret=${secret}&issuer=Sightline&algorithm=SHA1&digits=6&period=30`
