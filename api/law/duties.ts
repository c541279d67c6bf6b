/**
 * operator 值守员: watches and triages. officer 执法人员: confirms evidence. legal_reviewer 法制审核员: reviews devices and what
 * pictures may prove. head 机关负责人: files a proposed case, or does not. supervisor 监督员: reads all, and has a mistake put
 * right. device_admin 设备管理员: sources, zones, rules, models, permits. system_admin 系统管理员: accounts, which he asks for.
 * security_admin 安全管理员: decides who holds which duty. audit_admin 审计管理员: reads the trail. One person has one duty.
 */
export const duties = [
  'operator',
  'officer',
  'legal_reviewer',
  'head',
  'supervisor',
  'device_admin',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const
export type Duty = (typeof duties)[number]

/** 三员分立 (GB/T 22239, level 3): no two of them in one hand, and whoever is one of them touches no case. */
export const threeAdministrators = ['system_admin', 'security_admin', 'audit_admin'] as const

const administrators: readonly Duty[] = ['device_admin', ...threeAdministrators]

/** How many administer a unit now: active people who reach it. */
export interface Administration {
  readonly systemAdmins: number
  readonly securityAdmins: number
}

/** alone: at once. alone_as_only: at once, for nobody else is there to decide; the trail says so. decided: by a second person. */
export type Appointment = 'alone' | 'alone_as_only' | 'decided'

/**
 * How a system administrator makes somebody. An operator decides nothing. While he is the only administrator he makes the
 * others, or nobody ever could; never anybody who decides about evidence, devices' law or cases.
 */
export function appointmentOf(duty: Duty, { systemAdmins, securityAdmins }: Administration): Appointment {
  if (duty === 'operator') return 'alone'
  const isOnly = securityAdmins === 0 && systemAdmins === 1
  return isOnly && administrators.includes(duty) ? 'alone_as_only' : 'decided'
}

/** Whose decision a request takes: the security administrators', and while there is none another system administrator's. */
export const deciderOf = ({ securityAdmins }: Administration): 'security_admin' | 'system_admin' =>
  securityAdmins > 0 ? 'security_admin' : 'system_admin'

/** What an office cannot do without, and how many of it: two officers confirm, two device administrators register and review. */
const needed: readonly (readonly [Duty, number])[] = [
  ['security_admin', 1],
  ['device_admin', 1],
  ['audit_admin', 1],
  ['operator', 1],
  ['officer', 2],
  ['legal_reviewer', 1],
  ['head', 1],
]

/** The duties that nobody holds, or too few, of the people in service; in the order in which they are best appointed. */
export const openDuties = (inService: readonly Duty[]): { readonly duty: Duty; readonly lacking: number }[] =>
  needed.flatMap(([duty, least]) => {
    const lacking = least - inService.filter((one) => one === duty).length
    return lacking > 0 ? [{ duty, lacking }] : []
  })
