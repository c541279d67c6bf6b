import type { Review } from '@sightline/api/contract/alerts'
import type { Manifest, Plate } from '@sightline/api/contract/dossier'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from '../when.tsx'

/** A fact with its name. */
export interface Row {
  readonly label: string
  readonly children: ReactNode
}

/** What the machine read beside what officers typed; no row while this person is to read the plate blind. */
export function usePlateRow(manifests: readonly Manifest[], reviews: readonly Review[]): Row[] {
  const { t } = useTranslation()
  const plate = manifests.findLast(({ stage }) => stage === 'confirmed')?.plate
  return plate
    ? [{ label: t('dossier.plateRead'), children: <PlateRead plate={plate} reviews={reviews} /> }]
    : []
}

function PlateRead({ plate, reviews }: { readonly plate: Plate; readonly reviews: readonly Review[] }) {
  const { t } = useTranslation()
  const same = plate.frames.filter(({ text }) => text !== '' && text === plate.text).length
  return (
    <>
      {plate.text !== '' && <strong>{plate.text}</strong>}{' '}
      {plate.colour !== null && t(`code.plateColour.${plate.colour}`)}{' '}
      <Tag color={plate.verdict === 'legible' ? 'green' : 'gold'}>
        {t(`code.plateVerdict.${plate.verdict}`)}
      </Tag>
      {plate.reason !== null && t(`code.plateReason.${plate.reason}`)}
      {reviews.map((review) => (
        <Typed key={review.id} review={review} plate={plate} />
      ))}
      {plate.frames.length > 0 && (
        <details>
          <summary>{t('dossier.plateFrames', { total: plate.frames.length, same })}</summary>
          <ul className="params">
            {plate.frames.map(({ at, text, confidence }) => (
              <li key={at}>
                <When at={at} /> {text === '' ? t('dossier.plateNothing') : text}{' '}
                {text !== '' && <span className="num">{(confidence * 100).toFixed(0)}%</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** Typed plates come in the form in which they are compared. Only one read beyond doubt can agree or differ. */
function Typed({ review, plate }: { readonly review: Review; readonly plate: Plate }) {
  const { t } = useTranslation()
  if (review.plate === null) return null
  const isSame = review.plate === plate.text
  return (
    <div>
      {t('dossier.plateTyped', { name: review.officer.name })} {review.plate}{' '}
      {plate.verdict === 'legible' && (
        <span className={isSame ? 'good' : 'warn'}>
          {t(isSame ? 'dossier.plateSame' : 'dossier.plateOther')}
        </span>
      )}
    </div>
  )
}
