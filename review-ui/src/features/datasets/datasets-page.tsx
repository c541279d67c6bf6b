import './datasets.css'
import { useTranslation } from 'react-i18next'
import { Page } from '../../app/page.tsx'
import { ApprovalsPanel } from './approvals-panel.tsx'
import { ExportsPanel } from './exports-panel.tsx'

/** What people concluded of findings, as training data: by whose approval, and what was taken out. */
export function DatasetsPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('datasets.title')}>
      <p className="soft">{t('datasets.hint')}</p>
      <ApprovalsPanel />
      <ExportsPanel />
    </Page>
  )
}
