import type { z } from 'zod'
import type { changePersonSchema, newPersonSchema, Person, Role } from '@sightline/api/contract/people'
import { endOfDay, formatDay } from '../../app/time.ts'

/** A person as the form gives one: the certificate in two fields, its date as `2026-11-22`, and absent where they are not shown. */
export interface PersonFields {
  readonly account: string
  readonly name: string
  readonly role: Role
  readonly password: string
  readonly certificateNumber?: string
  readonly certificateUntil?: string
  /** Absent where there is but one unit. */
  readonly unitId?: string
  /** Code of administrative divisions; empty: where this installation is. */
  readonly certificateRegion?: string
}

export const toFields = (person: Person | null): PersonFields => ({
  account: person?.account ?? '',
  name: person?.name ?? '',
  role: person?.role ?? 'operator',
  password: '',
  certificateNumber: person?.certificate?.number ?? '',
  certificateUntil: person?.certificate ? formatDay(person.certificate.validUntil) : '',
  ...(person ? { unitId: person.unitId } : {}),
  certificateRegion: person?.certificate?.region ?? '',
})

/** A certificate is valid to the end of its last day, Asia/Shanghai. Without number or date there is none. */
export function certificateOf({
  certificateNumber = '',
  certificateUntil = '',
  certificateRegion = '',
}: PersonFields): Person['certificate'] {
  const validUntil = endOfDay(certificateUntil)
  return certificateNumber.trim() === '' || validUntil === null
    ? null
    : { number: certificateNumber.trim(), validUntil, region: certificateRegion.trim() || null }
}

export const toNewPerson = (fields: PersonFields): z.input<typeof newPersonSchema> => ({
  account: fields.account,
  name: fields.name,
  role: fields.role,
  password: fields.password,
  certificate: certificateOf(fields),
  ...(fields.unitId === undefined ? {} : { unitId: fields.unitId }),
})

/** Account and role stay what they were; an empty password is no change. */
export const toChange = (fields: PersonFields): Omit<z.input<typeof changePersonSchema>, 'version'> => ({
  name: fields.name,
  certificate: certificateOf(fields),
  ...(fields.password === '' ? {} : { password: fields.password }),
  ...(fields.unitId === undefined ? {} : { unitId: fields.unitId }),
})
