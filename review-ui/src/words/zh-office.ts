import { zhCertificates } from './zh-certificates.ts'
import { zhDuties } from './zh-duties.ts'
import { zhLimits, zhSupervisions } from './zh-limits.ts'
import { zhRecusals } from './zh-recusals.ts'

/** 岗位、回避、执法证、时限和督办。 */
export const zhOffice = {
  certificates: zhCertificates,
  duties: zhDuties,
  recusals: zhRecusals,
  limits: zhLimits,
  supervisions: zhSupervisions,
}
