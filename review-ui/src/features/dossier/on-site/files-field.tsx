import { CameraOutlined, PlusOutlined } from '@ant-design/icons'
import type { SiteForm } from '@sightline/api/contract/site-files'
import { Button, Progress, Space } from 'antd'
import { type ChangeEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure, failureCode } from '../../../api/failure.ts'
import { formatBytes } from '../../../app/time.ts'
import { isFault } from './faults.ts'
import type { SiteFiles, SiteItem } from './use-site-files.ts'

/** Takes photographs or chooses files; what is chosen is sent at once. */
export function FilesField({
  files,
  limits,
}: {
  readonly files: SiteFiles
  readonly limits: SiteForm['limits']
}) {
  const { t } = useTranslation()
  const [inside, outside] = [files.items.filter((one) => one.isIn), files.items.filter((one) => !one.isIn)]
  const sizes = {
    photo: formatBytes(limits.photo),
    video: formatBytes(limits.video),
    scan: formatBytes(limits.scan),
  }
  return (
    <div className="site-files" data-testid="site-files">
      <Space wrap>
        <Choose
          label={t('onSite.takePhoto')}
          icon={<CameraOutlined aria-hidden />}
          accept="image/jpeg,image/png"
          isCamera
          onFiles={files.add}
        />
        <Choose
          label={t('onSite.choose')}
          icon={<PlusOutlined aria-hidden />}
          accept="image/jpeg,image/png,video/mp4,application/pdf"
          onFiles={files.add}
        />
      </Space>
      <p className="small soft">
        {t('onSite.chooseHint', sizes)} {t('onSite.arrives')}
      </p>
      <Items items={inside} files={files} />
      {outside.length > 0 && (
        <>
          <p className="small soft">{t('onSite.earlier')}</p>
          <Items items={outside} files={files} />
          <p className="small soft">{t('onSite.outHint')}</p>
        </>
      )}
    </div>
  )
}

function Choose(props: {
  readonly label: string
  readonly icon: React.ReactNode
  readonly accept: string
  readonly isCamera?: true
  readonly onFiles: (files: readonly File[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    props.onFiles([...(event.target.files ?? [])])
    // The same file may be chosen once more, after it was taken out.
    event.target.value = ''
  }
  return (
    <>
      <Button icon={props.icon} onClick={() => input.current?.click()}>
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        aria-label={props.label}
        data-camera={props.isCamera === true}
        {...(props.isCamera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={take}
      />
    </>
  )
}

function Items({ items, files }: { readonly items: readonly SiteItem[]; readonly files: SiteFiles }) {
  if (items.length === 0) return null
  return (
    <ul className="site-items">
      {items.map((item) => (
        <li key={item.key} data-state={item.state} data-in={item.isIn} data-testid="site-item">
          <Thumb item={item} />
          <div className="site-item-said">
            <div className="site-item-name">{item.name || item.stored?.sha256.slice(0, 12)}</div>
            <State item={item} />
          </div>
          <Buttons item={item} files={files} />
        </li>
      ))}
    </ul>
  )
}

function State({ item }: { readonly item: SiteItem }) {
  const { t } = useTranslation()
  if (item.state === 'sending') {
    const percent = item.bytes === 0 ? 0 : Math.min(100, Math.floor((item.sent / item.bytes) * 100))
    return <Progress percent={percent} size="small" aria-label={t('onSite.sending', { percent })} />
  }
  if (item.state === 'failed') return <Why error={item.error} />
  return (
    <div className="small soft" role="status">
      {t(item.state === 'arrived' ? 'onSite.sent' : 'onSite.queued')} · {formatBytes(item.bytes)}
      {item.stored?.notes.map((note) => (
        <div key={note} className="warn">
          {t(`onSite.note.${note}`)}
        </div>
      ))}
    </div>
  )
}

/** What is wrong with this very file, where the server said it. */
function Why({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  const reason = error instanceof ApiFailure ? error.facts['reason'] : undefined
  const why = isFault(reason) ? t(`onSite.fault.${reason}`) : t(`code.failure.${failureCode(error)}`)
  return (
    <div className="small bad" role="alert" data-code={failureCode(error)}>
      {t('onSite.failedFor', { why })}
    </div>
  )
}

/** The file itself is not taken: sending it again changes nothing. */
const isRefused = (error: unknown): boolean =>
  ['site_file_invalid', 'site_file_too_large'].includes(failureCode(error))

function Buttons({
  item: { key, name, state, isIn, error },
  files,
}: {
  readonly item: SiteItem
  readonly files: SiteFiles
}) {
  const { t } = useTranslation()
  return (
    <Space size={0}>
      {state === 'failed' && !isRefused(error) && (
        <Button
          size="small"
          type="link"
          aria-label={t('onSite.retry', { name })}
          onClick={() => files.retry(key)}
        >
          {t('app.retry')}
        </Button>
      )}
      {isIn ? (
        <Button
          size="small"
          type="link"
          aria-label={t('onSite.takeOut', { name })}
          onClick={() => files.takeOut(key)}
        >
          {t('onSite.takeOutShort')}
        </Button>
      ) : (
        <Button
          size="small"
          type="link"
          aria-label={t('onSite.add', { name })}
          onClick={() => files.putIn(key)}
        >
          {t('onSite.addShort')}
        </Button>
      )}
    </Space>
  )
}

/** The picture as it lies on the device. */
const Thumb = ({ item: { preview } }: { readonly item: SiteItem }) =>
  preview === null ? (
    <span className="site-thumb" aria-hidden />
  ) : (
    <img
      className="site-thumb"
      src={preview}
      alt=""
      onError={({ currentTarget }) => {
        // No picture after all: the line below says so.
        currentTarget.style.visibility = 'hidden'
      }}
    />
  )
