import type { DetectorManifest, ModelFile } from '../manifest.ts'
import { yoloxNano } from './yolox-nano.ts'

/** The file as Megvii released it. */
const released = (name: string): ModelFile['sources'] => [
  {
    kind: 'url',
    url: `https://github.com/Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0/${name}`,
  },
]

/**
 * YOLOX-Tiny, 6.45 GFLOPs at 416 x 416 (YOLOX-Nano: 1.08). Checksum and size are those that many public projects pin for
 * the release; the bytes were never here, so nothing of it was measured.
 */
export const yoloxTiny: DetectorManifest = {
  ...yoloxNano,
  name: 'yolox-tiny',
  title: { zh: 'YOLOX-Tiny 目标检测（较大）', en: 'YOLOX-Tiny object detector (larger)' },
  files: [
    {
      name: 'yolox_tiny.onnx',
      sha256: '427cc366d34e27ff7a03e2899b5e3671425c262ea2291f88bb942bc1cc70b0f7',
      bytes: 20_219_662,
      sources: released('yolox_tiny.onnx'),
    },
  ],
  prepare: { kind: 'onnx', file: 'yolox_tiny.onnx' },
  publishedAp: 32.8,
  notRun: true,
}

/** YOLOX-S, 26.8 GFLOPs at 640 x 640; the same holds. */
export const yoloxS: DetectorManifest = {
  ...yoloxNano,
  name: 'yolox-s',
  title: { zh: 'YOLOX-S 目标检测（大）', en: 'YOLOX-S object detector (large)' },
  files: [
    {
      name: 'yolox_s.onnx',
      sha256: 'c5c2d13e59ae883e6af3b45daea64af4833a4951c92d116ec270d9ddbe998063',
      bytes: 35_858_002,
      sources: released('yolox_s.onnx'),
    },
  ],
  prepare: { kind: 'onnx', file: 'yolox_s.onnx' },
  publishedAp: 40.5,
  notRun: true,
}
