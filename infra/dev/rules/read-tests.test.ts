import { expect, it } from 'vitest'
import { readTest } from './read-tests.ts'

const text = `
const refusal = { code: 'by_constant' }
const isRefused = (code: string) => expect(answer.code).toBe(code)
const send = (code: string) => app.inject(code)
// R90: a comment is no title
const rows = [['of a row (R91)', 'in_a_table'], ['another', new Refusal('made_in_a_table')]]
describe.skipIf(!server)('a room (R92)', () => {
  it.each(rows)('R93: %s', (_name, code) => expect(codes()).toEqual([code]))
  it.each([{ name: 'R94: by name', code: 'in_an_object' }])('$name', () => undefined)
  it('R95', async () => {
    expect(answer).toMatchObject({ code: 'in_a_matcher' })
    expect(answer).not.toMatchObject({ code: 'after_not' })
    expect(thrown('only_asked')).toBe(true)
    await expect(ask()).rejects.toThrow('thrown')
    expect(answer.json()).toMatchObject(refusal)
    isRefused('by_a_helper')
    send('sent')
    throw new Refusal('made')
  })
})
`
const { titles, expected } = readTest('x.test.ts', text)

it('takes for a title what is one, and the names of rows', () =>
  expect(titles.join(' ').match(/R\d+/g)?.toSorted()).toEqual(['R91', 'R92', 'R93', 'R94', 'R95']))

it('takes for expected what something is held against, and not what is made, sent, asked for or denied', () => {
  const codes = [...expected].filter((one) => /^[a-z_]+$/.test(one) && one !== 'another')
  expect(codes.toSorted()).toEqual(
    ['by_a_helper', 'by_constant', 'in_a_matcher', 'in_a_table', 'in_an_object', 'thrown'].toSorted(),
  )
})
