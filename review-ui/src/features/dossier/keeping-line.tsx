import type { KeepingView } from '@sightline/api/contract/alerts'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatAt } from '../../app/time.ts'

/** For how long the evidence is kept, who keeps it, and that it went where it did. */
export function KeepingLine({ keeping }: { readonly keeping: KeepingView }) {
  const { t } = useTranslation()
  const text = useKeepingText(keeping)
  const { expired } = keeping
  if (expired) {
    const why = t(`keeping.className.${expired.class}`)
    const said = t('keeping.expired', { at: formatAt(expired.at), why, days: expired.days })
    return <Alert data-testid="evidence-expired" type="warning" showIcon title={said} />
  }
  if (keeping.goesAt !== null)
    return (
      <Alert data-testid="evidence-goes" type="warning" showIcon title={`${t('keeping.label')}: ${text}`} />
    )
  return (
    <p className="small soft" data-testid="evidence-kept">
      {t('keeping.label')}: {text} · {t(`keeping.keeper.${keeping.keeper}`)}
    </p>
  )
}

function useKeepingText({ class: is, isHeld, until, days, goesAt }: KeepingView): string {
  const { t } = useTranslation()
  const why = t(`keeping.className.${is}`)
  if (isHeld)
    return until === null ? t('keeping.held', { why }) : t('keeping.heldUntil', { why, at: formatAt(until) })
  if (goesAt !== null) return t('keeping.goes', { why, days, at: formatAt(goesAt) })
  return t('keeping.until', { why, days, at: formatAt(until ?? 0) })
}
