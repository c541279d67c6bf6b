import { maxModelBytes, mayBeOnnx, type Model } from '@sightline/api/contract/models'
import { Alert, App, Button, Progress, Upload } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../app/failure.tsx'
import { useUpload, type Sending } from './use-upload.ts'
import { sizeText } from './words.ts'

type Wrong = 'fileEmpty' | 'fileLarge' | 'fileNotOnnx'

/** What can be said of a file before a byte of it is sent. */
async function wrongWith(file: Blob): Promise<Wrong | null> {
  if (file.size === 0) return 'fileEmpty'
  if (file.size > maxModelBytes) return 'fileLarge'
  const [first = 0] = new Uint8Array(await file.slice(0, 1).arrayBuffer())
  return mayBeOnnx(first) ? null : 'fileNotOnnx'
}

export function FilePanel(props: {
  readonly model: Model
  readonly mayChange: boolean
  readonly onStored: () => void
}) {
  const { model, mayChange } = props
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const upload = useUpload(model, {
    onStored: () => {
      void message.success(t('models.uploaded'))
      props.onStored()
    },
    onCancelled: () => void message.info(t('models.uploadCancelled')),
  })
  const choose = async (file: File): Promise<void> => {
    const found = await wrongWith(file)
    setWrong(found)
    if (found === null) upload.start(file)
  }
  const max = sizeText(maxModelBytes)
  return (
    <section className="panel" aria-label={t('models.file')}>
      <h2 tabIndex={-1} id="model-file">
        2. {t('models.file')}
      </h2>
      <FileFacts model={model} />
      {upload.sending ? (
        <SendingNote sending={upload.sending} onCancel={upload.cancel} />
      ) : (
        mayChange && (
          <>
            <Upload
              accept=".onnx"
              showUploadList={false}
              beforeUpload={(file) => {
                void choose(file)
                return false
              }}
            >
              <Button type={model.file === null ? 'primary' : 'default'}>
                {t(model.file === null ? 'models.choose' : 'models.replace')}
              </Button>
            </Upload>
            <p className="soft small">{t('models.fileHint', { max })}</p>
          </>
        )
      )}
      {wrong && <Alert type="error" showIcon role="alert" title={t(`models.${wrong}`, { max })} />}
      {upload.error !== null && wrong === null && <FailureNote error={upload.error} />}
    </section>
  )
}

function FileFacts({ model: { file } }: { readonly model: Model }) {
  const { t } = useTranslation()
  if (file === null) return <p>{t('models.fileNone')}</p>
  return (
    <p>
      {t('models.fileFacts', { size: sizeText(file.bytes) })}
      <br />
      <code className="hash">{file.sha256}</code>
    </p>
  )
}

function SendingNote({ sending, onCancel }: { readonly sending: Sending; readonly onCancel: () => void }) {
  const { t } = useTranslation()
  const cancel = useRef<HTMLButtonElement>(null)
  useEffect(() => cancel.current?.focus(), [])
  const { name, sent, bytes } = sending
  const percent = Math.min(100, Math.floor((sent / bytes) * 100))
  return (
    <div>
      <p role="status">
        {sent >= bytes ? t('models.storing') : t('models.uploading', { name })} ({sizeText(sent)} /{' '}
        {sizeText(bytes)})
      </p>
      <Progress percent={percent} status="active" aria-label={t('models.uploading', { name })} />
      <p className="soft small">{t('models.uploadLeave')}</p>
      <Button ref={cancel} onClick={onCancel}>
        {t('models.cancelUpload')}
      </Button>
    </div>
  )
}
