import { newStepSchema } from '@sightline/api/contract/steps'
import { expect, it } from 'vitest'
import { toAt, toField } from './moment.ts'
import { emptyFields, needsText, toNewStep } from './step-fields.ts'
import { stepKinds } from '@sightline/api/law/steps'

it.each([
  ['2026-11-22T10:00', Date.parse('2026-11-22T02:00:00Z')],
  ['2026-11-22T10:00:30', Date.parse('2026-11-22T02:00:30Z')],
  ['', null],
  ['2026-11-22', null],
])('the field %s is the moment %s', (text, at) => expect(toAt(text)).toBe(at))
it('a moment goes there and back, whole seconds', () =>
  expect(toAt(toField(1_700_000_005_000))).toBe(1_700_000_005_000))

it.each(stepKinds)('%s: what the form lets through is what the api takes', (kind) => {
  const bare = toNewStep(kind, emptyFields)
  expect(bare === null).toBe(kind === 'order' || kind === 'recheck')
  expect(newStepSchema.safeParse(bare).success).toBe(bare !== null && !needsText(kind))
  const full = {
    ...emptyFields,
    text: '请离开',
    dueAt: '2026-11-25T10:00',
    complied: 'no',
    documentNumber: '1',
  } as const
  expect(newStepSchema.safeParse(toNewStep(kind, full)).success).toBe(true)
})
