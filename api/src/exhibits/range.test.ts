import { expect, it } from 'vitest'
import { rangeOf } from './range.ts'

it.each([
  ['none', undefined, null],
  ['first bytes', 'bytes=0-9', { start: 0, end: 9 }],
  ['to the end', 'bytes=90-', { start: 90, end: 99 }],
  ['the last byte', 'bytes=99-99', { start: 99, end: 99 }],
  ['beyond the end is cut', 'bytes=90-1000', { start: 90, end: 99 }],
  ['a suffix', 'bytes=-10', { start: 90, end: 99 }],
  ['a suffix longer than all', 'bytes=-1000', { start: 0, end: 99 }],
  ['several count as none', 'bytes=0-1,5-6', null],
  ['backwards counts as none', 'bytes=9-0', null],
  ['another unit counts as none', 'frames=0-1', null],
  ['nothing said', 'bytes=-', null],
])('%s', (_name, header, expected) => expect(rangeOf(header, 100)).toEqual(expected))

it.each([
  ['behind the end', 'bytes=100-'],
  ['far behind the end', 'bytes=200-300'],
  ['an empty suffix', 'bytes=-0'],
])('refuses %s', (_name, header) => expect(() => rangeOf(header, 100)).toThrow('range_not_satisfiable'))
