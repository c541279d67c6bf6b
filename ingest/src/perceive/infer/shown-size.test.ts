import { expect, it } from 'vitest'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import { closeUpsOf } from './close-ups.ts'
import { shownSize } from './shown-size.ts'

const { input } = yoloxNano
const rectangle = (...[left, right, top, bottom]: readonly [number, number, number, number]) => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
]
const small = rectangle(0.4, 0.6, 0.5, 0.6)
const large = rectangle(0.05, 0.95, 0.2, 0.95)
const hd = { width: 1920, height: 1080 }

it.each([
  ['the whole picture', hd, [], small, 640, 360],
  ['a portrait picture', { width: 1080, height: 1920 }, [], small, 216, 384],
  ['a small zone, enlarged as far as it shows more', hd, closeUpsOf([{ polygon: small }]), small, 1920, 1080],
  ['a large zone in four parts', hd, closeUpsOf([{ polygon: large }]), large, 1164, 655],
  ['a zone that close-ups of another do not show', hd, closeUpsOf([{ polygon: small }]), large, 640, 360],
  ['a zone that close-ups of another show', hd, closeUpsOf([{ polygon: large }]), small, 1164, 655],
  [
    'a camera too small to be enlarged',
    { width: 640, height: 360 },
    closeUpsOf([{ polygon: small }]),
    small,
    960,
    540,
  ],
] as const)('%s', (...[, camera, closeUps, zone, width, height]) => {
  const shown = shownSize({ input, camera, closeUps }, zone)
  expect([Math.round(shown.width), Math.round(shown.height)]).toEqual([width, height])
})
