import { describe, expect, it } from 'vitest'
import { canonicalBytes, canonicalJson } from './canonical-json.ts'

describe('RFC 8785', () => {
  it('serialises its example of section 3.2.2', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts by UTF-16 code units as in section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
        '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    )
  })

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [0.000001, '0.000001'],
    [333333333.33333325, '333333333.33333325'],
    [-0.0000033333333333333333, '-0.0000033333333333333333'],
  ])('writes the number %d as appendix B has it', (value, text) => expect(canonicalJson(value)).toBe(text))
})

it('gives equal bytes for equal values, whatever the order of their making', () => {
  expect(canonicalBytes({ b: [{ d: 1, c: 2 }], a: '区域' })).toEqual(
    canonicalBytes({ a: '区域', b: [{ c: 2, d: 1 }] }),
  )
  expect(canonicalBytes('区')).toEqual(new Uint8Array(Buffer.from('"区"')))
})

it.each([
  ['NaN', { a: Number.NaN }],
  ['Infinity', [Infinity]],
  ['a lone surrogate', '\ud800'],
  ['nothing', undefined],
])('refuses %s', (_name, value) => expect(() => canonicalJson(value)).toThrow('json_not_canonical'))
