import type { Certificate } from './certificate.ts'

/** What can be wrong with a row of a list of certificates, or with the list. */
export const certificateProblems = [
  'no_table',
  'too_many_rows',
  'open_quote',
  'missing_column',
  'double_column',
  'unknown_column',
  'empty',
  'bad_text',
  'bad_day',
  'past',
  'too_far',
  'bad_number',
  'bad_region',
  'unknown_account',
  'not_an_officer',
  'name_differs',
  'double_account',
  'double_number',
  'number_taken',
] as const
export type CertificateProblemCode = (typeof certificateProblems)[number]

export const certificateColumns = ['account', 'name', 'number', 'validUntil', 'region'] as const
export type CertificateColumn = (typeof certificateColumns)[number]

export interface CertificateProblem {
  /** Of the file, from 1. */
  readonly line: number
  readonly column: CertificateColumn | null
  readonly code: CertificateProblemCode
  readonly found: string
}

export interface Numbered extends Certificate {
  readonly number: string
}

/** A row as it was read; of what could not be read there is a problem already, and null here. */
export interface CertificateRow {
  readonly line: number
  readonly account: string
  /** Empty: the list does not say. */
  readonly name: string
  readonly certificate: Numbered | null
}

/** Somebody as registered. */
export interface Holder {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly version: number
  readonly isOfficer: boolean
  readonly active: boolean
  readonly certificate: Numbered | null
}

/** new: had none. gone: stands in the register and not in the list. */
export type CertificateChangeKind = 'new' | 'changed' | 'same' | 'gone'

export interface CertificateChange {
  readonly kind: CertificateChangeKind
  readonly personId: string
  readonly version: number
  readonly account: string
  readonly name: string
  readonly from: Numbered | null
  readonly to: Numbered | null
}

const isSame = (a: Numbered | null, b: Numbered | null): boolean =>
  a?.number === b?.number && a?.validUntil === b?.validUntil && (a?.region ?? null) === (b?.region ?? null)

/** What stands more than once. */
function twice(values: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(values.filter((value) => seen.size === seen.add(value).size))
}

/** What each row is looked up in: a list has thousands, and so has a register. */
function indexOf({ rows, holders, numbersElsewhere }: Listed) {
  return {
    byAccount: new Map(holders.map((holder) => [holder.account, holder])),
    holderOf: new Map(
      holders.flatMap(({ id, certificate }) => (certificate ? [[certificate.number, id]] : [])),
    ),
    elsewhere: new Set(numbersElsewhere),
    accounts: twice(rows.map(({ account }) => account)),
    numbers: twice(rows.flatMap(({ certificate }) => (certificate ? [certificate.number] : []))),
  }
}

/** What is wrong with a row beside the register and the other rows; null: nothing. */
function problemOf(
  row: CertificateRow,
  known: ReturnType<typeof indexOf>,
): Omit<CertificateProblem, 'line'> | null {
  const { account, name, certificate } = row
  const holder = known.byAccount.get(account)
  const at = (column: CertificateColumn, code: CertificateProblemCode, found: string) => ({
    column,
    code,
    found,
  })
  if (!holder) return at('account', 'unknown_account', account)
  if (!holder.isOfficer || !holder.active) return at('account', 'not_an_officer', account)
  if (name !== '' && name !== holder.name) return at('name', 'name_differs', name)
  if (known.accounts.has(account)) return at('account', 'double_account', account)
  if (certificate === null) return null
  const { number } = certificate
  if (known.numbers.has(number)) return at('number', 'double_number', number)
  const isTaken = (known.holderOf.get(number) ?? holder.id) !== holder.id || known.elsewhere.has(number)
  return isTaken ? at('number', 'number_taken', number) : null
}

interface Listed {
  readonly rows: readonly CertificateRow[]
  /** Of the units that who asks reaches. */
  readonly holders: readonly Holder[]
  /** Numbers of certificates of others: given once in the whole agency. */
  readonly numbersElsewhere: readonly string[]
}

/** What a list would change, and everything that is wrong with it. Nothing of a list with a problem is asked for. */
export function compareCertificates(listed: Listed): {
  readonly changes: readonly CertificateChange[]
  readonly problems: readonly CertificateProblem[]
} {
  const { rows, holders } = listed
  const known = indexOf(listed)
  const problems = rows.flatMap((row) => {
    const problem = problemOf(row, known)
    return problem ? [{ line: row.line, ...problem }] : []
  })
  const bad = new Set(problems.map(({ line }) => line))
  const ofHolder = ({ id: personId, version, account, name, certificate: from }: Holder) => ({
    personId,
    version,
    account,
    name,
    from,
  })
  const told = rows.flatMap((row): CertificateChange[] => {
    const holder = known.byAccount.get(row.account)
    const to = row.certificate
    if (!holder || to === null || bad.has(row.line)) return []
    const kind = isSame(holder.certificate, to) ? 'same' : holder.certificate === null ? 'new' : 'changed'
    return [{ kind, ...ofHolder(holder), to }]
  })
  const accounts = new Set(rows.map(({ account }) => account))
  const gone = holders
    .filter((one) => one.isOfficer && one.active && one.certificate !== null && !accounts.has(one.account))
    .map((one): CertificateChange => ({ kind: 'gone', ...ofHolder(one), to: null }))
  return { changes: [...told, ...gone], problems }
}
