import { Refusal } from '../refusal.ts'

interface Certificate {
  readonly number: string
  readonly validUntil: number
}

/** Certificates are issued for 5 or 6 years; what claims to hold longer than 10 is a slip of the pen, or worse. */
const longestMs = 10 * 366 * 86_400_000

export const certificateColumns = (certificate: Certificate | null) => ({
  certificateNumber: certificate?.number ?? null,
  certificateUntil: certificate ? new Date(certificate.validUntil) : null,
})

/** Refuses a term that ends more than 10 years from now. */
export function refuseOddTerm(certificate: Certificate | null, now: number): void {
  if (certificate === null || certificate.validUntil <= now + longestMs) return
  throw new Refusal('certificate_term_invalid', { latest: now + longestMs })
}
