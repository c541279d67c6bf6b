import type { DetectorManifest } from '../manifest.ts'
import { cocoClasses } from './coco-classes.ts'

const at = 'onnx-community/dfine_s_coco-ONNX/resolve/a3cf03147a9b86c78475139115c8ac142577352d/onnx/model.onnx'

/**
 * D-FINE-S (Peng et al., 2024) as converted by onnx-community. Address, checksum, size and outputs are those that several
 * public projects pin and describe; the bytes were never here, so nothing of it was measured. Its smaller sibling
 * (dfine_n_coco-ONNX) is left out: one of these projects found half the score that it should give.
 */
export const dfineS: DetectorManifest = {
  name: 'dfine-s',
  title: { zh: 'D-FINE-S 目标检测（大）', en: 'D-FINE-S object detector (large)' },
  task: 'detector',
  licence: { name: 'Apache-2.0', note: 'Weights by the authors of D-FINE, converted by onnx-community' },
  files: [
    {
      name: 'dfine_s_coco.onnx',
      sha256: 'cd8a49a945feda6d28c6304ae8ae85c2759ba1d78a5a83a22c5ce8db82ef7238',
      bytes: 41_535_197,
      sources: [
        { kind: 'url', url: `https://huggingface.co/${at}` },
        { kind: 'url', url: `https://hf-mirror.com/${at}` },
      ],
    },
  ],
  prepare: { kind: 'onnx', file: 'dfine_s_coco.onnx' },
  input: {
    width: 640,
    height: 640,
    channels: 'rgb',
    letterbox: 'stretch',
    pad: 0,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  decoder: 'detr-logits',
  classes: cocoClasses,
  thresholds: { score: 0.4, overlap: 0.7 },
  publishedAp: 48.5,
  notRun: true,
}
