import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { excludedAs, exclusionFailure, exclusions, type ExclusiveMove } from './exclusions.ts'

/** What the law says, said a second time. */
const rows: readonly (readonly [ExclusiveMove, string, string])[] = [
  ['review', 'reviewer', 'ev_same_person'],
  ['review', 'triager', 'ev_same_person'],
  ['decide_case', 'triager', 'case_same_person'],
  ['decide_case', 'reviewer', 'case_same_person'],
  ['decide_case', 'recorder', 'case_same_person'],
  ['pass_technical', 'author', 'dev_same_person'],
  ['pass_legal', 'author', 'dev_same_person'],
  ['pass_legal', 'technical_reviewer', 'dev_same_person'],
  ['attend_on_site', 'recorder', 'site_officer_invalid'],
  ['decide_evidence_mode', 'asker', 'second_person_needed'],
  ['publish_law', 'asker', 'second_person_needed'],
  ['publish_phrase', 'asker', 'second_person_needed'],
  ['decide_originals', 'asker', 'second_person_needed'],
  ['use_dataset_approval', 'recorder', 'second_person_needed'],
  ['approve_person', 'asker', 'second_person_needed'],
  ['approve_person', 'subject', 'second_person_needed'],
  ['refuse_person', 'subject', 'second_person_needed'],
  ['lift_recusal', 'subject', 'second_person_needed'],
  ['answer_supervision', 'asker', 'second_person_needed'],
  ['end_supervision', 'answerer', 'second_person_needed'],
]
/** All parts, played by nobody but as told. */
const played = (part: string) =>
  new Proxy<Record<string, readonly string[]>>(
    {},
    {
      get: (_, asked) => (asked === part ? ['ann', 'eve'] : ['bob']),
    },
  ) as never

it.each(rows)('%s: not by who was %s', (move, part, code) => {
  expect(excludedAs(move, 'ann', played(part))).toEqual([part])
  expect(exclusionFailure(move, 'ann', played(part))).toEqual({ code, facts: { is: part } })
  expect(exclusionFailure(move, 'cid', played(part))).toBeNull()
})

it('nobody is excluded but by a row above', () =>
  expect(
    Object.entries(exclusions)
      .flatMap(([move, { isNone }]) => isNone.map((part) => `${move} ${part}`))
      .toSorted(),
  ).toEqual(rows.map(([move, part]) => `${move} ${part}`).toSorted()))

const sources = ['.', '../src'].flatMap((root) => {
  const folder = resolve(import.meta.dirname, root)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('test') && !name.includes('generated'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
})
it.each(Object.keys(exclusions))('%s: somebody asks the table', (move) =>
  expect(sources.some((text) => new RegExp(`(excludedAs|exclusionFailure)\\(\\s*'${move}'`).test(text))).toBe(
    true,
  ),
)

it('where a person is compared with another, the table is asked: no code of it is raised elsewhere', () => {
  const codes = ['ev_same_person', 'case_same_person', 'dev_same_person', 'second_person_needed']
  const raised = new RegExp(`(Refusal\\(|code: )'(${codes.join('|')})'`)
  const offending = sources.filter((text) => raised.test(text) && !text.includes('export const exclusions'))
  expect(offending.map((text) => text.slice(0, 120))).toEqual([])
})
