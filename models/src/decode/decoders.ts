import type { Manifest } from '../manifest.ts'
import { decodeCenternet } from './centernet.ts'
import type { Decode } from './output.ts'
import { decodeYolox } from './yolox.ts'

/** How each kind of network is read. */
export const decoders: Readonly<Record<Manifest['decoder'], Decode>> = {
  yolox: decodeYolox,
  centernet: decodeCenternet,
}
