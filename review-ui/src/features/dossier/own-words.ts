import { accusesVehicle } from '@sightline/api/law/kinds'
import type { ViolationKind } from '@sightline/detectors/finding'

const vehicle = {
  legend: 'dossier.ownLegend',
  trace: 'dossier.traceText',
  isClear: 'dossier.isClear',
} as const
const other = {
  legend: 'dossier.ownLegendOther',
  trace: 'dossier.traceTextOther',
  isClear: 'dossier.isClearOther',
} as const

/** The words for whom or what a finding is about: of a vehicle only where the kind accuses one. */
export const ownWords = (kind: ViolationKind): typeof vehicle | typeof other =>
  accusesVehicle(kind) ? vehicle : other
