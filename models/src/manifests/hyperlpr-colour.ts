import type { ManifestOf } from '../manifest.ts'
import { fromGitHub } from './from-github.ts'

/** The colour of a rectified plate (HyperLPR3). White and black plates fall under blue. */
export const hyperlprColour: ManifestOf<'classifier'> = {
  name: 'hyperlpr-colour',
  title: { zh: 'HyperLPR3 号牌颜色', en: 'HyperLPR3 plate colour' },
  task: 'classifier',
  licence: { name: 'Apache-2.0', note: 'HyperLPR3' },
  files: [
    {
      name: 'colour.onnx',
      sha256: 'fe123688d3bf08b9ef029fcd57f3ac4644ac2e5ef8b9e7a676aacd5fad152142',
      bytes: 1_604_473,
      sources: fromGitHub(
        'szad670401/HyperLPR',
        '58ad4ef736fec5289e8c8cb842e066e70c4672c3',
        'resource/models/onnx/litemodel_cls_96x_r1.onnx',
      ),
    },
  ],
  prepare: { kind: 'onnx', file: 'colour.onnx' },
  input: {
    width: 96,
    height: 96,
    channels: 'bgr',
    letterbox: 'stretch',
    pad: 0,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  labels: ['blue', 'green', 'yellow'],
  activation: 'none',
}
