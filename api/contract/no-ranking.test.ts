import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listWords } from '../src/approvals/list-words.ts'
import { precisionSchema } from './precision.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

const all = Object.values(routes).flatMap((subject): Route[] => Object.values(subject))

interface Shape {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly additionalProperties?: Shape | boolean
}

const isNumber = ({ type = '', anyOf = [] }: Shape): boolean =>
  ['number', 'integer'].includes(type) || anyOf.some(isNumber)

/** Every field of a message with its way, a number or not. */
function fieldsOf(shape: Shape, way = ''): readonly (readonly [way: string, field: Shape])[] {
  const { properties = {}, items, anyOf = [], oneOf = [], additionalProperties } = shape
  const parts = [items, ...anyOf, ...oneOf, additionalProperties].filter((part) => typeof part === 'object')
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      [`${way}.${name}`, field] as const,
      ...fieldsOf(field, `${way}.${name}`),
    ]),
    ...parts.flatMap((part) => fieldsOf(part, way)),
  ]
}
const shapeOf = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { unrepresentable: 'any' }) as Shape

const numbers = all.flatMap(({ path, response }) =>
  response
    ? fieldsOf(shapeOf(response))
        .filter(([, field]) => isNumber(field))
        .map(([way]) => ({ path, way }))
    : [],
)

/** 行政处罚法 art. 74: fines are tied to nobody's appraisal, so that no figure of ours could be used for it. */
describe('nobody and nothing is ranked by fines (R33)', () => {
  it('no answer has a sum or a count of fines or cases', () => {
    expect(numbers.length).toBeGreaterThan(200)
    const ofFines = /\.(\w*(fine|penalt|amount|yuan|revenue|rank)\w*|(cases|filed|decided)(Count)?)$/i
    expect(numbers.filter(({ way }) => ofFines.test(way))).toEqual([])
  })

  it('money stands in the text of the law alone: what a statute and its tiers allow', () => {
    const money = numbers.filter(({ way }) => /\.(min|max)$/.test(way))
    expect(money.length).toBeGreaterThan(10)
    expect(money.filter(({ way }) => !/\.(person|unit|tiers|tier)\.(min|max)$/.test(way))).toEqual([])
  })

  it('nothing is listed in an order that who asks chooses', () => {
    const asked = all.flatMap(({ query }) => (query ? fieldsOf(shapeOf(query)).map(([way]) => way) : []))
    expect(asked).toContain('.status')
    expect(asked.filter((way) => /sort|order|rank/i.test(way))).toEqual([])
  })

  it('how right the machine is is told of kinds, rules, sources, models and hours, and of no person', () => {
    const ways = fieldsOf(shapeOf(precisionSchema)).map(([way]) => way)
    const by = ways.filter((way) => /^\.by\w+$/.test(way))
    expect(by).toEqual(['.byKind', '.byRule', '.bySource', '.byModel', '.byHour'])
    expect(ways.filter((way) => /person|officer|reviewer|operator|unit/i.test(way))).toEqual([])
  })

  it.each(Object.entries(listWords))('no column of a list in %s counts them', (_language, { inUse, year }) =>
    expect([...inUse, ...year].filter((column) => /罚|案件|立案|fine|case/i.test(column))).toEqual([]),
  )
})
