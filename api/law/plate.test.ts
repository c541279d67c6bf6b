import { describe, expect, it } from 'vitest'
import { normalPlate, plateKindOf, type PlateKind } from './plate.ts'

describe('number plates (R79)', () => {
  it.each<[string, PlateKind | null]>([
    ['渝A12345', 'ordinary'],
    ['渝a·123 45', 'ordinary'],
    ['京OA1234', 'ordinary'],
    ['渝A88P21', 'ordinary'],
    ['渝AD12345', 'new_energy'],
    ['渝AF1234A', null],
    ['渝A12345D', 'new_energy'],
    ['渝AZ12345', null],
    ['渝A1234警', 'police'],
    ['渝A1234挂', 'trailer'],
    ['川A1234学', 'learner'],
    ['渝A1234临', 'temporary'],
    ['粤Z1234港', 'hong_kong'],
    ['粤ZAB12澳', 'macau'],
    ['渝Z1234港', null],
    ['使224001', 'embassy'],
    ['224001使', 'embassy'],
    ['京A0012使', 'embassy'],
    ['沪A0023领', 'consulate'],
    ['渝X1234应急', 'emergency'],
    ['渝A1234应急', null],
    ['WJ01警1234', null],
    ['WJ渝1234X', 'armed_police'],
    ['海A12345', null],
    ['VA12345', 'military'],
    ['渝0112345', 'tractor'],
    ['渝A1234', null],
    ['渝A123456', null],
    ['渝AI2345', null],
    ['渝AO2345', null],
    ['HELLO', null],
    ['12345', null],
    ['', null],
  ])('%s: %s', (typed, kind) => expect(plateKindOf(typed)).toBe(kind))
})

it.each([
  ['渝A·12345', '渝A12345'],
  [' 渝a 12345 ', '渝A12345'],
  ['渝Ａ１２３４５', '渝A12345'],
  ['渝A-D12345', '渝AD12345'],
  ['', null],
  [' · ', null],
  [null, null],
])('plate %s is compared as %s', (typed, expected) => expect(normalPlate(typed)).toBe(expected))
