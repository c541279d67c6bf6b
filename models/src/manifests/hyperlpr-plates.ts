import type { ManifestOf } from '../manifest.ts'
import { fromGitHub } from './from-github.ts'

/** Chinese number plates by their four corners, single and double row (HyperLPR3, a YOLOv5-face head). */
export const hyperlprPlates: ManifestOf<'plate-detector'> = {
  name: 'hyperlpr-plates',
  title: { zh: 'HyperLPR3 号牌定位', en: 'HyperLPR3 number plate detector' },
  task: 'plate-detector',
  licence: { name: 'Apache-2.0', note: 'HyperLPR3' },
  files: [
    {
      name: 'plates.onnx',
      sha256: '2a985dc63a5cc947ec36d18503d6fc0fd54525b9dba17f2fe29a71e86b44456d',
      bytes: 2_343_161,
      sources: fromGitHub(
        'szad670401/HyperLPR',
        '58ad4ef736fec5289e8c8cb842e066e70c4672c3',
        'resource/models/onnx/y5fu_320x_sim.onnx',
      ),
    },
  ],
  prepare: { kind: 'onnx', file: 'plates.onnx' },
  input: {
    width: 320,
    height: 320,
    channels: 'rgb',
    letterbox: 'centre',
    pad: 0,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  thresholds: { score: 0.4, overlap: 0.5 },
}
