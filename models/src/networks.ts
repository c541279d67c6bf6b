import type { Manifest } from './manifest.ts'
import { centernetMobilenet } from './manifests/centernet-mobilenet.ts'
import { yoloxNano } from './manifests/yolox-nano.ts'
import { ModelError } from './model-error.ts'

/** Every network this build knows, the default first. */
export const networks: readonly Manifest[] = [yoloxNano, centernetMobilenet]

/** What takes over where the default can be had from nowhere. */
export const fallbackNetwork = centernetMobilenet.name

/** The manifest of that name; an unknown name is refused with the names that exist. */
export function networkNamed(name: string): Manifest {
  const found = networks.find((network) => network.name === name)
  if (!found) throw new ModelError('network_unknown', { name, known: networks.map((n) => n.name).join(', ') })
  return found
}
