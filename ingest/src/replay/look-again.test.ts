import { expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import type { LooksAt } from '@sightline/models/manifest'
import type { InferenceResult } from '@sightline/models/session/frame-desk'
import type { PartTask } from '@sightline/models/session/part-task'
import type { FurtherModel } from '../perceive/infer/model-set.ts'
import { plainLayout } from '../perceive/infer/decode-layout.ts'
import { createSegmentReplay } from './look-again.ts'
import type { ReplayModels } from './replay-models.ts'

const camera = { width: 640, height: 384 }
const layout = plainLayout(yoloxNano.input, camera)
const left = {
  polygon: [
    [0, 0],
    [0.5, 0],
    [0.5, 1],
    [0, 1],
  ].map(([x, y]) => ({ x: x!, y: y! })),
}
const person = (at: number): Detection => ({
  class: 'person',
  score: 0.8,
  box: { left: at, top: 0.2, right: at + 0.1, bottom: 0.8 },
})
const answer = (...detections: Detection[]): InferenceResult => ({
  kind: 'detections',
  detections,
  ms: 1,
  queuedMs: 0,
})

/** A main model that sees these people, and another that looks at parts; what it was shown. */
function rig(people: Detection[], looksAt: LooksAt, hasMain = true) {
  const shown: PartTask['regions'][] = []
  const other: FurtherModel = {
    model: { name: 'other', sha256: '', threshold: 0.5 },
    looksAt,
    classes: ['flame'],
    look: (_, { regions }) => (shown.push(regions), Promise.resolve(answer())),
  }
  const model = { name: 'main', sha256: '', inputWidth: 640, inputHeight: 384, threshold: 0.15 }
  const detector = { model, submit: () => Promise.resolve(answer(...people)) }
  const modelSet: ReplayModels = {
    main: hasMain ? { detector, classes: ['person'], closeUp: other, closeUps: [] } : null,
    input: yoloxNano.input,
    further: [other],
    isDetailed: true,
    absent: [],
    pose: null,
    knowing: [],
  }
  return { shown, second: createSegmentReplay({ modelSet, layout, camera, zone: left }) }
}

const night = Buffer.alloc(640 * 384 * 3)
it.each<[string, { now: Detection[]; then: Detection[]; hasMain?: boolean; cutAt: number[] }]>([
  ['of then where they are the same people', { now: [person(0.1001)], then: [person(0.1)], cutAt: [0.1] }],
  ['of now where they are others', { now: [person(0.3)], then: [person(0.1)], cutAt: [0.3] }],
  ['of then where nobody sees them now', { now: [], then: [person(0.1)], hasMain: false, cutAt: [0.1] }],
  ['in the zone alone', { now: [person(0.1), person(0.7)], then: [], cutAt: [0.1] }],
])('the parts that are looked at are cut by the boxes %s', async (_, { now, then, hasMain, cutAt }) => {
  const { shown, second } = rig(now, 'persons', hasMain)
  await second.look(night, then)
  const margin = 0.005
  expect(shown.flat().map(({ shown: box }) => Number((box.left + margin).toFixed(6)))).toEqual(cutAt)
})

const fire = [...night.keys()].reduce((picture, i) => {
  const [x, y] = [Math.floor(i / 3) % 640, Math.floor(i / 3 / 640)]
  if (x >= 80 && x < 160 && y >= 80 && y < 160) picture[i] = [255, 150, 40][i % 3]!
  return picture
}, Buffer.from(night))

it('knows what flickers after six pictures, and after a missing one only after six more', async () => {
  const { shown, second } = rig([], 'flickers')
  const looks: boolean[] = []
  const covered: boolean[] = []
  for (let turn = 0; turn < 18; turn++) {
    if (turn === 9) second.skip()
    const { isUnfilled, by } = await second.look(turn % 2 ? night : fire, [])
    looks.push(isUnfilled)
    covered.push(by[1]!.covers({ left: 0.2, right: 0.3, top: 0.2, bottom: 0.4 }))
  }
  const run = [...Array<boolean>(6).fill(true), ...Array<boolean>(3).fill(false)]
  expect(looks).toEqual([...run, ...run])
  expect(covered).toEqual(looks.map((one) => !one))
  expect(shown.length).toBeGreaterThan(2)
})

it('compares what touches the zone', async () => {
  const { second } = rig([], 'zones')
  const { by } = await second.look(night, [])
  const at = (from: number): boolean =>
    by[1]!.covers({ left: from, right: from + 0.1, top: 0.2, bottom: 0.4 })
  expect([at(0.1), at(0.45), at(0.6)]).toEqual([true, true, false])
})
