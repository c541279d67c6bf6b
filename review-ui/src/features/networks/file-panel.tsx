import { maxNetworkBytes, mayBeOnnx, type Network } from '@sightline/api/contract/networks'
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
  if (file.size > maxNetworkBytes) return 'fileLarge'
  const [first = 0] = new Uint8Array(await file.slice(0, 1).arrayBuffer())
  return mayBeOnnx(first) ? null : 'fileNotOnnx'
}

export function FilePanel(props: {
  readonly network: Network
  readonly mayChange: boolean
  readonly onStored: () => void
}) {
  const { network, mayChange } = props
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const upload = useUpload(network, {
    onStored: () => {
      void message.success(t('networks.uploaded'))
      props.onStored()
    },
    onCancelled: () => void message.info(t('networks.uploadCancelled')),
  })
  const choose = async (file: File): Promise<void> => {
    const found = await wrongWith(file)
    setWrong(found)
    if (found === null) upload.start(file)
  }
  const max = sizeText(maxNetworkBytes)
  return (
    <section className="panel" aria-label={t('networks.file')}>
      <h2 tabIndex={-1} id="network-file">
        2. {t('networks.file')}
      </h2>
      <FileFacts network={network} />
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
              <Button type={network.file === null ? 'primary' : 'default'}>
                {t(network.file === null ? 'networks.choose' : 'networks.replace')}
              </Button>
            </Upload>
            <p className="soft small">{t('networks.fileHint', { max })}</p>
          </>
        )
      )}
      {wrong && <Alert type="error" showIcon role="alert" title={t(`networks.${wrong}`, { max })} />}
      {upload.error !== null && wrong === null && <FailureNote error={upload.error} />}
    </section>
  )
}

function FileFacts({ network: { file } }: { readonly network: Network }) {
  const { t } = useTranslation()
  if (file === null) return <p>{t('networks.fileNone')}</p>
  return (
    <p>
      {t('networks.fileFacts', { size: sizeText(file.bytes) })}
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
        {sent >= bytes ? t('networks.storing') : t('networks.uploading', { name })} ({sizeText(sent)} /{' '}
        {sizeText(bytes)})
      </p>
      <Progress percent={percent} status="active" aria-label={t('networks.uploading', { name })} />
      <p className="soft small">{t('networks.uploadLeave')}</p>
      <Button ref={cancel} onClick={onCancel}>
        {t('networks.cancelUpload')}
      </Button>
    </div>
  )
}
