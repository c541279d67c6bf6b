import { expect, it } from 'vitest'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import { createGatekeeper } from './gatekeeper.ts'

const { input } = yoloxNano
const camera = { width: 1920, height: 1080 }
const black = Buffer.alloc(input.width * input.height * 3)

it.each([
  ['key frames on the slow clock', 2000, true],
  ['pictures at full rate, none of them a key frame', 200, false],
])('judges the health of a camera by %s', (_, everyMs, isKey) => {
  const gatekeeper = createGatekeeper({ known: null, onOtherSize: () => undefined, zones: () => [] })
  for (let at = 0; at <= 14_000; at += everyMs)
    gatekeeper.frame({ at, picture: black, sample: { isKey } }, camera, input)
  expect(gatekeeper.health()).toEqual(['frozen', 'black'])
})
