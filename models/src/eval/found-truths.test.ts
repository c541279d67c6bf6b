import { describe, expect, it } from 'vitest'
import type { Dataset, DatasetTruth } from './coco-dataset.ts'
import { foundTable } from './found-table.ts'
import { foundTables } from './found-truths.ts'
import type { Found, PixelBox } from './match.ts'

const box = (x: number): PixelBox => [x, 0, 100, 100]
const truth = (image: number, x: number, more: Partial<DatasetTruth> = {}): DatasetTruth => ({
  image,
  category: 'car',
  box: box(x),
  area: 10_000,
  crowd: false,
  rule: 'illegal_parking',
  ...more,
})
const found = (image: number, x: number, more: Partial<Found> = {}): Found => ({
  image,
  category: 'car',
  box: box(x),
  score: 0.9,
  ...more,
})
/** 1 was checked by a person, 2 was not. */
const dataset = (truths: readonly DatasetTruth[]): Dataset => ({
  images: [1, 2].map((id) => ({ id, path: '', width: 1000, height: 100, checked: id === 1 })),
  truths,
  passedOver: [],
  set: 'objects',
  plates: new Map(),
})
const row = (truths: readonly DatasetTruth[], reported: readonly Found[]) => {
  const { classes } = foundTables(dataset(truths), reported, 0.35)
  const car = classes.find(({ name }) => name === 'car')
  return [car?.found.hits, car?.found.tries, car?.right?.hits, car?.right?.tries]
}

interface Case {
  readonly truths: readonly DatasetTruth[]
  readonly reported: readonly Found[]
  readonly row: readonly number[]
}

describe('what a model finds', () => {
  const cases: Record<string, Case> = {
    'one of two': { truths: [truth(1, 0), truth(1, 300)], reported: [found(1, 0)], row: [1, 2, 1, 1] },
    'a false one in a checked picture': {
      truths: [truth(1, 0)],
      reported: [found(1, 0), found(1, 500)],
      row: [1, 1, 1, 2],
    },
    'in another one nobody knows that it is false': {
      truths: [truth(2, 0)],
      reported: [found(2, 0), found(2, 500)],
      row: [1, 1, 0, 0],
    },
    'twice the same: the second is false': {
      truths: [truth(1, 0)],
      reported: [found(1, 0), found(1, 5, { score: 0.5 })],
      row: [1, 1, 1, 2],
    },
    'below the least score': {
      truths: [truth(1, 0)],
      reported: [found(1, 0, { score: 0.3 })],
      row: [0, 1, 0, 0],
    },
    'another class': {
      truths: [truth(1, 0)],
      reported: [found(1, 0, { category: 'bus' })],
      row: [0, 1, 0, 0],
    },
    'on what nobody confirmed: counts for nothing': {
      truths: [truth(1, 0), truth(1, 300, { crowd: true })],
      reported: [found(1, 300)],
      row: [0, 1, 0, 0],
    },
    'in another picture': { truths: [truth(1, 0)], reported: [found(2, 0)], row: [0, 1, 0, 0] },
  }
  it.each(Object.entries(cases))('%s', (_, { truths, reported, row: expected }) =>
    expect(row(truths, reported)).toEqual(expected),
  )

  it('by rule too, those of no rule in none', () => {
    const { rules } = foundTables(
      dataset([truth(1, 0), truth(1, 300, { rule: null })]),
      [found(1, 300)],
      0.35,
    )
    expect(rules).toMatchObject([{ name: 'illegal_parking', found: { hits: 0, tries: 1 }, right: null }])
  })

  it('as a table: nothing confirmed is said so, and no share of it', () => {
    const tables = foundTables(dataset([truth(2, 0, { crowd: true })]), [found(2, 0)], 0.35)
    expect(foundTable(tables)).toMatch(/^没有经人确认的目标/)
  })

  it('as a table: every share with its interval', () => {
    const tables = foundTables(dataset([truth(1, 0), truth(1, 300)]), [found(1, 0), found(1, 600)], 0.35)
    const cells = foundTable(tables)
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/))
    expect(cells[1]).toEqual(['illegal_parking', '2', '1', '50.0 [9.5, 90.5]'])
    expect(cells[4]).toEqual(['car', '2', '1', '50.0 [9.5, 90.5]', '1', '50.0 [9.5, 90.5]'])
  })
})
