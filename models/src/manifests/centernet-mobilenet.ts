import type { Manifest, ModelFile } from '../manifest.ts'
import { cocoClasses } from './coco-classes.ts'

const inTarball = (path: string): ModelFile['sources'] => [
  { kind: 'npm', package: '@vladmandic/human', version: '3.3.6', path },
]

/** CenterNet on MobileNetV3, from an npm tarball: what sees when only the package registry answers. */
export const centernetMobilenet: Manifest = {
  name: 'centernet-mobilenet',
  title: {
    zh: 'CenterNet-MobileNetV3 目标检测（备用）',
    en: 'CenterNet-MobileNetV3 object detector (fallback)',
  },
  task: 'detector',
  licence: {
    name: 'MIT',
    note: 'Licence of the package @vladmandic/human; the weights state none of their own',
  },
  files: [
    {
      name: 'centernet.json',
      sha256: 'bfb942eaacc5becf738d536663bc4580a0ae9e560722306e6d4dd7fe4a09de05',
      bytes: 201_673,
      sources: inTarball('models/centernet.json'),
    },
    {
      name: 'centernet.bin',
      sha256: '1b635a15009071f506f9f2b3519b31c072c534888989f30d269ffd44734ef7ef',
      bytes: 4_030_290,
      sources: inTarball('models/centernet.bin'),
    },
  ],
  prepare: {
    kind: 'tfjs',
    topology: 'centernet.json',
    weights: 'centernet.bin',
    input: 'tower_0/images',
    outputs: ['tower_0/keypoints', 'tower_0/wh'],
  },
  // Trained at 512 x 512; as many pixels in the shape of a camera's picture. Squeezing 16:9 into the square cost ten points of
  // AP50 of person and car on coco-mini padded to 16:9 (41 to 58, 45 to 57), and a drawn car was seen at half its score.
  input: {
    width: 640,
    height: 384,
    channels: 'rgb',
    letterbox: 'centre',
    pad: 0,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  },
  decoder: 'centernet',
  classes: cocoClasses,
  // There its precision on coco-mini is that of YOLOX-Nano at its 0.35 (0.74 and 0.73 padded to 16:9).
  thresholds: { score: 0.3, overlap: 0.5 },
}
