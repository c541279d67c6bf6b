import type { DetectorManifest } from '../manifest.ts'

/** Faces with and without a mask (AIZOO FaceMaskDetection, 360), exported once from the published PyTorch model. */
export const aizooMask: DetectorManifest = {
  name: 'aizoo-mask',
  title: { zh: 'AIZOO 口罩检测', en: 'AIZOO face mask detector' },
  task: 'detector',
  licence: {
    name: 'MIT',
    note: 'AIZOOTech/FaceMaskDetection, models/model360.pth of 256dc65f, exported to ONNX (opset 11)',
  },
  files: [
    {
      name: 'mask.onnx',
      sha256: '9f9dfe3ea9b0dd187c95cee9a8e5b67af756b24057825dd62483fda6fc899b71',
      bytes: 4_102_370,
      sources: [],
    },
  ],
  prepare: { kind: 'onnx', file: 'mask.onnx' },
  input: {
    width: 360,
    height: 360,
    channels: 'rgb',
    letterbox: 'stretch',
    pad: 0,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  looksAt: 'heads',
  decoder: 'aizoo',
  classes: [null, 'no_mask'],
  thresholds: { score: 0.5, overlap: 0.4 },
}
