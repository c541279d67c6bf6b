import { Refusal } from '../refusal.ts'

interface Certificate {
  readonly number: string
  readonly validUntil: number
  readonly region?: string | null | undefined
}

/** Certificates are issued for 5 or 6 years; what claims to hold longer than 10 is a slip of the pen, or worse. */
export const longestTermMs = 10 * 366 * 86_400_000

export const certificateColumns = (certificate: Certificate | null) => ({
  certificateNumber: certificate?.number ?? null,
  certificateUntil: certificate ? new Date(certificate.validUntil) : null,
  certificateRegion: certificate?.region ?? null,
})

/** Refuses a term that ends more than 10 years from now. */
export function refuseOddTerm(certificate: Certificate | null, now: number): void {
  if (certificate === null || certificate.validUntil <= now + longestTermMs) return
  throw new Refusal('certificate_term_invalid', { latest: now + longestTermMs })
}
