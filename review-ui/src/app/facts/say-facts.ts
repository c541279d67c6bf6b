import { rules } from '@sightline/detectors/rules/table'
import { factFlags, subjectWords } from '../../words/fact-words.ts'
import { factForms } from './fact-forms.ts'
import { isBag, sayChange, toFactKey } from './say-change.ts'
import { sayActor, sayPerson, shortId, type Saying } from './saying.ts'

/** What an entry says in words, and the pairs that it does not say, as stored. */
export interface SaidFacts {
  readonly said: readonly string[]
  readonly technical: readonly (readonly [key: string, text: string])[]
}

const rawText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** One pair in words; '': nothing to say; null: not to be said. */
function sayPair(key: string, value: unknown, saying: Saying): string | null {
  const flag = factFlags.find((one) => one === key)
  if (flag !== undefined && typeof value === 'boolean') return value ? saying.words.facts.flag[flag] : ''
  const known = toFactKey(key)
  const text = known === null ? null : factForms[known](value, saying)
  if (known === null || text === null || text === '') return text
  return saying.t('facts.pair', { what: saying.words.facts.label[known], text })
}

/** What the trail keeps of an act, for people: nothing is lost, what has no words stands as it is stored. */
export function sayFacts(
  { action, facts }: { readonly action: string; readonly facts: Readonly<Record<string, unknown>> },
  saying: Saying,
): SaidFacts {
  const { from, to, ...rest } = facts
  const hasChange = from !== undefined || to !== undefined
  const change = hasChange ? sayChange(action, { from, to }, saying) : []
  const pairs = Object.entries(rest).map(([key, value]) => ({
    key,
    value,
    text: sayPair(key, value, saying),
  }))
  const isWhole = change !== null && !isBag(to)
  const unsaid = [
    ...pairs.filter(({ text }) => text === null),
    ...(isWhole ? [] : Object.entries({ from, to }).map(([key, value]) => ({ key, value }))),
  ]
  return {
    said: [...(change ?? []), ...pairs.flatMap(({ text }) => (text === null || text === '' ? [] : [text]))],
    technical: unsaid
      .filter(({ value }) => value !== undefined && value !== null)
      .map(({ key, value }) => [key, rawText(value)] as const),
  }
}

/** What an entry is about: a word, and a short id or a name. */
export function saySubject(subject: string, saying: Saying): string {
  const [first = '', ...others] = subject.split('/')
  const id = others.join('/')
  const known = subjectWords.find((one) => one === first)
  if (known === undefined) return subject
  const word = saying.words.facts.subject[known]
  if (id === '') return word
  return saying.t('facts.subjectText', { word, id: sayId(known, id, saying) })
}

function sayId(word: (typeof subjectWords)[number], id: string, saying: Saying): string {
  if (word === 'person') return saying.nameOf(id) ?? shortActor(id, saying)
  if (word === 'matter')
    return Object.entries(rules).find(([kind]) => kind === id)?.[1].name[saying.language] ?? id
  return word === 'address' ? id : shortId(id)
}

/** `person/nobody` is somebody too. */
const shortActor = (id: string, saying: Saying): string => {
  const actor = sayActor(id, saying)
  return actor === sayPerson(id, saying) ? shortId(id) : actor
}
