import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { mostTableBytes, readTableFile, type TableFile } from './read-table-file.ts'

interface Read {
  readonly name: string
  readonly file: TableFile
}

async function read(file: File): Promise<Read> {
  const { name } = file
  if (file.size > mostTableBytes) return { name, file: { problem: 'too_large' } }
  return { name, file: readTableFile(new Uint8Array(await file.arrayBuffer())) }
}

/** A file in place of pasting; says in which encoding it was read, or why it was not. */
export function TableFileChooser({ onText }: { readonly onText: (text: string) => void }) {
  const { t } = useTranslation()
  const reading = useMutation({
    mutationFn: read,
    onSuccess: ({ file }) => ('text' in file ? onText(file.text) : undefined),
  })
  return (
    <div className="permit-file">
      <Upload
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        showUploadList={false}
        beforeUpload={(file) => {
          reading.mutate(file)
          return false
        }}
      >
        <Button loading={reading.isPending}>{t('permits.importFile')}</Button>
      </Upload>
      {reading.error && (
        <Alert type="error" showIcon role="alert" title={t('permits.fileProblem.not_text')} />
      )}
      {reading.data && <Said {...reading.data} />}
    </div>
  )
}

function Said({ name, file }: Read) {
  const { t } = useTranslation()
  if ('problem' in file)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={`${name} · ${t(`permits.fileProblem.${file.problem}`)}`}
      />
    )
  return (
    <span className="soft small" role="status">
      {t('permits.importRead', { name, encoding: file.encoding })}
    </span>
  )
}
