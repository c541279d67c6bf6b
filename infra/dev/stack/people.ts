import type { Registrars } from './approve.ts'
import { signIn } from './client.ts'
import { createPerson, type Stack } from './stack.ts'

/** Whom the demo registers. Passwords are made at each start and printed once; there are no default accounts. */
export const peopleOfTheDemo = [
  { account: 'admin', name: '管理员 王', kind: 'admin', role: 'admin · 管理员' },
  { account: 'reviewer', name: '技术审核 冯', kind: 'admin', role: 'admin · 技术审核' },
  { account: 'legal', name: '法制审核员 陈', kind: 'legal_reviewer', role: 'legal · 法制审核员' },
  { account: 'operator', name: '值守员 周', kind: 'operator', role: 'operator · 值守员' },
  { account: 'officer1', name: '执法员 吴', kind: 'officer', role: 'officer · 执法人员' },
  { account: 'officer2', name: '执法员 郑', kind: 'officer', role: 'officer · 执法人员' },
] as const

export type DemoPasswords = Record<(typeof peopleOfTheDemo)[number]['account'], string>

/** All by the command line of the machine, which asks no second administrator. Returns their passwords. */
export async function registerPeople(stack: Pick<Stack, 'env'>): Promise<DemoPasswords> {
  const passwords: DemoPasswords = {
    admin: '',
    reviewer: '',
    legal: '',
    operator: '',
    officer1: '',
    officer2: '',
  }
  for (const [index, { account, name, kind }] of peopleOfTheDemo.entries()) {
    const certificate = kind === 'officer' ? { certificate: `5001000${index}` } : {}
    passwords[account] = await createPerson(stack, { account, name, role: kind, ...certificate })
  }
  return passwords
}

/** Those who bring a source into use, signed in. */
export async function signInRegistrars(
  { url }: Pick<Stack, 'url'>,
  passwords: DemoPasswords,
): Promise<Registrars> {
  const as = (account: keyof DemoPasswords) => signIn(url, account, passwords[account])
  return { admin: await as('admin'), reviewer: await as('reviewer'), legal: await as('legal') }
}
