import './catalogue.css'
import type { LawEntryView } from '@sightline/api/contract/catalogue'
import { lawSubjects, type LawSubject } from '@sightline/api/law/catalogue'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { catalogueQuery } from '../../api/catalogue-queries.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { BatchList } from './batch-list.tsx'
import { EntryDrawer } from './entry-drawer.tsx'
import { EntryTable } from './entry-table.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { SeedPanel } from './seed-panel.tsx'

/** Matters with their tiers, who may handle them, and the lists of leniency: as they came, who published them, what holds now. */
export function CataloguePage() {
  const { t } = useTranslation()
  const may = useMay()
  const [subject, setSubject] = useSubject()
  const law = useQuery(catalogueQuery(subject))
  const [isImporting, setImporting] = useState(false)
  const [shown, setShown] = useState<LawEntryView | null>(null)
  return (
    <Page
      title={t('catalogue.title')}
      actions={
        may('catalogue.import') && (
          <Button type="primary" onClick={() => setImporting(true)}>
            {t('catalogue.import')}
          </Button>
        )
      }
    >
      <p className="soft">{t('catalogue.hint')}</p>
      <div className="catalogue-subjects">
        <Segmented<LawSubject>
          value={subject}
          options={lawSubjects.map((value) => ({ value, label: t(`catalogue.subject.${value}`) }))}
          onChange={setSubject}
        />
      </div>
      <Loaded of={law}>
        {({ items, batches, toConfirm }) => (
          <>
            {subject === 'authorities' && !items.some(({ state }) => state === 'published') && (
              <Alert type="warning" showIcon title={t('catalogue.noAuthority')} />
            )}
            <BatchList batches={batches} />
            <EntryTable items={items} onShow={setShown} />
            {toConfirm.length > 0 && <SeedPanel matters={toConfirm} />}
          </>
        )}
      </Loaded>
      {isImporting && <ImportDialog subject={subject} onClose={() => setImporting(false)} />}
      {shown && <EntryDrawer entry={shown} onClose={() => setShown(null)} />}
    </Page>
  )
}

/** The address says which part is shown. */
function useSubject(): [LawSubject, (subject: LawSubject) => void] {
  const [query, setQuery] = useSearchParams()
  const subject = lawSubjects.find((one) => one === query.get('show')) ?? 'matters'
  return [subject, (next) => setQuery(next === 'matters' ? {} : { show: next })]
}
