import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import type { LawChange } from '../../contract/catalogue.ts'
import { isInForceOn, keyOf, type LawContent, type LawEntry, type LawSubject } from '../../law/catalogue.ts'
import type { SoundRow } from './read/check-rows.ts'

const longest = 300
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? value : canonicalJson(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

const nameOf = (content: LawContent): string =>
  'name' in content ? content.name : 'agency' in content ? content.agency : content.condition.slice(0, 60)

/** Every field in which two differ, from and to. */
function fieldsOf(before: LawContent, after: LawContent): LawChange['fields'] {
  const [from, to] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  const names = [...new Set([...from.keys(), ...to.keys()])]
  return names
    .filter((field) => canonicalJson(from.get(field) ?? null) !== canonicalJson(to.get(field) ?? null))
    .map((field) => ({ field, from: textOf(from.get(field)), to: textOf(to.get(field)) }))
}

/** What in force a row is held against: of the same days, else what is in force today. */
function likeOf(
  entries: readonly LawEntry<LawContent>[],
  { subject, row, today }: { subject: LawSubject; row: SoundRow; today: string },
): LawContent | null {
  const same = entries.filter(({ content }) => keyOf(subject, content) === row.key)
  const ofDays = same.findLast(({ content }) => content.fromDay === row.content.fromDay)
  const current = same.findLast(({ content }) => isInForceOn(content, today))
  return (ofDays ?? current ?? same.at(-1))?.content ?? null
}

/**
 * What rows change of what is published: new, the same, changed field by field, and what is in force and not among them.
 * `gone` is said, not done: it stays in force until somebody withdraws it.
 */
export function changesOf(
  published: readonly LawEntry<LawContent>[],
  rows: readonly SoundRow[],
  { subject, today }: { readonly subject: LawSubject; readonly today: string },
): LawChange[] {
  const live = published.filter(({ state }) => state === 'published')
  const mine = rows.map((row): LawChange => {
    const before = likeOf(live, { subject, row, today })
    const { key, content } = row
    if (before === null) return { key, name: nameOf(content), change: 'new', fields: [] }
    const fields = fieldsOf(before, content)
    return { key, name: nameOf(content), change: fields.length === 0 ? 'same' : 'changed', fields }
  })
  const keys = new Set(rows.map(({ key }) => key))
  const gone = live
    .filter(({ content }) => isInForceOn(content, today) && !keys.has(keyOf(subject, content)))
    .map(({ content }): LawChange => ({
      key: keyOf(subject, content),
      name: nameOf(content),
      change: 'gone',
      fields: [],
    }))
  return [...mine, ...gone]
}
