import { describe, expect, it } from 'vitest'
import {
  documentFields,
  documentKinds,
  missingOf,
  type DocumentField,
  type DocumentKind,
} from './documents.ts'

const all = (is: boolean) =>
  Object.fromEntries(documentFields.map((field) => [field, is])) as Record<DocumentField, boolean>

/** Said a second time, on purpose. */
const needed: Record<DocumentKind, string> = {
  extraction: 'place certificate sealed original',
  inspection: 'place certificate inspection',
  filing: 'place certificate sealed provision proposed officers',
  correction_order: 'place certificate provision order order_content',
  no_filing: 'place certificate not_filed_reason',
  transfer: 'place sealed receiver transfer_reason',
  catalogue: 'sealed',
}

describe.each(documentKinds)('%s', (kind) => {
  it('can be made of all there is, and of nothing less than it needs', () => {
    expect(missingOf(kind, all(true))).toEqual([])
    expect(missingOf(kind, all(false)).join(' ')).toBe(needed[kind])
  })
  it.each(needed[kind].split(' '))('is refused without %s alone', (field) => {
    expect(missingOf(kind, { ...all(true), [field]: false })).toEqual([field])
  })
})
