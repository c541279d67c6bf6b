import { expect, it } from 'vitest'
import { isPlate, plateCharacters, textOf } from './plate-text.ts'

const read = (text: string) => [...text].map((character, i) => ({ character, confidence: i / 10 }))

it.each([
  ['苏E·D51712', '苏ED51712'],
  ['皖A 06S56', '皖A06S56'],
  ['川x-906.21', '川X90621'],
  ['闵D12345', '闽D12345'],
  ['', ''],
])('%s becomes %s', (raw, text) => expect(textOf(plateCharacters(read(raw)))).toBe(text))

it('keeps the confidence with its character', () =>
  expect(plateCharacters(read('苏·E'))).toEqual([
    { character: '苏', confidence: 0 },
    { character: 'E', confidence: 0.2 },
  ]))

it.each([
  ['苏ED51712', true],
  ['皖A06S56', true],
  ['京AD12345', true],
  ['粤Z1234港', true],
  ['鲁B1234挂', true],
  ['京A1234学', true],
  ['京A123', false],
  ['京A1234567', false],
  ['A苏12345', false],
  ['我A12345', false],
  ['京112345', false],
  ['京A1O345', false],
  ['京A1234I', false],
  ['京A挂1234', false],
  ['', false],
])('%s: %s', (text, expected) => expect(isPlate(text)).toBe(expected))
