import { createPerson, type Stack } from './stack.ts'

/** Whom the demo registers. Passwords are made at each fresh start and printed once; there are no default accounts. */
export const peopleOfTheDemo = [
  { account: 'operator', name: '值守员 周', role: 'operator · 值守员', kind: 'operator' },
  {
    account: 'officer1',
    name: '执法员 吴',
    role: 'officer · 执法人员',
    kind: 'officer',
    certificate: '50010001001',
  },
  {
    account: 'officer2',
    name: '执法员 郑',
    role: 'officer · 执法人员',
    kind: 'officer',
    certificate: '50010001002',
  },
  { account: 'admin', name: '管理员 王', role: 'admin · 管理员', kind: 'admin' },
] as const

export type DemoPasswords = Record<(typeof peopleOfTheDemo)[number]['account'], string>

/** Registers them all; the answer is the only place where their passwords are. */
export async function registerPeople(stack: Stack): Promise<DemoPasswords> {
  const passwords: DemoPasswords = { operator: '', officer1: '', officer2: '', admin: '' }
  for (const { account, name, kind, ...more } of peopleOfTheDemo) {
    const certificate = 'certificate' in more ? { certificate: more.certificate } : {}
    passwords[account] = await createPerson(stack, { account, name, role: kind, ...certificate })
  }
  return passwords
}
