import type { Manifest } from './manifest.ts'
import { aizooMask } from './manifests/aizoo-mask.ts'
import { blazefaceBack } from './manifests/blazeface-back.ts'
import { centernetMobilenet } from './manifests/centernet-mobilenet.ts'
import { dfineS } from './manifests/dfine-s.ts'
import { hyperlprColour } from './manifests/hyperlpr-colour.ts'
import { hyperlprPlates } from './manifests/hyperlpr-plates.ts'
import { movenetLightning } from './manifests/movenet-lightning.ts'
import { onfireFlame } from './manifests/onfire-flame.ts'
import { personReid } from './manifests/person-reid.ts'
import { ppocrReader } from './manifests/ppocr-reader.ts'
import { yoloxS, yoloxTiny } from './manifests/yolox-larger.ts'
import { yoloxNano } from './manifests/yolox-nano.ts'

/** Every model that was run and measured with this build, the default first. */
export const models: readonly Manifest[] = [
  yoloxNano,
  centernetMobilenet,
  hyperlprPlates,
  hyperlprColour,
  ppocrReader,
  aizooMask,
  onfireFlame,
  personReid,
  movenetLightning,
  blazefaceBack,
]

/** Known by address and checksum alone: larger ones for machines that afford them, each fetched by its name only. */
export const notRunModels: readonly Manifest[] = [yoloxTiny, yoloxS, dfineS]

/** Every name that this build gives to a model. */
export const builtInModels: readonly Manifest[] = [...models, ...notRunModels]

/** What takes over where the default can be had from nowhere. */
export const fallbackModel = centernetMobilenet.name
