import type { StampView } from '@sightline/api/contract/stamps'
import { useTranslation } from 'react-i18next'
import { formatAt } from '../../app/time.ts'

/** By when what was sealed is shown to have been there; nothing where no authority is set. */
export function StampLine({ stamps }: { readonly stamps: readonly StampView[] }) {
  const { t } = useTranslation()
  if (stamps.length === 0) return null
  const texts = stamps.map(({ stage, part, stamped }) => {
    const name = t(`stamps.stage.${stage}`)
    const whole = part === 'supplement' ? `${name} (${t('stamps.supplement')})` : name
    return stamped
      ? t('stamps.stamped', { stage: whole, at: formatAt(stamped.at) })
      : t('stamps.waiting', { stage: whole })
  })
  const authorities = [...new Set(stamps.flatMap(({ stamped }) => (stamped ? [stamped.authority] : [])))]
  const by = authorities.map((authority) => t('stamps.by', { authority }))
  return (
    <p className="small soft" data-testid="stamps" title={t('stamps.explain')}>
      {t('stamps.label')}: {[...texts, ...by].join(' · ')}
    </p>
  )
}
