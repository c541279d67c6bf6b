import type { newStepSchema } from '@sightline/api/contract/steps'
import { takesSiteRecord } from '@sightline/api/law/on-site-record'
import type { z } from 'zod'
import { noPosition, toPosition, type PositionDraft } from '../on-site/position-text.ts'
import { toAt } from './moment.ts'
import type { StepKind } from '@sightline/api/law/steps'

/** A step as the form holds one. Empty time: now. */
export interface StepFields {
  readonly at: string
  readonly doneBy: string
  readonly text: string
  readonly documentNumber: string
  readonly dueAt: string
  readonly complied: 'yes' | 'no' | null
  readonly secondOfficerId: string | null
  readonly noPictureReason: string
  readonly personsPresent: string
  readonly position: PositionDraft
}
export const emptyFields: StepFields = {
  at: '',
  doneBy: '',
  text: '',
  documentNumber: '',
  dueAt: '',
  complied: null,
  secondOfficerId: null,
  noPictureReason: '',
  personsPresent: '',
  position: noPosition,
}

/** Steps that are nothing without words. */
export const needsText = (kind: StepKind): boolean =>
  kind === 'voice_warning' ||
  kind === 'advice' ||
  kind === 'rectification' ||
  kind === 'inspection' ||
  kind === 'remote_check'

type NewStepInput = z.input<typeof newStepSchema>

/** What was brought from the place; a field that is not on screen any more says nothing. */
const toSite = (fields: StepFields, files: readonly string[]) => ({
  files: [...files],
  secondOfficerId: fields.secondOfficerId ?? null,
  noPictureReason: fields.noPictureReason?.trim() ?? '',
  personsPresent: fields.personsPresent.trim(),
  position: toPosition(fields.position) ?? null,
})

/** What is sent, or null while something needed is missing. `files`: of the on-site record, by id. */
export function toNewStep(
  kind: StepKind,
  fields: StepFields,
  files: readonly string[] = [],
): NewStepInput | null {
  const step = toPlainStep(kind, fields)
  return step && takesSiteRecord[kind] ? ({ ...step, site: toSite(fields, files) } as NewStepInput) : step
}

function toPlainStep(kind: StepKind, fields: StepFields): NewStepInput | null {
  const common = { at: toAt(fields.at), doneBy: fields.doneBy.trim(), text: fields.text.trim() }
  if (kind === 'order') {
    const dueAt = toAt(fields.dueAt)
    return dueAt === null ? null : { kind, ...common, dueAt, documentNumber: fields.documentNumber.trim() }
  }
  if (kind === 'recheck')
    return fields.complied === null ? null : { kind, ...common, complied: fields.complied === 'yes' }
  return { kind, ...common }
}
