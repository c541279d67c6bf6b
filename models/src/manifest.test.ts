import { expect, it } from 'vitest'
import { manifestSchema } from './manifest.ts'
import { fallbackNetwork, networkNamed, networks } from './networks.ts'

it.each(networks.map((network) => [network.name, network] as const))('%s is a manifest', (_, network) => {
  expect(manifestSchema.parse(network)).toEqual(network)
})

it('keeps COCO order: one name off and every class is wrong', () => {
  const { classes } = networkNamed('yolox-nano')
  expect(classes).toHaveLength(80)
  expect([classes[0], classes[2], classes[5], classes[7], classes[8]]).toEqual([
    'person',
    'car',
    'bus',
    'truck',
    'boat',
  ])
  expect([classes[56], classes[60], classes[67], classes[79]]).toEqual(['chair', 'table', 'phone', null])
})

it('has the fallback, and every source of it is an npm tarball', () => {
  const sources = networkNamed(fallbackNetwork).files.flatMap((file) => file.sources)
  expect(new Set(sources.map((source) => source.kind))).toEqual(new Set(['npm']))
})

it('refuses an unknown name with the names there are', () => {
  expect(() => networkNamed('yolo99')).toThrow(/network_unknown.*yolox-nano/)
})
