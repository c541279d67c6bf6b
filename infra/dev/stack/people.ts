import type { Lawyers } from './allow-pictures.ts'
import type { Registrars } from './approve.ts'
import { signIn } from './client.ts'
import { createPerson, type Stack } from './stack.ts'

/** Whom the demo registers. Passwords are made at each start and printed once; there are no default accounts. */
export const peopleOfTheDemo = [
  { account: 'admin', name: '设备管理员 王', kind: 'device_admin', role: 'admin · 设备管理员' },
  { account: 'reviewer', name: '技术审核 冯', kind: 'device_admin', role: 'reviewer · 技术审核' },
  { account: 'legal', name: '法制审核员 陈', kind: 'legal_reviewer', role: 'legal · 法制审核员' },
  { account: 'operator', name: '值守员 周', kind: 'operator', role: 'operator · 值守员' },
  { account: 'officer1', name: '执法员 吴', kind: 'officer', role: 'officer · 执法人员' },
  { account: 'officer2', name: '执法员 郑', kind: 'officer', role: 'officer · 执法人员' },
  { account: 'head', name: '负责人 韩', kind: 'head', role: 'head · 机关负责人' },
  { account: 'supervisor', name: '监督员 孙', kind: 'supervisor', role: 'supervisor · 监督员' },
  { account: 'system', name: '系统管理员 赵', kind: 'system_admin', role: 'system · 系统管理员' },
  { account: 'security', name: '安全管理员 钱', kind: 'security_admin', role: 'security · 安全管理员' },
  { account: 'audit', name: '审计管理员 李', kind: 'audit_admin', role: 'audit · 审计管理员' },
] as const

export type DemoPasswords = Record<(typeof peopleOfTheDemo)[number]['account'], string>

/** All by the command line of the machine, which asks nobody to decide. Returns their passwords. */
export async function registerPeople(stack: Pick<Stack, 'env'>): Promise<DemoPasswords> {
  const passwords = new Map<string, string>()
  for (const [index, { account, name, kind }] of peopleOfTheDemo.entries()) {
    const certificate = kind === 'officer' ? { certificate: `5001000${index}` } : {}
    passwords.set(account, await createPerson(stack, { account, name, role: kind, ...certificate }))
  }
  return Object.fromEntries(passwords) as DemoPasswords
}

/** Those who bring a source into use, signed in. */
export async function signInRegistrars(
  { url }: Pick<Stack, 'url'>,
  passwords: DemoPasswords,
): Promise<Registrars> {
  const as = (account: keyof DemoPasswords) => signIn(url, account, passwords[account])
  return { admin: await as('admin'), reviewer: await as('reviewer'), legal: await as('legal') }
}

/** Those who decide how far pictures carry, signed in. */
export async function signInLawyers({ url }: Pick<Stack, 'url'>, passwords: DemoPasswords): Promise<Lawyers> {
  const as = (account: keyof DemoPasswords) => signIn(url, account, passwords[account])
  return { legal: await as('legal'), head: await as('head') }
}
