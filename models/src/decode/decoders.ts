import type { DetectorManifest } from '../manifest.ts'
import { decodeAizoo } from './aizoo.ts'
import { decodeCenternet } from './centernet.ts'
import type { Decode } from './output.ts'
import { decodeDetrLogits } from './detr-logits.ts'
import { decodeDetr, decodeYolov10 } from './end-to-end.ts'
import { decodeYolov5 } from './yolov5.ts'
import { decodeYolov8 } from './yolov8.ts'
import { decodeYolox } from './yolox.ts'

/** How each kind of model is read. */
export const decoders: Readonly<Record<DetectorManifest['decoder'], Decode>> = {
  yolox: decodeYolox,
  centernet: decodeCenternet,
  aizoo: decodeAizoo,
  yolov5: decodeYolov5,
  yolov8: decodeYolov8,
  yolov10: decodeYolov10,
  detr: decodeDetr,
  'detr-logits': decodeDetrLogits,
}
