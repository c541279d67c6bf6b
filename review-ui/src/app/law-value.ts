import {
  authorityContentSchema,
  leniencyContentSchema,
  matterContentSchema,
} from '@sightline/api/contract/catalogue'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { TFunction } from 'i18next'
import { bandText, stricterText, tierText } from './law-words.ts'

const matter = matterContentSchema.shape
const { kind } = authorityContentSchema.shape
const { list } = leniencyContentSchema.shape

/** How the values of the fields that are no plain text are said. */
function formsOf(t: TFunction, kindName: (kind: ViolationKind) => string) {
  return [
    ['kinds', (value: unknown) => matter.kinds.parse(value).map(kindName).join('、')],
    [
      'penaltyKinds',
      (value: unknown) =>
        matter.penaltyKinds
          .parse(value)
          .map((one) => t(`catalogue.penaltyKind.${one}`))
          .join('、'),
    ],
    ['person', (value: unknown) => bandText(matter.person.parse(value) ?? { min: null, max: null })],
    ['unit', (value: unknown) => bandText(matter.unit.parse(value) ?? { min: null, max: null })],
    [
      'tiers',
      (value: unknown) =>
        matter.tiers
          .parse(value)
          .map((tier) => tierText(tier, t))
          .join('；'),
    ],
    [
      'mode',
      (value: unknown) => {
        const mode = matter.mode.parse(value)
        return mode === null ? '' : t(`modes.modeName.${mode}`)
      },
    ],
    [
      'flags',
      (value: unknown) =>
        matter.flags
          .parse(value)
          .map((flag) => t(`catalogue.flag.${flag}`))
          .join('、'),
    ],
    ['profile', (value: unknown) => stricterText(matter.profile.parse(value), t).join('；')],
    ['unsure', (value: unknown) => matter.unsure.parse(value).join('；')],
    ['kind', (value: unknown) => t(`catalogue.authorityKind.${kind.parse(value)}`)],
    ['list', (value: unknown) => t(`catalogue.list.${list.parse(value)}`)],
  ] as const
}

interface Saying {
  readonly t: TFunction
  readonly kindName: Parameters<typeof formsOf>[1]
}

/** A field of a row in words. */
export function lawValue(field: string, value: unknown, { t, kindName }: Saying): string {
  if (value === null || value === undefined) return ''
  const form = formsOf(t, kindName).find(([name]) => name === field)
  if (form) return form[1](value)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}
