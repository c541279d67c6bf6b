import type { Manifest } from '@sightline/api/contract/dossier'
import { useTranslation } from 'react-i18next'
import { useLengthText, When } from '../when.tsx'
import type { Row } from './plate-row.tsx'

/** What is wrong with the camera, for how long, and what could be kept of it; no row for any other finding. */
export function useFaultRows(manifests: readonly Manifest[]): Row[] {
  const { t } = useTranslation()
  const length = useLengthText()
  const finding = manifests.at(-1)?.finding
  if (finding?.fault === undefined) return []
  const { fault, dwell } = finding
  const exhibits = manifests.flatMap((manifest) => manifest.exhibits)
  const count = (role: 'segment' | 'still') => exhibits.filter((one) => one.role === role).length
  const kept = { segments: count('segment'), stills: count('still') }
  return [
    { label: t('faults.what'), children: <strong>{t(`code.cameraFault.${fault}`)}</strong> },
    { label: t('faults.since'), children: <When at={dwell.fromAt} /> },
    { label: t('faults.lasted'), children: length(dwell.toAt - dwell.fromAt) },
    {
      label: t('faults.recorded'),
      children: kept.segments > 0 ? t('faults.recordedVideo', kept) : t('faults.recordedNone'),
    },
  ]
}
