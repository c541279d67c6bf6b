import { ruleParamsSchema } from '@sightline/api/contract/zones'
import { rules } from '@sightline/detectors/rules/table'
import { factKeys, type FactKey } from '../../words/fact-words.ts'
import { shownNumber } from '../param-value.ts'
import { formatAt } from '../time.ts'
import { factForms } from './fact-forms.ts'
import { wordIn, type Saying } from './saying.ts'

type Bag = Readonly<Record<string, unknown>>

/** One thing of a source, zone, rule or person, in words. */
interface Field {
  readonly key: string
  readonly label: string
  readonly text: string
  /** As stored: two drawings of six points each are not the same. */
  readonly raw: string
}

export const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Null: not to be told of in words. */
export const toFactKey = (key: string): FactKey | null => factKeys.find((one) => one === key) ?? null

/** Every change of a thing counts it up; nobody needs to be told. */
const untold: readonly string[] = ['version']

function paramFields({ kind, params }: Bag, { language, words }: Saying): Field[] {
  const parsed = ruleParamsSchema.safeParse(params)
  const rule = Object.entries(rules).find(([one]) => one === kind)?.[1]
  if (!parsed.success || rule === undefined) return []
  return rule.params.flatMap((param) => {
    const value = parsed.data[param.key]
    if (value === undefined) return []
    const unit = param.type === 'number' && param.unit !== 'count' ? words.sources[param.unit] : ''
    const isSet = value === true ? words.app.yes : words.app.no
    const text =
      typeof value === 'number' && param.type === 'number'
        ? `${shownNumber(param.unit, value)}${unit === '' ? '' : ` ${unit}`}`
        : isSet
    return [{ key: `params.${param.key}`, label: param[language], text, raw: JSON.stringify(value) }]
  })
}

/** The basis of an approval is told beside its state: it is long, and mostly stays. */
const withBasis = (thing: Bag): Bag =>
  isBag(thing['approval']) ? { ...thing, basis: thing['approval']['basis'] } : thing

function fieldsOf(thing: Bag, saying: Saying): Field[] {
  const plain = Object.entries(withBasis(thing)).flatMap(([key, value]): Field[] => {
    const known = untold.includes(key) ? null : toFactKey(key)
    const text = known === null ? null : factForms[known](value, saying)
    if (known === null || text === null) return []
    return [{ key, label: saying.words.facts.label[known], text, raw: JSON.stringify(value) }]
  })
  return [...plain, ...paramFields(thing, saying)]
}

/** How one thing came to be another; null where nothing changed. */
function sayField(before: Field | undefined, after: Field | undefined, t: Saying['t']): string | null {
  const what = (after ?? before)?.label ?? ''
  const [from, to] = [before?.text ?? '', after?.text ?? '']
  if (before?.raw === after?.raw || (from === '' && to === '')) return null
  if (from === to) return t('facts.redrawn', { what, to })
  if (from === '') return t('facts.set', { what, to })
  if (to === '') return t('facts.cleared', { what, from })
  return t('facts.changed', { what, from, to })
}

/** What changed of a thing, a sentence each; of a new one what it is. */
export function sayThing(from: Bag | undefined, to: Bag, saying: Saying): string[] {
  const { t } = saying
  const after = fieldsOf(to, saying)
  if (from === undefined)
    return after
      .filter(({ text }) => text !== '')
      .map(({ label, text }) => t('facts.pair', { what: label, text }))
  const before = fieldsOf(from, saying)
  const keys = [...new Set([...before, ...after].map(({ key }) => key))]
  const one = (fields: readonly Field[], key: string) => fields.find((field) => field.key === key)
  return keys
    .map((key) => sayField(one(before, key), one(after, key), t))
    .filter((sentence) => sentence !== null)
}

type Said = readonly string[] | null
type SayPlain = (from: unknown, to: unknown, saying: Saying) => Said

/** A state of a closed list. What was told of with the same state changed nothing. */
const state =
  (list: (words: Saying['words']) => Readonly<Record<string, string>>): SayPlain =>
  (from, to, { t, words }) => {
    const [before, after] = [wordIn(list(words), from), wordIn(list(words), to)]
    if (before === null || after === null) return null
    return before === after ? [] : [t('facts.changed', { what: words.facts.status, from: before, to: after })]
  }

const basis: SayPlain = (from, to, { t, words }) => {
  const toField = (value: unknown): Field | null =>
    value === null || typeof value === 'string'
      ? { key: 'basis', label: words.facts.basis, text: value ?? '', raw: JSON.stringify(value) }
      : null
  const [before, after] = [toField(from), toField(to)]
  if (before === null || after === null) return null
  return [sayField(before, after, t)].filter((sentence) => sentence !== null)
}

const span: SayPlain = (from, to, { t }) =>
  typeof from === 'number' && typeof to === 'number'
    ? [t('facts.span', { from: formatAt(from), to: formatAt(to) })]
    : null

/** What `from` and `to` are where they are no things, by how an action begins. */
const plainOf: readonly (readonly [string, SayPlain])[] = [
  ['alert.', state((words) => words.code.alertStatus)],
  ['case.', state((words) => words.code.caseStatus)],
  ['network.', state((words) => words.models.state)],
  ['matter.', basis],
  ['permit.looked_up', span],
]

/** The `from` and `to` of an entry in sentences; null where this version cannot. */
export function sayChange(action: string, { from, to }: Bag, saying: Saying): Said {
  if (isBag(to) && (from === undefined || isBag(from))) return sayThing(from, to, saying)
  const plain = plainOf.find(([beginning]) => action.startsWith(beginning))?.[1]
  return plain ? plain(from, to, saying) : null
}
