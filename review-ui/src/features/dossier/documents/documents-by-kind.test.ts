import { documentSchema, type CaseDocument } from '@sightline/api/contract/documents'
import type { DocumentKind } from '@sightline/api/law/documents'
import { expect, it } from 'vitest'
import { documentsByKind } from './documents-by-kind.ts'

const document = (id: string, kind: DocumentKind): CaseDocument =>
  documentSchema.parse({
    id,
    kind,
    number: id,
    pages: 1,
    bytes: 1,
    sha256: 'a'.repeat(64),
    madeAt: 1,
    madeBy: { id: 'p', name: '吴' },
    isReplaced: false,
    showsOriginals: false,
  })

it('puts what can be made, or was, before what lacks something, and older ones below the newest', () => {
  const rows = documentsByKind({
    kinds: [
      { kind: 'filing', missing: ['proposed'] },
      { kind: 'inspection', missing: ['inspection'] },
      { kind: 'catalogue', missing: [] },
    ],
    made: [document('two', 'inspection'), document('one', 'inspection')],
  })
  expect(rows.map(({ kind, newest, older }) => [kind, newest?.id, older.map(({ id }) => id)])).toEqual([
    ['inspection', 'two', ['one']],
    ['catalogue', undefined, []],
    ['filing', undefined, []],
  ])
})
