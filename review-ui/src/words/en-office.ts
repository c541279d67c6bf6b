import { enCertificates } from './en-certificates.ts'
import { enDuties } from './en-duties.ts'
import { enLimits, enSupervisions } from './en-limits.ts'
import { enRecusals } from './en-recusals.ts'

/** Duties, recusals, certificates, time limits and supervision. */
export const enOffice = {
  certificates: enCertificates,
  duties: enDuties,
  recusals: enRecusals,
  limits: enLimits,
  supervisions: enSupervisions,
}
