import { expect, it } from 'vitest'
import { walkXml } from './xml.ts'

it('tells an element with what it lies in, and its own text', () => {
  const closed: unknown[] = []
  const xml = '<a:s><c r="A1"><v>4 &lt; 5</v></c><c/></a:s>'
  walkXml(xml, {
    close: ({ name, attributes, within }, text) => closed.push([name, attributes, within, text]),
  })
  expect(closed).toEqual([
    ['v', {}, ['s', 'c'], '4 < 5'],
    ['c', { r: 'A1' }, ['s'], ''],
    ['c', {}, ['s'], ''],
    ['s', {}, [], ''],
  ])
})

it.each([
  ['what is nested without end', '<a>'.repeat(200_000)],
  ['what is none', 'code,name'],
])('refuses %s', (_, xml) => {
  expect(() => walkXml(xml, {})).toThrow()
})
