import { expect, it } from 'vitest'
import type { FindingEvent } from '@sightline/detectors/finding'
import { emptyScene } from '@sightline/detectors/scene'
import { sampleRecord, sampleSource } from '../dossier/test/sample-record.ts'
import type { LookedWith } from '../perceive/infer/model-set.ts'
import { followOpen, toRecords } from './record-events.ts'

const { event: sample, stream } = sampleRecord()
const at = (stage: 'opened' | 'confirmed') =>
  ({ ...sample, stage, class: 'no_hat', trackIds: [1] }) as FindingEvent
const looking = (name: string, classes: LookedWith['classes']): LookedWith => ({
  name,
  sha256: 'a'.repeat(64),
  threshold: 0.4,
  classes,
})
const main = looking('yolox-nano', ['person'])
const colours = looking('declared-clothing', ['no_hat'])
const gestures = looking('body-gesture', ['no_hat'])
const own = looking('hats', ['no_hat'])
const light = { place: null, rgb: [1, 2, 3] as [number, number, number] }
const clothing = { sourceId: 's', version: 4, samples: [], light, createdAt: 0 } as never
const source = { ...sampleSource({}), clothing }

/** On what a finding rests when it is confirmed, and who looked, by who looked when it was opened. */
function confirmedOf(opening: readonly LookedWith[], confirming: readonly LookedWith[]) {
  const opened = toRecords([at('opened')], [], { source, stream, by: opening })
  const open = followOpen([], opened, emptyScene)
  const [record] = toRecords([at('confirmed')], open, { source, stream, by: confirming })
  return {
    restsOn: record?.network?.name,
    by: record?.networks?.map(({ name }) => name),
    colours: record?.clothing?.version,
  }
}

it.each([
  ['a hint that was one all along', [main, colours], [main, colours], 'declared-clothing', 4],
  ['a hint, though a model came meanwhile', [main, colours], [main, own], 'declared-clothing', 4],
  ['a gesture, though a model came meanwhile', [main, gestures], [main, own], 'body-gesture', undefined],
  ['a model that was there all along', [main, own], [main, own], 'hats', undefined],
  ['a hint that took the place of a model', [main, own], [main, colours], 'declared-clothing', 4],
])('rests on %s', (...[, opening, confirming, name, version]) => {
  const { restsOn, by, colours: declared } = confirmedOf(opening, confirming)
  expect([restsOn, declared]).toEqual([name, version])
  expect(by).toContain(name)
  expect(by?.slice(0, 2)).toEqual(confirming.map((one) => one.name))
})
