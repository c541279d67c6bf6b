import type { ApprovalState } from '@sightline/api/law/approval'
import { Steps } from 'antd'
import { useTranslation } from 'react-i18next'

const way = [
  'draft',
  'technical_review',
  'legal_review',
  'reviewed',
  'published',
  'in_use',
] as const satisfies readonly ApprovalState[]

/** The way to its use, and where it stands on it; what is suspended or retired stands on none. */
export function ApprovalSteps({ state }: { readonly state: ApprovalState }) {
  const { t } = useTranslation()
  const current = way.findIndex((one) => one === state)
  return (
    <Steps
      aria-label={t('approval.steps')}
      size="small"
      orientation="vertical"
      current={current}
      items={way.map((one) => ({ title: t(`code.approval.${one}`) }))}
    />
  )
}
