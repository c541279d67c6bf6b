import { zhCertificates } from './zh-certificates.ts'
import { zhDuties } from './zh-duties.ts'
import { zhRecusals } from './zh-recusals.ts'

/** 岗位、回避和执法证。 */
export const zhOffice = { certificates: zhCertificates, duties: zhDuties, recusals: zhRecusals }
