import type { Manifest, Trace } from '@sightline/api/contract/dossier'
import { useTranslation } from 'react-i18next'
import { hintsIn } from './hints-in.ts'

const swatch = ([r, g, b]: readonly number[]): string => `rgb(${r}, ${g}, ${b})`

/** By what a hint was concluded: the region's colour beside those that the house declared, or where a hand was held. */
export function HintLines({
  trace,
  manifest,
}: {
  readonly trace: Trace
  readonly manifest: Manifest | undefined
}) {
  const { t } = useTranslation()
  const { colour, gesture } = hintsIn(trace)
  const declared = (manifest?.clothing?.samples ?? []).filter(({ garment }) => garment === colour?.garment)
  return (
    <>
      {colour && (
        <p data-testid="colour-hint">
          {t('dossier.colourHint', {
            looks: colour.looks,
            region: t(`dossier.region_${colour.garment}`),
            lab: colour.lab.map((value) => value.toFixed(0)).join(' / '),
            distance: colour.distance.toFixed(0),
            limit: colour.limit,
            share: Math.round(colour.share * 100),
          })}{' '}
          {declared.map(({ name, rgb }, i) => (
            <span key={i} className="small">
              <span
                aria-hidden
                style={{
                  display: 'inline-block',
                  width: 14,
                  height: 14,
                  border: '1px solid #888',
                  background: swatch(rgb),
                }}
              />{' '}
              {name}{' '}
            </span>
          ))}
        </p>
      )}
      {gesture && (
        <p data-testid="gesture-hint">
          {t('dossier.gestureHint', {
            looks: gesture.looks,
            place: t(`dossier.hand_${gesture.place}`),
            withThing: gesture.withThing,
          })}
        </p>
      )}
    </>
  )
}
