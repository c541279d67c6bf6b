import './documents.css'
import { FilePdfOutlined } from '@ant-design/icons'
import type { AlertDocuments, CaseDocument } from '@sightline/api/contract/documents'
import { routes } from '@sightline/api/contract/routes'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/client.ts'
import { alertDocumentsQuery } from '../../../api/queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { useMay } from '../../../app/session.tsx'
import { When } from '../../../app/when.tsx'
import { documentsByKind, type DocumentRow } from './documents-by-kind.ts'
import { useMakeDocument } from './use-make-document.ts'

/** The documents of an alert: what can be made, what others lack, and what was made. */
export function DocumentsPanel({ alertId }: { readonly alertId: string }) {
  const { t } = useTranslation()
  const documents = useQuery(alertDocumentsQuery(alertId))
  return (
    <section id="documents" className="panel documents" aria-label={t('documents.title')}>
      <h2>{t('documents.title')}</h2>
      <Loaded of={documents}>{(data) => <Rows alertId={alertId} answer={data} />}</Loaded>
    </section>
  )
}

function Rows({ alertId, answer }: { readonly alertId: string; readonly answer: AlertDocuments }) {
  const { t } = useTranslation()
  const may = useMay()
  const make = useMakeDocument(alertId)
  if (answer.isWithheld) return <p className="soft">{t('documents.withheld')}</p>
  return (
    <>
      <p className="small soft">{t('documents.hint')}</p>
      <ul className="document-list">
        {documentsByKind(answer).map((row) => (
          <li
            key={row.kind}
            data-document={row.kind}
            data-state={row.missing.length === 0 ? 'ready' : 'lacks'}
          >
            <RowFacts row={row} />
            {may('documents.make') && (
              <Button
                size="small"
                disabled={row.missing.length > 0}
                loading={make.isPending && make.variables === row.kind}
                aria-label={t('documents.makeNamed', { name: t(`documents.kindName.${row.kind}`) })}
                onClick={() => make.mutate(row.kind)}
              >
                {t(row.newest ? 'documents.makeAgain' : 'documents.make')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {make.error && <FailureNote error={make.error} />}
    </>
  )
}

function RowFacts({ row: { kind, missing, newest, older } }: { readonly row: DocumentRow }) {
  const { t } = useTranslation()
  const fields = missing.map((field) => t(`documents.field.${field}`)).join(t('documents.comma'))
  return (
    <div>
      <strong>{t(`documents.kindName.${kind}`)}</strong>
      <div className={missing.length === 0 ? 'small good' : 'small soft'}>
        {missing.length === 0 ? t('documents.ready') : t('documents.lacks', { fields })}
      </div>
      {newest && <Made of={newest} />}
      {older.length > 0 && (
        <details className="small">
          <summary>{t('documents.older', { n: older.length })}</summary>
          {older.map((one) => (
            <Made key={one.id} of={one} />
          ))}
        </details>
      )}
    </div>
  )
}

/** A document that was made, to be had as it is. */
function Made({ of: { id, number, madeAt, madeBy, pages, isReplaced } }: { readonly of: CaseDocument }) {
  const { t } = useTranslation()
  return (
    <div className="small" data-testid="document" data-replaced={isReplaced}>
      <a
        href={addressOf(routes.documents.content, { id })}
        download={`${number}.pdf`}
        aria-label={t('documents.downloadNamed', { number })}
      >
        <FilePdfOutlined /> {number}
      </a>{' '}
      <span className="soft">
        <When at={madeAt} /> · {madeBy.name} · {t('documents.pages', { n: pages })}
        {isReplaced && ` · ${t('documents.replaced')}`}
      </span>
    </div>
  )
}
