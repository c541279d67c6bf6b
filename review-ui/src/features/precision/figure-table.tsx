import type { PrecisionFigure } from '@sightline/api/contract/precision'
import { Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ShareText } from '../../app/figures/share-text.tsx'

interface Props<T extends PrecisionFigure> {
  readonly title: string
  /** Of the first columns. */
  readonly heads: readonly string[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  readonly cellsOf: (row: T) => readonly ReactNode[]
  readonly name: string
}

/** Figures under one heading: who or what, the share with its interval, and what it was counted from. */
export function FigureTable<T extends PrecisionFigure>(props: Props<T>) {
  const { title, heads, rows, keyOf, cellsOf, name } = props
  const { t } = useTranslation()
  const firsts = heads.map((head, i) => ({
    title: head,
    width: 200,
    render: (_: unknown, row: T) => cellsOf(row)[i],
  }))
  const counts = (['right', 'wrong', 'unsaid', 'open'] as const).map((truth) => ({
    title: t(`precision.${truth}`),
    width: 110,
    align: 'right' as const,
    className: 'num',
    render: (_: unknown, { counts }: T) => counts[truth],
  }))
  const share = {
    title: t('precision.precision'),
    render: (_: unknown, { precision }: T) => <ShareText of={precision} />,
  }
  const columns: TableColumnsType<T> = [...firsts, share, ...counts]
  return (
    <section className="figure-table" aria-label={title} data-testid={name}>
      <h2>{title}</h2>
      <Table
        rowKey={keyOf}
        size="small"
        pagination={rows.length > 25 ? { pageSize: 25 } : false}
        scroll={{ x: 1000 }}
        columns={columns}
        dataSource={rows}
      />
    </section>
  )
}
