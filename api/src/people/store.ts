import type { z } from 'zod'
import { roleSchema, type personSchema } from '../../contract/people.ts'
import type { Person as PersonRow } from '../generated/client.ts'

export type PersonView = z.input<typeof personSchema>

export const toPerson = (row: PersonRow): PersonView => ({
  id: row.id,
  account: row.account,
  name: row.name,
  role: roleSchema.parse(row.role),
  certificate:
    row.certificateNumber !== null && row.certificateUntil !== null
      ? {
          number: row.certificateNumber,
          validUntil: row.certificateUntil.getTime(),
          region: row.certificateRegion,
        }
      : null,
  active: row.active,
  passwordDueBy: row.passwordDueBy?.getTime() ?? null,
  version: row.version,
  createdAt: row.createdAt.getTime(),
  unitId: row.unitId,
})
