import { enCertificates } from './en-certificates.ts'
import { enDuties } from './en-duties.ts'
import { enRecusals } from './en-recusals.ts'

/** Duties, recusals and certificates. */
export const enOffice = { certificates: enCertificates, duties: enDuties, recusals: enRecusals }
