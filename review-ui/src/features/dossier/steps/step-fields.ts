import type { newStepSchema } from '@sightline/api/contract/steps'
import type { z } from 'zod'
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
}
export const emptyFields: StepFields = {
  at: '',
  doneBy: '',
  text: '',
  documentNumber: '',
  dueAt: '',
  complied: null,
}

/** Steps that are nothing without words. */
export const needsText = (kind: StepKind): boolean =>
  kind === 'voice_warning' ||
  kind === 'advice' ||
  kind === 'rectification' ||
  kind === 'inspection' ||
  kind === 'remote_check'

/** What is sent, or null while something needed is missing. */
export function toNewStep(kind: StepKind, fields: StepFields): z.input<typeof newStepSchema> | null {
  const common = { at: toAt(fields.at), doneBy: fields.doneBy.trim(), text: fields.text.trim() }
  if (kind === 'order') {
    const dueAt = toAt(fields.dueAt)
    return dueAt === null ? null : { kind, ...common, dueAt, documentNumber: fields.documentNumber.trim() }
  }
  if (kind === 'recheck')
    return fields.complied === null ? null : { kind, ...common, complied: fields.complied === 'yes' }
  return { kind, ...common }
}
