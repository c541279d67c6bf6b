import type { Utterance } from '@sightline/api/contract/speakers'
import { useTranslation } from 'react-i18next'
import { When } from '../when.tsx'

const looks = {
  waiting: { mark: '…', className: 'warn' },
  speaking: { mark: '🔊', className: 'warn' },
  delivered: { mark: '✓', className: 'good' },
  not_delivered: { mark: '✗', className: 'bad' },
  unknown: { mark: '?', className: 'bad' },
} as const

/** How far something came that was to be said, and what mends it where it was not. */
export function UtteranceState({ of }: { readonly of: Utterance }) {
  const { t } = useTranslation()
  const { mark, className } = looks[of.state]
  const state = t(`speech.state.${of.state}`)
  return (
    <span className={className} data-testid="utterance" data-state={of.state}>
      <span aria-hidden>{mark}</span>{' '}
      {of.code === null ? state : t('speech.because', { state, why: t(`speech.undelivered.${of.code}`) })}
    </span>
  )
}

/** Who had what said when, by what, and what came of it. */
export function UtteranceLine({ of }: { readonly of: Utterance }) {
  const { t } = useTranslation()
  const what =
    of.phrase === null
      ? t('speech.freeWords')
      : of.phrase.version === 0
        ? t('speech.standardShipped')
        : t('speech.standard', { version: of.phrase.version })
  return (
    <li className="small">
      <div>
        <When at={of.endedAt ?? of.askedAt} /> {of.askedBy?.name ?? t('speech.byItself')} ·{' '}
        {t(`speech.speakerName.${of.speaker}`)}
      </div>
      <div role="status">
        <UtteranceState of={of} />
      </div>
      {of.text !== '' && (
        <div className="soft">
          {what} · {of.text}
        </div>
      )}
      {of.reason !== '' && <div className="soft">{t('speech.reasonOf', { reason: of.reason })}</div>}
      {of.isWithheld && <div className="soft">{t('speech.withheld')}</div>}
    </li>
  )
}
