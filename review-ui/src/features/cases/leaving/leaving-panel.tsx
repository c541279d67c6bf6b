import type { Case } from '@sightline/api/contract/cases'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.tsx'
import { CopiesPart } from './copies-part.tsx'
import { OriginalsPart } from './originals-part.tsx'
import './leaving.css'

/** What leaves of a case, in its two forms: originals by permission, and copies in which others are hidden. */
export function LeavingPanel({ of }: { readonly of: Case }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <section className="panel leaving" aria-label={t('originals.panel')}>
      <h2>{t('originals.panel')}</h2>
      <CopiesPart caseId={of.id} />
      {may('originals.read') && <OriginalsPart of={of} />}
    </section>
  )
}
