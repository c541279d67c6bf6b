import type { ManifestOf } from '../manifest.ts'

/**
 * Flames anywhere in a picture (ShuffleNetV2-OnFire, Thompson et al., 2020), exported once from the published PyTorch
 * model. Seven of 339 ordinary photographs pass 0.9: a second stage only, never on its own.
 */
export const onfireFlame: ManifestOf<'classifier'> = {
  name: 'onfire-flame',
  title: { zh: 'ShuffleNet-OnFire 明火分类', en: 'ShuffleNet-OnFire flame classifier' },
  task: 'classifier',
  licence: {
    name: 'MIT',
    note: 'dsikar/efficient-compact-fire-detection-cnn, weights/shufflenet_ff.pt of 8407b80b, exported to ONNX',
  },
  files: [
    {
      name: 'flame.onnx',
      sha256: '56ef707f3ef040b729641e5b5e5cc4ec7e87829b39cd99531f8fb8c7b8b02e56',
      bytes: 672_437,
      sources: [],
    },
  ],
  prepare: { kind: 'onnx', file: 'flame.onnx' },
  input: {
    width: 224,
    height: 224,
    channels: 'rgb',
    letterbox: 'stretch',
    pad: 0,
    mean: [0.485 * 255, 0.456 * 255, 0.406 * 255],
    std: [0.229 * 255, 0.224 * 255, 0.225 * 255],
  },
  looksAt: 'flickers',
  least: 0.9,
  labels: ['flame', 'none'],
  activation: 'sigmoid',
}
