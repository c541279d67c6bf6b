import type { ShadowComparison } from '@sightline/api/contract/shadows'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { ShareText } from '../../app/figures/share-text.tsx'

const tones = { worse: 'error', better: 'success', undecided: 'info' } as const

/** Both precisions with their intervals, how much was found by whom, and what that says of the model. */
export function ResultPanel({ of }: { readonly of: ShadowComparison }) {
  const { t } = useTranslation()
  const { judgement } = of
  return (
    <section className="panel" aria-label={t('shadows.result')}>
      <h2>{t('shadows.result')}</h2>
      <Alert
        type={tones[judgement]}
        showIcon
        data-judgement={judgement}
        title={t(`shadows.judgement.${judgement}`)}
        description={t(`shadows.judgementHelp.${judgement}`)}
      />
      <dl className="shadow-facts">
        <dt>{t('shadows.inForce')}</dt>
        <dd>
          <ShareText of={of.inForce.precision} name="in-force" />
        </dd>
        <dt>{t('shadows.shadow')}</dt>
        <dd>
          <ShareText of={of.shadow.precision} name="shadow" />
        </dd>
        <dt>{t('shadows.missed')}</dt>
        <dd>
          <ShareText of={of.missed} name="missed" />
        </dd>
        <dt>{t('shadows.favour')}</dt>
        <dd>
          <ShareText of={of.favour} name="favour" />
        </dd>
        {(['both', 'shadowOnly', 'inForceOnly', 'notCompared'] as const).map((key) => (
          <Count key={key} name={`${t('shadows.found')}：${t(`shadows.${key}`)}`} value={of[key]} id={key} />
        ))}
      </dl>
    </section>
  )
}

function Count(props: { readonly name: string; readonly value: number; readonly id: string }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd className="num" data-testid={props.id}>
        {props.value}
      </dd>
    </>
  )
}
