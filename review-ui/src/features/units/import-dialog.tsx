import { routes } from '@sightline/api/contract/routes'
import type { UnitImportAnswer } from '@sightline/api/contract/units'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { toBase64 } from '../../api/to-base64.ts'
import { FailureNote } from '../../app/failure.tsx'

/** A table of units: looked at first, with everything that is wrong by its line; then all are added, or none. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [file, setFile] = useState<{ name: string; base64: string } | null>(null)
  const send = (dryRun: boolean) =>
    call(routes.units.importTable, { body: { base64: file?.base64 ?? '', dryRun } })
  const look = useMutation({ mutationFn: () => send(true) })
  const run = useMutation({
    mutationFn: () => send(false),
    onSuccess: async ({ created }) => {
      void message.success(t('units.imported', { n: created }))
      await queries.invalidateQueries({ queryKey: keys.units })
      onClose()
    },
  })
  const read = async (chosen: File): Promise<void> => {
    look.reset()
    run.reset()
    setFile({ name: chosen.name, base64: await toBase64(chosen) })
  }
  const isGood = look.data !== undefined && look.data.problems.length === 0 && look.data.rows.length > 0
  return (
    <Modal
      open
      width={640}
      title={t('units.import')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button disabled={file === null} loading={look.isPending} onClick={() => look.mutate()}>
            {t('units.preview')}
          </Button>
          <Button type="primary" disabled={!isGood} loading={run.isPending} onClick={() => run.mutate()}>
            {t('units.run', { n: look.data?.rows.length ?? 0 })}
          </Button>
        </>
      }
    >
      <p>{t('units.importHint')}</p>
      <Upload
        accept=".xlsx,.csv,.tsv,.txt"
        showUploadList={false}
        beforeUpload={(chosen) => {
          void read(chosen)
          return false
        }}
      >
        <Button>{t('units.file')}</Button>
      </Upload>{' '}
      <span role="status">{file?.name}</span>
      {look.error && <FailureNote error={look.error} />}
      {run.error && <FailureNote error={run.error} />}
      {look.data && <Seen answer={look.data} />}
    </Modal>
  )
}

function Seen({ answer: { rows, problems } }: { readonly answer: UnitImportAnswer }) {
  const { t } = useTranslation()
  if (problems.length === 0)
    return <Alert type="success" showIcon role="status" title={t('units.good', { n: rows.length })} />
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('units.bad', { n: problems.length })}
      description={
        <ul className="problems">
          {problems.slice(0, 100).map(({ line, column, code, found }, i) => (
            <li key={i}>
              <strong>{t('units.line', { line })}</strong> {column !== null && t(`units.columns.${column}`)}{' '}
              {t(`units.problem.${code}`)} {found !== '' && <code>{found}</code>}
            </li>
          ))}
        </ul>
      }
    />
  )
}
