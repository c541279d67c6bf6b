import { expect, it } from 'vitest'
import { credential, isCleanJson, line, paragraph } from './text.ts'

it.each([
  ['a name', ' 夜市\u200b A 区\ufeff ', '夜市 A 区'],
  ['two ways to write one letter', 'Cafe\u0301', 'Café'],
  ['marks of direction that copying adds', '\u200e渝A12345', '渝A12345'],
])('a line: %s', (_name, given, kept) => expect(line(40).parse(given)).toBe(kept))

it.each([
  ['U+0000', 'a\u0000b'],
  ['a line break', 'a\nb'],
  ['an override of direction', 'a\u202eb'],
  ['an isolate', 'a\u2066b'],
  ['half of a character', 'a\ud83d'],
  ['too long', 'a'.repeat(41)],
])('a line with %s is refused', (_name, given) => expect(line(40).safeParse(given).success).toBe(false))

it('only invisible characters are no name', () =>
  expect(line(40).min(1).safeParse('\u200b\u2060 ').success).toBe(false))
it('prose keeps its line breaks and its emoji', () =>
  expect(paragraph(40).parse('一\r\n二\t👨‍👩‍👧\u200b')).toBe('一\r\n二\t👨‍👩‍👧'))
it('prose with U+0000 is refused', () => expect(paragraph(40).safeParse('a\u0000').success).toBe(false))
it('a secret is never changed', () => {
  expect(credential(40).parse(' e\u0301\u200b ')).toBe(' e\u0301\u200b ')
  expect(credential(40).safeParse('a\u0000').success).toBe(false)
})
it.each([
  [{ a: ['b\u0000'] }, false],
  [{ 'a\ud800': 1 }, false],
  [{ a: '\\u0000 as text, \n, 中' }, true],
])('a document %j', (document, isClean) => expect(isCleanJson(document)).toBe(isClean))
