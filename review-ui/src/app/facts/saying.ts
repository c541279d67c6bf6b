import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { en } from '../../words/en.ts'
import type { Words } from '../../words/shape.ts'
import { zh } from '../../words/zh.ts'
import { useLanguage } from '../kind-name.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** What it takes to say what the trail keeps: a language, its words, and who is who. */
export interface Saying {
  readonly t: TFunction
  readonly language: 'zh' | 'en'
  readonly words: Words<typeof zh>
  readonly nameOf: (personId: string) => string | undefined
}

export function toSaying(t: TFunction, language: 'zh' | 'en', people: readonly Named[]): Saying {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return { t, language, words: language === 'en' ? en : zh, nameOf: (id) => names.get(id) }
}

/** `people`: those who may be named; anybody else is told by a short id. */
export function useSaying(people: readonly Named[]): Saying {
  const { t } = useTranslation()
  return toSaying(t, useLanguage(), people)
}

/** The beginning of an id: enough to tell it from the others on a page. */
export const shortId = (id: string): string => id.slice(0, 8)

/** A code of a closed list in words; null for one that this version does not know. */
export const wordIn = (list: Readonly<Record<string, string>>, code: unknown): string | null =>
  typeof code === 'string' && Object.hasOwn(list, code) ? (list[code] ?? null) : null

/** A person by name. */
export const sayPerson = (id: unknown, { nameOf, words, t }: Saying): string | null => {
  if (typeof id !== 'string') return null
  return nameOf(id) ?? t('facts.subjectText', { word: words.facts.subject.person, id: shortId(id) })
}

const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)

/** Who acted: a person by name, anything else in words. A name that is there already stays. */
export const sayActor = (actor: string, saying: Saying): string =>
  wordIn(saying.words.facts.actor, actor) ?? (isId(actor) ? (sayPerson(actor, saying) ?? actor) : actor)
