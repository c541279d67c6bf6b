import type { ReadCharacter } from './read-line.ts'

/** Dots, spaces and dashes between the parts of a plate; they carry nothing. */
const separators = /[\s·•・.\-:：]/

/** What the reader takes for a character of a plate that has none such: 闵 is no province. */
const mended: Readonly<Record<string, string>> = { 闵: '闽' }

/** GA 36-2018: a province, a letter, four or five letters or digits, and one more that may name a use. No I, no O after the second. */
const plate =
  /^[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新][A-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]$/

/** What the reader saw, without what carries nothing, in capitals. */
export const plateCharacters = (read: readonly ReadCharacter[]): ReadCharacter[] =>
  read
    .filter(({ character }) => character !== '' && !separators.test(character))
    .map(({ character, confidence }) => ({
      character: mended[character] ?? character.toUpperCase(),
      confidence,
    }))

export const textOf = (characters: readonly ReadCharacter[]): string =>
  characters.map(({ character }) => character).join('')

/** Whether a text can stand on a plate of mainland China. */
export const isPlate = (text: string): boolean => plate.test(text)
