import './figures.css'
import { isTellable, type Proportion } from '@sightline/detectors/measures/proportion'
import { useTranslation } from 'react-i18next'

/** Whole percents, outwards: an interval is never told narrower than it is. */
const lowOf = ({ low }: Proportion): number => Math.floor(low * 100)
const highOf = ({ high }: Proportion): number => Math.ceil(high * 100)

/** A share in words: never without the number it rests on and its interval; of few, no percentage at all. */
export function useShareText(): (of: Proportion) => string {
  const { t } = useTranslation()
  return (of) => {
    const said = { n: of.tries, hits: of.hits, low: lowOf(of), high: highOf(of) }
    if (of.share === null) return t('precision.none')
    if (!isTellable(of)) return t('precision.tooFew', said)
    return t('precision.share', { ...said, share: Math.round(of.share * 100) })
  }
}

/** The same with its interval drawn beside it; the words say all of it. */
export function ShareText({ of, name }: { readonly of: Proportion; readonly name?: string }) {
  const shareText = useShareText()
  return (
    <div className="share" data-testid={name} data-hits={of.hits} data-tries={of.tries}>
      <span className="share-bar" aria-hidden="true">
        {of.share !== null && (
          <>
            <span
              className="share-range"
              style={{ left: `${of.low * 100}%`, width: `${(of.high - of.low) * 100}%` }}
            />
            {isTellable(of) && <span className="share-mark" style={{ left: `${of.share * 100}%` }} />}
          </>
        )}
      </span>
      <span className={isTellable(of) ? undefined : 'soft'}>{shareText(of)}</span>
    </div>
  )
}
