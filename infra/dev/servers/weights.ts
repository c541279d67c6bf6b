import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const repository = resolve(import.meta.dirname, '../../..')

/** Whether the default model can be had without the public address. What is measured with it is not claimed of the fallback. */
export const hasDefaultModel = (): boolean =>
  Boolean(process.env['SIGHTLINE_MODEL_MIRROR']) ||
  existsSync(join(repository, '../shared/models')) ||
  existsSync(join(repository, '.sightline/models/yolox-nano/yolox_nano.onnx'))

/** Whether plates can be read here from the first dossier on: without the reader every parked car is a clue. */
export const hasPlateReader = (): boolean =>
  existsSync(join(repository, '.sightline/models/ppocr-reader/reader.onnx'))

/** What a test says that is skipped for want of it. */
export const withoutModel = 'skipped: the weights of yolox-nano are not here (no mirror, no ../shared/models)'
