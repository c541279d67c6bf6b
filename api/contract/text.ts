import { z } from 'zod'

/** Come of copying out of chats, pages and spreadsheets, show nothing, and make equal names unequal: taken out. */
const invisible = /[\u00AD\u200B-\u200F\u061C\u2060\uFEFF]/g
/** As `invisible`, but for the joiners that scripts and emoji are written with. */
const invisibleInProse = /[\u00AD\u200B\u200E\u200F\u061C\u2060\uFEFF]/g
const controls = /\p{Cc}/u
const controlsInProse = /[^\P{Cc}\t\n\r]/u
/** Show a text in another order than it is kept in: two people would read two things. */
const reordering = /[\u202A-\u202E\u2066-\u2069]/
/** Half of a character: no UTF-8 can hold it. */
const halves = /\p{Cs}/u

/** A name, number or other text of one line, without what copying adds to it. */
export const toLine = (text: string): string => text.normalize('NFC').replace(invisible, '').trim()
/** Prose, likewise; its emoji and line breaks stay. */
export const toParagraph = (text: string): string =>
  text.normalize('NFC').replace(invisibleInProse, '').trim()

/** Whether a text of one line has anything that no text here may have: controls, reordering marks, half characters. */
export const isClean = (text: string): boolean =>
  !controls.test(text) && !reordering.test(text) && !halves.test(text)

/** The same of prose, which has line breaks. */
export const isCleanProse = (text: string): boolean =>
  !controlsInProse.test(text) && !reordering.test(text) && !halves.test(text)

/** The same of every text and name in a document: JSON writes such characters, and only these, as `\u`. */
export const isCleanJson = (document: object): boolean =>
  !/(?:^|[^\\])(?:\\\\)*\\u/.test(JSON.stringify(document))

const clean = (text: z.ZodString, control = controls): z.ZodString =>
  text
    .refine((value) => !control.test(value), 'no control characters (U+0000 and the like)')
    .refine((value) => !reordering.test(value), 'no characters that change the direction of the text')
    .refine((value) => !halves.test(value), 'half of a character (a lone surrogate)')

/** One line: trimmed, in Unicode's form C, without invisible characters. May be empty: `.min(1)` where it may not. */
export const line = (max: number): z.ZodString => clean(z.string().overwrite(toLine).max(max))
/** Part of what is looked for. */
export const search = (max: number): z.ZodString => line(max)
/** Prose with line breaks; otherwise as `line`. */
export const paragraph = (max: number): z.ZodString =>
  clean(z.string().overwrite(toParagraph).max(max), controlsInProse)
/** A secret or an account as somebody typed it: never changed, only refused. */
export const credential = (max: number): z.ZodString => clean(z.string().max(max))
