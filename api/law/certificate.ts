import { covers } from './authority.ts'
import type { Failure } from './failure.ts'

/** An enforcement certificate (行政执法证) as far as guards ask of it. */
export interface Certificate {
  /** Epoch ms; the moment itself is over. */
  readonly validUntil: number
  /** Code of administrative divisions within which it is good; null: of this installation. */
  readonly region?: string | null | undefined
}

/**
 * Why a certificate does not carry at a time and a place (行政处罚法 art. 42, R15), as `ev_cert`; null: it does. `place`: code of the
 * administrative division of the act; empty: not told, and every certificate covers it.
 */
export function certificateFailure(
  certificate: Certificate | null,
  { at, place }: { readonly at: number; readonly place: string },
): Failure | null {
  const fails = (facts: Failure['facts']): Failure => ({ code: 'ev_cert', facts })
  if (certificate === null) return fails({ validUntil: null })
  const { validUntil, region = null } = certificate
  if (validUntil <= at) return fails({ validUntil })
  return region === null || covers(region, place) ? null : fails({ validUntil, region, place })
}

const warnMs = 30 * 86_400_000

/** Of a certificate on a list: soon over is said 30 days ahead. */
export const certificateState = (
  { validUntil }: Pick<Certificate, 'validUntil'>,
  now: number,
): 'valid' | 'expiring' | 'expired' =>
  validUntil <= now ? 'expired' : validUntil - now <= warnMs ? 'expiring' : 'valid'
