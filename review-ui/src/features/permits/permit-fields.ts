import type { HoursSpan } from '@sightline/detectors/finding'
import type { z } from 'zod'
import type { newPermitSchema, Permit } from '@sightline/api/contract/permits'
import type { PermitKind } from '@sightline/api/law/permits'

/** A permit as the form holds one: what may be absent is an empty text. */
export interface PermitFields {
  readonly kind: PermitKind
  readonly number: string
  readonly holder: string
  readonly zoneIds: readonly string[]
  readonly plate: string
  readonly stall: string
  readonly fromDay: string
  readonly toDay: string
  readonly hours: readonly HoursSpan[]
  readonly note: string
}

export const toFields = (permit: Permit | null): Partial<PermitFields> =>
  permit === null
    ? { kind: 'loading', zoneIds: [], hours: [], plate: '', stall: '', note: '' }
    : { ...permit, plate: permit.plate ?? '', stall: permit.stall ?? '' }

/** What is sent; an empty text is none. */
export const toNewPermit = (fields: PermitFields): z.input<typeof newPermitSchema> => ({
  kind: fields.kind,
  number: fields.number.trim(),
  holder: fields.holder.trim(),
  zoneIds: [...fields.zoneIds],
  plate: fields.plate.trim() === '' ? null : fields.plate.trim(),
  stall: fields.stall.trim() === '' ? null : fields.stall.trim(),
  fromDay: fields.fromDay,
  toDay: fields.toDay,
  hours: fields.hours.map(({ days, ...span }) => ({ ...span, days: [...days] })),
  note: fields.note.trim(),
})
