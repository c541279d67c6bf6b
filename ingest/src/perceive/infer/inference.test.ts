import { expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import type { InferenceResult } from '@sightline/models/session/frame-desk'
import type { PartTask } from '@sightline/models/session/part-task'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import type { ModelSet, FurtherModel, LookedWith } from './model-set.ts'
import { createInference, type InferenceTask } from './inference.ts'

const box: Box = { left: 0.4, top: 0.2, right: 0.5, bottom: 0.8 }
const person: Detection = { class: 'person', score: 0.8, box }
const bare: Detection = { class: 'no_mask', score: 0.9, box }
const seen = (...detections: Detection[]): InferenceResult => ({
  kind: 'detections',
  detections,
  ms: 1,
  queuedMs: 0,
})
const dropped: InferenceResult = { kind: 'dropped', reason: 'closing' }
const zones = [
  {
    id: 'z',
    polygon: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ],
  },
]

interface Asked {
  /** Whether a pose model is there. */
  readonly posed?: true
  readonly worthKnowing?: InferenceTask['worthKnowing']
  readonly closeUps?: readonly Box[]
}

/** Models that answer what they are told to, when they are told to; what the inference made of it, in order. */
function rig() {
  const said: string[] = []
  const asked: PartTask[] = []
  const queues = {
    main: [] as Waiting[],
    mask: [] as Waiting[],
    reid: [] as Waiting[],
    pose: [] as Waiting[],
    closeUp: [] as Waiting[],
  }
  type Waiting = { resolve: (look: InferenceResult) => void; reject: (error: Error) => void }
  const wait = (name: keyof typeof queues): Promise<InferenceResult> =>
    new Promise((resolve, reject) => queues[name].push({ resolve, reject }))
  const mask: FurtherModel = {
    model: { name: 'mask', sha256: 'm', threshold: 0.5 },
    looksAt: 'heads',
    classes: ['no_mask'],
    look: (_, task) => (asked.push(task), wait('mask')),
  }
  const modelSet: ModelSet = {
    detector: {
      model: { name: 'main', sha256: 'n', inputWidth: 640, inputHeight: 384, threshold: 0.15 },
      submit: () => wait('main'),
      counts: () => ({
        looked: 0,
        failed: 0,
        dropped: { newer_frame: 0, closing: 0 },
        workers: 1,
        crashes: 0,
      }),
      close: () => Promise.resolve(),
    },
    closeUp: {
      look: (_, task) => (asked.push(task), wait('closeUp')),
    },
    input: yoloxNano.input,
    classes: ['person'],
    offered: ['person', 'no_mask'],
    further: [mask],
    embedder: {
      model: { name: 'reid', sha256: 'r' },
      look: async (_, region) => {
        const { left, top } = region!
        said.push(`asked who is at ${left.toFixed(2)} ${top.toFixed(2)}`)
        const look = await wait('reid')
        return Float32Array.from(look.kind === 'dropped' ? [] : [2, -1])
      },
    },
    pose: null,
  }
  const pose: ModelSet['pose'] = {
    model: { name: 'pose', sha256: 'p', threshold: 0.3 },
    async look({ persons }) {
      said.push(`asked for the joints of ${persons.length}`)
      await wait('pose')
      const ear = (x: number) => ({ x, y: 0.7, score: 0.9 })
      return persons.map(() => ({ leftEar: ear(0.46), rightEar: ear(0.44) }))
    },
  }
  const inference = createInference({
    sourceId: 's',
    onDropped: (reason) => said.push(`dropped ${reason}`),
    onFailure: (error) => said.push(`failed ${String(error)}`),
    onUnknown: (error) => said.push(`unknown ${String(error)}`),
  })
  const task = (name: string, { worthKnowing = null, closeUps = [], posed }: Asked): InferenceTask => ({
    modelSet: posed ? { ...modelSet, pose } : modelSet,
    needed: [{ model: mask, zones }],
    clothing: null,
    gestures: null,
    closeUps,
    main: new Uint8Array(0),
    worthKnowing,
    content: { x: 0, y: 0, width: 640, height: 360 },
    camera: { width: 1920, height: 1080 },
    detail: {
      picture: { data: new SharedArrayBuffer(128 * 100 * 3), width: 128, height: 100 },
      content: { x: 0, y: 0, width: 128, height: 90 },
    },
    onSeen: (detections, by) =>
      said.push(`${name}: ${detections.map(shown).join(' ')} by ${by.map(looker).join(' ')}`),
    release: () => said.push(`released ${name}`),
  })
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done))
  const answer = async (name: keyof typeof queues, look: InferenceResult | Error): Promise<void> => {
    const waiting = queues[name].shift()
    if (look instanceof Error) waiting?.reject(look)
    else waiting?.resolve(look)
    await settle()
  }
  const look = (name: string, asking: Asked = {}) => inference.look(task(name, asking))
  return { said, asked, queues, answer, look }
}

const looker = ({ name, closeUps }: LookedWith): string => (closeUps ? `${name} in ${closeUps.length}` : name)
const shown = ({ class: type, appearance }: Detection): string =>
  appearance ? `${type} [${appearance.join(' ')}]` : type

it('merges what all saw, in the order of the models, and says who looked', async () => {
  const { said, asked, answer, look } = rig()
  look('1')
  await answer('main', seen(person))
  expect(asked[0]!.regions).toHaveLength(1)
  await answer('mask', seen(bare))
  expect(said).toEqual(['1: person no_mask by main mask', 'released 1'])
})

it('has looked with a model that there was nothing to show to', async () => {
  const { said, asked, answer, look } = rig()
  look('1')
  await answer('main', seen({ ...person, class: 'car' }))
  expect(asked).toEqual([])
  expect(said).toEqual(['1: car by main mask', 'released 1'])
})

it.each<[string, InferenceResult | Error, InferenceResult | Error | null, string]>([
  ['the main model dropped it', dropped, null, 'dropped closing'],
  ['another model dropped it', seen(person), dropped, 'dropped closing'],
  ['the main model failed', new Error('no'), null, 'failed Error: no'],
  ['another model failed', seen(person), new Error('no'), 'failed Error: no'],
])('does not count a frame when %s, and goes on', async (...[, main, mask, expected]) => {
  const { said, answer, look } = rig()
  look('1')
  await answer('main', main)
  if (mask) await answer('mask', mask)
  expect(said).toEqual([expected, 'released 1'])
  look('2')
  await answer('main', seen(person))
  await answer('mask', seen(bare))
  expect(said.slice(2)).toEqual(['2: person no_mask by main mask', 'released 2'])
})

it('looks at one frame at a time: of those that wait the newest stays, and they are told in order', async () => {
  const { said, queues, answer, look } = rig()
  for (const name of ['1', '2', '3']) look(name)
  expect(said).toEqual(['released 2', 'dropped newer_frame'])
  await answer('main', seen(person))
  // The third has no person: it would be done before the first.
  expect(queues.main).toEqual([])
  await answer('mask', seen(bare))
  await answer('main', seen())
  expect(said.slice(2)).toEqual([
    '1: person no_mask by main mask',
    'released 1',
    '3:  by main mask',
    'released 3',
  ])
})

it('asks who those are that are worth knowing, where enough of them is to be seen', async () => {
  const { said, answer, look } = rig()
  const small = { ...person, box: { ...box, bottom: 0.6 } }
  look('1', { worthKnowing: (detections) => (expect(detections).toHaveLength(4), [1, 2]) })
  await answer('main', seen(person, person, small))
  await answer('mask', seen(bare))
  // Of 100 rows the picture of the camera takes 90.
  expect(said).toEqual(['asked who is at 0.40 0.18'])
  await answer('reid', seen())
  expect(said.slice(1)).toEqual(['1: person person [127 -63] person no_mask by main mask reid', 'released 1'])
})

it('asks nothing where nobody is worth knowing', async () => {
  const { said, answer, look } = rig()
  look('1', { worthKnowing: () => [] })
  await answer('main', seen(person))
  await answer('mask', seen())
  expect(said).toEqual(['1: person by main mask reid', 'released 1'])
})

it('tells what was seen without the looks where these cannot be had', async () => {
  const { said, answer, look } = rig()
  look('1', { worthKnowing: () => [0] })
  await answer('main', seen(person))
  await answer('mask', seen())
  await answer('reid', new Error('no'))
  expect(said.slice(1)).toEqual(['unknown Error: no', '1: person by main mask reid', 'released 1'])
})

it('looks at enlarged parts after the whole picture, and shows the others whom it saw there', async () => {
  const { said, asked, answer, look } = rig()
  const small = { ...person, box: { ...box, left: 0.7, right: 0.8 } }
  const closeUps = [
    { left: 0, top: 0, right: 0.6, bottom: 1 },
    { left: 0.4, top: 0, right: 1, bottom: 1 },
  ]
  look('1', { closeUps })
  await answer('main', seen(person))
  expect(asked[0]!.regions).toEqual(closeUps.map((shown) => ({ shown, isTile: true })))
  await answer('closeUp', seen(small))
  expect(asked[1]!.regions).toHaveLength(2)
  await answer('mask', seen(bare))
  expect(said).toEqual(['1: person person no_mask by main in 2 mask', 'released 1'])
})

it('does not count a frame whose enlarged parts were not looked at', async () => {
  const { said, answer, look } = rig()
  look('1', { closeUps: [{ left: 0, top: 0, right: 1, bottom: 1 }] })
  await answer('main', seen(person))
  await answer('closeUp', dropped)
  expect(said).toEqual(['dropped closing', 'released 1'])
})

it('cuts heads where the joints put them', async () => {
  const { said, asked, answer, look } = rig()
  look('1', { posed: true })
  await answer('main', seen(person))
  expect(asked).toEqual([])
  await answer('pose', seen())
  const [{ shown } = { shown: box }] = asked[0]!.regions
  expect([shown.top < 0.7, shown.bottom > 0.7, shown.top > 0.5]).toEqual([true, true, true])
  await answer('mask', seen(bare))
  expect(said).toEqual(['asked for the joints of 1', '1: person no_mask by main mask pose', 'released 1'])
})

it('asks for no joints where nobody is', async () => {
  const { said, answer, look } = rig()
  look('1', { posed: true })
  await answer('main', seen())
  expect(said).toEqual(['1:  by main mask pose', 'released 1'])
})

it('guesses where heads are when the joints cannot be had', async () => {
  const { said, asked, answer, look } = rig()
  look('1', { posed: true })
  await answer('main', seen(person))
  await answer('pose', new Error('no'))
  expect(asked[0]!.regions[0]!.shown.top).toBeLessThan(0.3)
  await answer('mask', seen(bare))
  expect(said.slice(1)).toEqual(['unknown Error: no', '1: person no_mask by main mask pose', 'released 1'])
})
