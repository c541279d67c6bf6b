import './documents.css'
import { FilePdfOutlined } from '@ant-design/icons'
import type { AlertDocuments, CaseDocument } from '@sightline/api/contract/documents'
import { routes } from '@sightline/api/contract/routes'
import { useQuery } from '@tanstack/react-query'
import { picturedKinds } from '@sightline/api/law/documents'
import { Button, Space, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/client.ts'
import { alertDocumentsQuery } from '../../../api/queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { useOwnPermission } from '../../../app/originals/use-own-permission.ts'
import { useMay } from '../../../app/session.tsx'
import { When } from '../../../app/when.tsx'
import { documentsByKind, type DocumentRow } from './documents-by-kind.ts'
import { useMakeDocument } from './use-make-document.ts'

/** The documents of an alert: what can be made, what others lack, and what was made. */
export function DocumentsPanel({
  alertId,
  caseId,
}: {
  readonly alertId: string
  readonly caseId: string | null
}) {
  const { t } = useTranslation()
  const documents = useQuery(alertDocumentsQuery(alertId))
  const permission = useOwnPermission(caseId)?.id ?? null
  return (
    <section id="documents" className="panel documents" aria-label={t('documents.title')}>
      <h2>{t('documents.title')}</h2>
      <Loaded of={documents}>
        {(data) => <Rows alertId={alertId} answer={data} permission={permission} />}
      </Loaded>
    </section>
  )
}

interface RowsProps {
  readonly alertId: string
  readonly answer: AlertDocuments
  /** By which originals may be printed and read; null: none. */
  readonly permission: string | null
}

function Rows({ alertId, answer, permission }: RowsProps) {
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
            <RowFacts row={row} permission={permission} />
            {may('documents.make') && (
              <Space orientation="vertical">
                <Button
                  size="small"
                  disabled={row.missing.length > 0}
                  loading={make.isPending && make.variables.kind === row.kind}
                  aria-label={t('documents.makeNamed', { name: t(`documents.kindName.${row.kind}`) })}
                  onClick={() => make.mutate({ kind: row.kind })}
                >
                  {t(row.newest ? 'documents.makeAgain' : 'documents.make')}
                </Button>
                {permission !== null && picturedKinds.includes(row.kind) && (
                  <Button
                    size="small"
                    disabled={row.missing.length > 0 || make.isPending}
                    onClick={() => make.mutate({ kind: row.kind, permission })}
                  >
                    {t('documents.makeOriginal')}
                  </Button>
                )}
              </Space>
            )}
          </li>
        ))}
      </ul>
      {make.error && <FailureNote error={make.error} />}
    </>
  )
}

interface RowProps {
  readonly row: DocumentRow
  readonly permission: string | null
}

function RowFacts({ row: { kind, missing, newest, older }, permission }: RowProps) {
  const { t } = useTranslation()
  const fields = missing.map((field) => t(`documents.field.${field}`)).join(t('documents.comma'))
  return (
    <div>
      <strong>{t(`documents.kindName.${kind}`)}</strong>
      <div className={missing.length === 0 ? 'small good' : 'small soft'}>
        {missing.length === 0 ? t('documents.ready') : t('documents.lacks', { fields })}
      </div>
      {newest && <Made of={newest} permission={permission} />}
      {older.length > 0 && (
        <details className="small">
          <summary>{t('documents.older', { n: older.length })}</summary>
          {older.map((one) => (
            <Made key={one.id} of={one} permission={permission} />
          ))}
        </details>
      )}
    </div>
  )
}

interface MadeProps {
  readonly of: CaseDocument
  readonly permission: string | null
}

/** A document that was made, to be had as it is; with originals in it by a permission. */
function Made({ of, permission }: MadeProps) {
  const { t } = useTranslation()
  const { number, madeAt, madeBy, pages, isReplaced, showsOriginals } = of
  return (
    <div className="small" data-testid="document" data-replaced={isReplaced}>
      {showsOriginals && permission === null ? (
        <span title={t('documents.originalHint')}>
          <FilePdfOutlined /> {number}
        </span>
      ) : (
        <DocumentLink of={of} permission={showsOriginals ? permission : null} />
      )}{' '}
      {showsOriginals && <Tag color="orange">{t('documents.original')}</Tag>}
      <span className="soft">
        <When at={madeAt} /> · {madeBy.name} · {t('documents.pages', { n: pages })}
        {isReplaced && ` · ${t('documents.replaced')}`}
      </span>
    </div>
  )
}

function DocumentLink({ of: { id, number }, permission }: MadeProps) {
  const { t } = useTranslation()
  const query = permission === null ? '' : `?${new URLSearchParams({ permission }).toString()}`
  return (
    <a
      href={addressOf(routes.documents.content, { id }) + query}
      download={`${number}.pdf`}
      aria-label={t('documents.downloadNamed', { number })}
    >
      <FilePdfOutlined /> {number}
    </a>
  )
}
