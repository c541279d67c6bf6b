import { maxLabelsBytes, type DatasetExport, type LabelDiff } from '@sightline/api/contract/datasets'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { uploadFile } from '../../api/upload.ts'
import { FailureNote } from '../../app/failure.tsx'
import { formatBytes } from '../../app/time.ts'
import { LabelDiffView } from './label-diff.tsx'

/** A file of a labelling tool: what it would change is seen first, and taken as it was seen. */
export function ImportDialog({ of, onClose }: { readonly of: DatasetExport; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const look = useSend(of.id)
  const take = useTake(of.id, onClose)
  const seen = look.data
  const isTooLarge = file !== null && file.size > maxLabelsBytes
  const isGood = seen !== undefined && seen.problems.length === 0 && hasChanges(seen)
  const choose = (chosen: File): void => {
    setFile(chosen)
    take.reset()
    look.reset()
    if (chosen.size <= maxLabelsBytes) look.mutate({ file: chosen })
  }
  return (
    <Modal
      open
      width={900}
      title={t('datasets.importTitle')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            type="primary"
            disabled={!isGood}
            loading={take.isPending}
            onClick={() => file && seen && take.mutate({ file, seen })}
          >
            {t('datasets.take')}
          </Button>
        </>
      }
    >
      <p>{t('datasets.importHint')}</p>
      <FileChooser onFile={choose} isBusy={look.isPending} />
      {file && <span className="small"> {file.name}</span>}
      {isTooLarge && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('datasets.fileLarge', { max: formatBytes(maxLabelsBytes) })}
        />
      )}
      {look.isPending && <p role="status">{t('datasets.looking')}</p>}
      {look.error && <FailureNote error={look.error} />}
      {take.error && <FailureNote error={take.error} />}
      {seen && <LabelDiffView diff={seen} />}
      <EvalHint of={of} />
    </Modal>
  )
}

const hasChanges = ({ added, removed, moved, renamed, kept }: LabelDiff): boolean =>
  added + removed + moved + renamed + kept > 0

interface Sending {
  readonly file: File
  /** As it was shown; absent: to see it. */
  readonly seen?: LabelDiff
}

const send = (id: string, { file, seen }: Sending): Promise<LabelDiff> =>
  uploadFile(routes.datasets.correct, {
    params: { id },
    query: seen ? { take: seen.sha256, against: seen.against } : {},
    file,
    onSent: () => undefined,
    signal: new AbortController().signal,
  })

const useSend = (id: string) => useMutation({ mutationFn: (sending: Sending) => send(id, sending) })

function useTake(id: string, onClose: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (sending: Sending) => send(id, sending),
    onSuccess: async () => {
      void message.success(t('datasets.taken'))
      await queries.invalidateQueries({ queryKey: keys.datasetExports })
      onClose()
    },
  })
}

function FileChooser({
  onFile,
  isBusy,
}: {
  readonly onFile: (file: File) => void
  readonly isBusy: boolean
}) {
  const { t } = useTranslation()
  return (
    <Upload
      accept=".json,application/json"
      showUploadList={false}
      beforeUpload={(file) => {
        onFile(file)
        return false
      }}
    >
      <Button loading={isBusy}>{t('datasets.chooseFile')}</Button>
    </Upload>
  )
}

function EvalHint({ of: { id } }: { readonly of: DatasetExport }) {
  const { t } = useTranslation()
  return (
    <p className="soft small">
      <a href={addressOf(routes.datasets.labels, { id })} download="annotations.json">
        {t('datasets.correctedLabels')}
      </a>
      <br />
      {t('datasets.evalHint')} <code>npx sightline models eval yolox-nano FOLDER</code>
    </p>
  )
}
