import { randomBytes } from 'node:crypto'
import { routes } from '../../../api/contract/routes.ts'
import { signIn } from './client.ts'
import { createPerson, type Stack } from './stack.ts'

const inDate = Date.UTC(2099, 11, 31)

/** Whom the demo registers. Passwords are made at each start and printed once; there are no default accounts. */
export const peopleOfTheDemo = [
  { account: 'admin', name: '管理员 王', kind: 'admin', role: 'admin · 管理员' },
  { account: 'operator', name: '值守员 周', kind: 'operator', role: 'operator · 值守员' },
  { account: 'officer1', name: '执法员 吴', kind: 'officer', role: 'officer · 执法人员' },
  { account: 'officer2', name: '执法员 郑', kind: 'officer', role: 'officer · 执法人员' },
] as const

export type DemoPasswords = Record<(typeof peopleOfTheDemo)[number]['account'], string>

/** The admin by the command line, as at a first start; the admin registers the others. Returns their passwords. */
export async function registerPeople(stack: Pick<Stack, 'url' | 'env'>): Promise<DemoPasswords> {
  const [first, ...others] = peopleOfTheDemo
  const passwords: DemoPasswords = { admin: '', operator: '', officer1: '', officer2: '' }
  passwords.admin = await createPerson(stack, { account: first.account, name: first.name, role: first.kind })
  const admin = await signIn(stack.url, first.account, passwords.admin)
  for (const [index, { account, name, kind }] of others.entries()) {
    const password = `${randomBytes(15).toString('base64url')}-aA1`
    const certificate = kind === 'officer' ? { number: `5001000${index}`, validUntil: inDate } : null
    await admin.call(routes.people.create, { body: { account, name, role: kind, password, certificate } })
    passwords[account] = password
  }
  return passwords
}
