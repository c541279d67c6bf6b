import { type ImportAnswer, importColumns, type ImportProblem } from '@sightline/api/contract/permits'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { Validity } from './permit-facts.tsx'
import { TableFileChooser } from './table-file.tsx'

type Row = ImportAnswer['rows'][number]
const needed = ['kind', 'number', 'holder', 'zones', 'fromDay', 'toDay'] as const
const shownRows = 50

/** A pasted table: looked at first, then registered as a whole or not at all. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const look = useMutation({
    mutationFn: () => call(routes.permits.importTable, { body: { text, dryRun: true } }),
  })
  const run = useRun(text, onClose)
  const seen = look.data
  const isGood = seen !== undefined && seen.problems.length === 0 && seen.rows.length > 0
  const names = (columns: readonly (typeof importColumns)[number][]): string =>
    columns.map((column) => t(`permits.columnName.${column}`)).join('、')
  const change = (next: string): void => {
    setText(next)
    look.reset()
    run.reset()
  }
  return (
    <Modal
      open
      width={900}
      title={t('permits.importTitle')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button disabled={text.trim() === ''} loading={look.isPending} onClick={() => look.mutate()}>
            {t('permits.importPreview')}
          </Button>
          <Button type="primary" disabled={!isGood} loading={run.isPending} onClick={() => run.mutate()}>
            {t('permits.importRun', { n: seen?.rows.length ?? 0 })}
          </Button>
        </>
      }
    >
      <p>{t('permits.importHint')}</p>
      <p className="soft small">
        {t('permits.importColumns', { columns: names(importColumns), needed: names(needed) })}
      </p>
      <TableFileChooser onText={change} />
      <Input.TextArea
        rows={7}
        autoFocus
        className="permit-paste"
        aria-label={t('permits.importText')}
        placeholder={t('permits.importText')}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {look.error && <FailureNote error={look.error} />}
      {run.error && <FailureNote error={run.error} />}
      {seen && <Seen answer={seen} />}
    </Modal>
  )
}

function useRun(text: string, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: () => call(routes.permits.importTable, { body: { text, dryRun: false } }),
    onSuccess: async ({ created }) => {
      void message.success(t('permits.importDone', { n: created }))
      await queries.invalidateQueries({ queryKey: keys.permits })
      onDone()
    },
  })
}

function Seen({ answer }: { readonly answer: ImportAnswer }) {
  const { t } = useTranslation()
  const { rows, problems } = answer
  const columns = useColumns(problems)
  const isGood = problems.length === 0
  return (
    <div className="permit-seen">
      <Alert
        showIcon
        type={isGood ? 'success' : 'error'}
        role={isGood ? 'status' : 'alert'}
        title={isGood ? t('permits.importGood') : t('permits.importBad', { n: problems.length })}
        description={!isGood && <Problems problems={problems} />}
      />
      <p className="soft small">
        {t('permits.importRows', { n: rows.length })}
        {rows.length > shownRows && ` · ${t('permits.importMore', { n: shownRows })}`}
      </p>
      <Table
        size="small"
        rowKey="line"
        pagination={false}
        scroll={{ x: 800, y: 260 }}
        columns={columns}
        dataSource={rows.slice(0, shownRows)}
      />
    </div>
  )
}

function Problems({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const { t } = useTranslation()
  return (
    <ul className="problems" data-testid="import-problems">
      {problems.map(({ line, column, code, found }) => (
        <li key={`${line}.${column}.${code}.${found}`}>
          <strong>{t('permits.importLine', { line })}</strong>
          {column !== null && ` · ${t(`permits.columnName.${column}`)}`}
          {found !== '' && <code> {found}</code>} {t(`permits.problem.${code}`)}
        </li>
      ))}
    </ul>
  )
}

function useColumns(problems: readonly ImportProblem[]): TableColumnsType<Row> {
  const { t } = useTranslation()
  const bad = new Set(problems.map(({ line }) => line))
  return [
    {
      width: 80,
      title: t('permits.importRow'),
      render: (_, row) => (
        <span className={bad.has(row.line) ? 'bad' : 'good'}>
          {bad.has(row.line) ? '×' : '✓'} {row.line}
        </span>
      ),
    },
    {
      title: t('permits.kind'),
      render: (_, row) => (row.kind === null ? '—' : t(`permits.kindName.${row.kind}`)),
    },
    { title: t('permits.number'), dataIndex: 'number' },
    { title: t('permits.holder'), dataIndex: 'holder' },
    { title: t('permits.zones'), render: (_, row) => row.zones.join('、') },
    { title: t('permits.plate'), render: (_, row) => row.plate ?? '—' },
    { title: t('permits.stall'), render: (_, row) => row.stall ?? '—' },
    { title: t('permits.days'), width: 220, render: (_, row) => <Validity permit={row} /> },
  ]
}
