import type { LabelChange, LabelDiff } from '@sightline/api/contract/datasets'
import { Alert, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'

/** What a file of labels changes, or why it cannot be taken. */
export function LabelDiffView({ diff }: { readonly diff: LabelDiff }) {
  const { t } = useTranslation()
  const { problems, changes } = diff
  if (problems.length > 0)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t('datasets.problems', { n: problems.length })}
        description={
          <ul className="problems" data-testid="label-problems">
            {problems.map(({ path, code, found }) => (
              <li key={`${path} ${code}`}>
                <code>{path}</code> {t(`datasets.problem.${code}`)} {found !== '' && <code>{found}</code>}
              </li>
            ))}
          </ul>
        }
      />
    )
  const { pictures, kept, added, removed, moved, renamed } = diff
  const total = added + removed + moved + renamed
  return (
    <div data-testid="label-diff">
      <Alert
        type={total === 0 ? 'info' : 'success'}
        showIcon
        role="status"
        title={t('datasets.changes', { pictures, kept, added, removed, moved, renamed })}
        description={total === 0 ? t('datasets.noChanges') : undefined}
      />
      {total > changes.length && (
        <p className="soft small">{t('datasets.firstChanges', { n: changes.length })}</p>
      )}
      {changes.length > 0 && <Changes changes={changes} />}
    </div>
  )
}

function Changes({ changes }: { readonly changes: readonly LabelChange[] }) {
  const { t } = useTranslation()
  const columns: TableColumnsType<LabelChange & { readonly key: number }> = [
    { title: t('datasets.picture'), render: (_, { picture }) => <code className="small">{picture}</code> },
    { title: t('datasets.change'), width: 90, render: (_, one) => t(`datasets.changeName.${one.change}`) },
    { title: t('datasets.before'), render: (_, { before }) => <Label of={before} /> },
    { title: t('datasets.after'), render: (_, { after }) => <Label of={after} /> },
  ]
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ x: 700, y: 300 }}
      columns={columns}
      dataSource={changes.map((change, key) => ({ ...change, key }))}
    />
  )
}

function Label({ of }: { readonly of: LabelChange['before'] }) {
  const { t } = useTranslation()
  if (!of) return '—'
  return (
    <>
      {t(`code.objectClass.${of.class}`)}
      <div className="soft small">{of.box.map((side) => Math.round(side)).join(', ')}</div>
    </>
  )
}
