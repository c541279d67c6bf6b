import { z } from 'zod'
import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import type { LawChange } from '../../contract/catalogue.ts'
import { isInForceOn, keyOf, type LawContent, type LawEntry, type LawSubject } from '../../law/catalogue.ts'
import type { SoundRow } from './read/check-rows.ts'

const nameOf = (content: LawContent): string =>
  'name' in content ? content.name : 'agency' in content ? content.agency : content.condition.slice(0, 60)

/** Every field in which two differ, from and to. */
function fieldsOf(before: LawContent, after: LawContent): LawChange['fields'] {
  const [from, to] = [plain(before), plain(after)]
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return names
    .map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }))
    .filter((one) => canonicalJson(one.from) !== canonicalJson(one.to))
}

type Json = LawChange['fields'][number]['from']
const plain = (content: LawContent): Record<string, Json> =>
  z.record(z.string(), z.json()).parse(structuredClone(content))

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
