import type { Detection } from '@sightline/detectors/detection'
import { describe, expect, it } from 'vitest'
import type { InputBox } from '../letterbox.ts'
import { doubtText, type DoubtCode } from './doubt.ts'
import { doubtsOf, limits, type Answer } from './plausible.ts'

const input = { width: 640, height: 384 }
const placed = { x: 0, y: 0, width: 640, height: 360 }
let run = 0

/** Numbers differ from answer to answer unless they are given. */
const answer = (detections: Detection[], boxes: InputBox[] = [], numbers = (run += 1)): Answer => ({
  outputs: { out: { data: Float32Array.from([numbers]), dims: [1] } },
  seen: { detections },
  all: detections,
  boxes,
  placed,
})
const cell = (i: number) => {
  const [left, top] = [(i % 40) / 40, Math.floor(i / 40) / 40]
  return { left, top, right: left + 0.02, bottom: top + 0.02 }
}
const seen = (n: number, score: number, names: readonly Detection['class'][]): Detection[] =>
  Array.from({ length: n }, (_, i) => ({ class: names[i % names.length]!, score, box: cell(i) }))
const street = ['person', 'car'] as const
const one = seen(1, 0.7, street)
const box = (...[left, top, width, height]: readonly [number, number, number, number]): InputBox => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})
const nothing = () => answer([])
const good = box(10, 10, 40, 80)

describe('what a model gave for a picture and for grey', () => {
  it.each<[string, Answer, Answer, DoubtCode[]]>([
    ['a street', answer(seen(12, 0.7, street), [good]), nothing(), []],
    ['nothing at all', nothing(), nothing(), ['sees_nothing']],
    ['a crowd, just not too many', answer(seen(limits.boxes, 0.6, street)), nothing(), []],
    ['one more', answer(seen(limits.boxes + 1, 0.6, street)), nothing(), ['many_boxes']],
    ['a car park', answer(seen(limits.ofOneClass - 1, 0.6, ['car'])), nothing(), []],
    [
      'more cars than that, and nothing else',
      answer(seen(limits.ofOneClass, 0.6, ['car'])),
      nothing(),
      ['one_class'],
    ],
    ['seven that are sure', answer(seen(7, 1, street)), nothing(), []],
    ['eight that are sure', answer(seen(8, 1, street)), nothing(), ['scores_near_one']],
    [
      'eight that are sure of more than 32',
      answer([...seen(8, 1, street), ...seen(25, 0.5, street)]),
      nothing(),
      [],
    ],
    ['two things in grey', answer(seen(3, 0.6, street)), answer(seen(2, 0.4, street)), []],
    ['three things in grey', answer(seen(4, 0.6, street)), answer(seen(3, 0.4, street)), ['sees_in_grey']],
    [
      'the same things in grey',
      answer(seen(1, 0.9, street)),
      answer(seen(1, 0.895, street)),
      ['same_as_grey'],
    ],
    ['the same class elsewhere in grey', answer(seen(2, 0.9, ['car'])), answer(seen(1, 0.9, ['car'])), []],
    ['the same numbers', answer(one, [], 7), answer(one, [], 7), ['same_as_grey']],
    ['half of the boxes in the padding', answer(one, [good, box(10, 361, 9, 9)]), nothing(), []],
    [
      'more than half',
      answer(one, [good, box(10, 361, 9, 9), box(-20, 0, 9, 9)]),
      nothing(),
      ['boxes_misplaced'],
    ],
    ['in 0..1', answer(one, [box(0.1, 0.1, 0.5, 0.4)]), nothing(), ['boxes_misplaced']],
    ['turned inside out', answer(one, [box(100, 100, -40, 80)]), nothing(), ['boxes_misplaced']],
    ['a huge one', answer(one, [box(-640, 0, 1281, 10)]), nothing(), ['boxes_misplaced']],
    ['a large one that is cut by the edges', answer(one, [box(-50, -20, 800, 500)]), nothing(), []],
  ])('%s', (...[, picture, grey, codes]) =>
    expect(doubtsOf({ picture, grey, input, classes: 2 }).map(({ code }) => code)).toEqual(codes),
  )

  it('of a model of one class, many of it are no doubt', () =>
    expect(doubtsOf({ picture: answer(seen(90, 0.6, ['car'])), grey: nothing(), input, classes: 1 })).toEqual(
      [],
    ))

  it('of a classifier, only whether it looks', () => {
    const scores = (numbers: number): Answer => ({
      ...answer([], [], numbers),
      seen: { scores: { a: 1, b: 0 } },
    })
    const ask = (picture: Answer) => doubtsOf({ picture, grey: scores(1), input, classes: 1 })
    expect(ask(scores(1))).toEqual([{ code: 'same_as_grey', facts: {} }])
    expect(ask(scores(2))).toEqual([])
  })

  it('is said in both languages, with its numbers', () =>
    expect(doubtText({ code: 'many_boxes', facts: { objects: 400, most: 100 } })).toMatch(
      /^many_boxes: .*不可信.* \/ .*believed.* \(objects: 400; most: 100\)$/,
    ))
})
