import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons'
import type { Review } from '@sightline/api/contract/alerts'
import { useTranslation } from 'react-i18next'
import { When } from '../when.tsx'

const questions = [
  ['isTrue', 'trueShort'],
  ['isClear', 'clearShort'],
  ['isComplete', 'completeShort'],
  ['isAccurate', 'accurateShort'],
] as const

/** The officers' recorded judgements. A plate that may not be shown yet is said to be hidden. */
export function Reviews({ reviews }: { readonly reviews: readonly Review[] }) {
  const { t } = useTranslation()
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
            <strong>{review.officer.name}</strong> {t(`dossier.${review.verdict}`)} · <When at={review.at} />
          </p>
          <p className="small">
            {questions.map(([key, word]) => (
              <span key={key} className="answer">
                {t(`dossier.${word}`)} {t(review.answers[key] ? 'app.yes' : 'app.no')}
              </span>
            ))}
          </p>
          <p className="small">
            {review.verdict === 'confirm' && (review.plate ?? t('dossier.plateHidden'))}
            {review.plateConfirmed && ` · ${t('dossier.plateInsisted')}`}
            {review.reason !== null && t(`code.dismissReason.${review.reason}`)} {review.note}
          </p>
        </li>
      ))}
    </ul>
  )
}
