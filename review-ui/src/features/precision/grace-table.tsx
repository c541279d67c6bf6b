import type { GraceFigure } from '@sightline/api/contract/precision'
import { openedEnds } from '@sightline/api/law/opened'
import { isTellable, type Proportion } from '@sightline/detectors/measures/proportion'
import { Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKindName } from '../../app/kind-name.ts'

/** What became of findings of which people heard in their grace: how many put it right after a reminder. */
export function GraceTable({ rows }: { readonly rows: readonly GraceFigure[] }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const shareOf = useGraceShare()
  if (rows.length === 0) return null
  const counts = openedEnds.map((end) => ({
    title: t(`opened.end.${end}`),
    width: 120,
    align: 'right' as const,
    className: 'num',
    render: (_: unknown, { ends }: GraceFigure) => ends[end],
  }))
  const columns: TableColumnsType<GraceFigure> = [
    { title: t('precision.kind'), width: 200, render: (_, { kind }) => kindName(kind) },
    { title: t('opened.share'), render: (_, { selfRectified }) => shareOf(selfRectified) },
    ...counts,
    {
      title: t('opened.stageConfirmed'),
      width: 110,
      align: 'right',
      className: 'num',
      render: (_, { confirmed }) => confirmed,
    },
  ]
  return (
    <section className="figure-table" aria-label={t('opened.figures')} data-testid="grace">
      <h2>{t('opened.figures')}</h2>
      <p className="soft">{t('opened.figuresHint')}</p>
      <Table
        rowKey="kind"
        size="small"
        pagination={false}
        scroll={{ x: 1000 }}
        columns={columns}
        dataSource={rows}
      />
    </section>
  )
}

/** A share with the number it rests on; of few, no percentage. */
function useGraceShare(): (of: Proportion) => string {
  const { t } = useTranslation()
  return (of) => {
    if (of.share === null) return t('opened.shareNone')
    const said = { hits: of.hits, n: of.tries }
    if (!isTellable(of)) return t('opened.shareFew', said)
    return t('opened.shareOf', { ...said, share: Math.round(of.share * 100) })
  }
}
