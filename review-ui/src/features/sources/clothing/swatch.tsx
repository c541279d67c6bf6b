import type { ClothingSample } from '@sightline/api/contract/clothing'
import { useTranslation } from 'react-i18next'

export const swatch = ([r, g, b]: readonly number[]): string => `rgb(${r}, ${g}, ${b})`

/** A declared colour with its name and, for who does not see colours, its numbers. */
export function SampleLine({ sample }: { readonly sample: ClothingSample }) {
  const { t } = useTranslation()
  return (
    <span className="colour-line">
      <span className="colour-swatch" aria-hidden style={{ background: swatch(sample.rgb) }} />
      {t(`sources.garment_${sample.garment}`)} · {sample.name}
      <code className="small">{sample.rgb.join(' ')}</code>
    </span>
  )
}
