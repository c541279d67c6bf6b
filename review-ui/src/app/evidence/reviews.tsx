import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons'
import type { AlertDetail } from '@sightline/api/contract/alerts'
import { accusesVehicle } from '@sightline/api/law/kinds'
import { useTranslation } from 'react-i18next'
import { CaseMatterLines } from './case-matter.tsx'
import { When } from '../when.tsx'

const questions = [
  ['isTrue', 'trueShort'],
  ['isClear', 'clearShort'],
  ['isComplete', 'completeShort'],
  ['isAccurate', 'accurateShort'],
] as const

/** The officers' recorded judgements. A plate that may not be shown yet is said to be hidden. */
export function Reviews({ alert, reviews }: Pick<AlertDetail, 'alert' | 'reviews'>) {
  const { t } = useTranslation()
  const hasPlate = accusesVehicle(alert.kind)
  if (reviews.length === 0) return <p className="soft">{t('dossier.noReviews')}</p>
  return (
    <ul className="reviews">
      {reviews.map((review) => (
        <li key={review.id}>
          <p>
            {review.verdict === 'confirm' ? (
              <CheckCircleFilled className="good" aria-hidden />
            ) : (
              <CloseCircleFilled className="bad" aria-hidden />
            )}{' '}
            {alert.round > 1 && `${t('dossier.round', { n: review.round })} · `}
            <strong>{review.officer.name}</strong> {t(`dossier.${review.verdict}`)} · <When at={review.at} />
          </p>
          <p className="small">
            {questions.map(([key, word]) => (
              <span key={key} className="answer">
                {t(`dossier.${word}`)} {t(review.answers[key] ? 'app.yes' : 'app.no')}
              </span>
            ))}
          </p>
          {review.permit && <Permit permit={review.permit} />}
          {review.matter && <CaseMatterLines of={review.matter} />}
          {review.rectifyWaiver !== null && (
            <p className="small">{t('steps.waived', { basis: review.rectifyWaiver })}</p>
          )}
          <p className="small">
            {hasPlate &&
              review.verdict === 'confirm' &&
              (review.plate ?? t(reviews.length >= 2 ? 'dossier.plateNone' : 'dossier.plateHidden'))}
            {review.isNewEvent && ` · ${t('facts.flag.isNewEvent')}`}
            {review.plateConfirmed && ` · ${t('dossier.plateInsisted')}`}
            {review.reason !== null && t(`code.dismissReason.${review.reason}`)} {review.note}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** What the officer found out about permits, and those that the register had then. */
function Permit({ permit }: { readonly permit: NonNullable<AlertDetail['reviews'][number]['permit']> }) {
  const { t } = useTranslation()
  const numbers = permit.listed.map(
    (one) => one.number + (one.isForPlate ? ` (${t('permits.plateMatches')})` : ''),
  )
  return (
    <p className="small">
      {t('permits.answered')}: {t(`permits.${permit.answer}`)}
      {permit.reason !== '' && ` · ${permit.reason}`}
      {numbers.length > 0 && ` · ${t('permits.listed', { n: numbers.length })}: ${numbers.join('、')}`}
    </p>
  )
}
