import { expect, it } from 'vitest'
import { toCsv } from './csv.ts'

it.each([
  ['plain', '滨江路', '滨江路'],
  ['with a comma', 'a,b', '"a,b"'],
  ['with quotes', 'a"b', '"a""b"'],
  ['with a line break', 'a\nb', '"a\nb"'],
  ['that would be a formula', '=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['that begins with a sign', '-1', "'-1"],
])('a cell %s', (_name, text, written) => expect(toCsv([[text, 'x']])).toBe(`\uFEFF${written},x\r\n`))
