import './on-site.css'
import { CheckCircleFilled } from '@ant-design/icons'
import { routes } from '@sightline/api/contract/routes'
import type { SiteFile, SiteRecord } from '@sightline/api/contract/site-files'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/client.ts'
import { formatBytes } from '../../../app/time.ts'
import { placeText } from './position-text.ts'
import { SiteFileViewer } from './site-file-viewer.tsx'

interface Props {
  readonly alertId: string
  readonly site: SiteRecord
  /** Files that this person had on screen. */
  readonly opened: readonly string[]
}

/** What was brought from the place with a step, each file to be looked at. */
export function SiteRecordView({ alertId, site, opened }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<SiteFile | null>(null)
  return (
    <div className="site-record small" data-testid="site-record">
      <Said site={site} />
      {site.files.length > 0 && (
        <>
          <div>{t('onSite.filesTitle', { n: site.files.length })}</div>
          <ul>
            {site.files.map((file) => (
              <li key={file.id}>
                <OneFile file={file} isOpened={opened.includes(file.id)} onShow={() => setShown(file)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {shown && <SiteFileViewer alertId={alertId} file={shown} onClose={() => setShown(null)} />}
    </div>
  )
}

function Said({ site }: { readonly site: SiteRecord }) {
  const { t } = useTranslation()
  const { secondOfficer, personsPresent, position, isFarFromSource, noPictureReason } = site
  return (
    <>
      {secondOfficer && (
        <div>
          {t('onSite.second', { name: secondOfficer.name, certificate: secondOfficer.certificate ?? '—' })}
        </div>
      )}
      {personsPresent !== '' && <div>{t('onSite.present', { names: personsPresent })}</div>}
      {position && (
        <div>
          {position.accuracyM === null
            ? t('onSite.atTyped', { place: placeText(position) })
            : t('onSite.atPhone', { place: placeText(position), metres: position.accuracyM })}
          {isFarFromSource && <span className="warn"> {t('onSite.farFromSource')}</span>}
        </div>
      )}
      {noPictureReason !== '' && <div>{t('onSite.why', { reason: noPictureReason })}</div>}
    </>
  )
}

function OneFile(props: {
  readonly file: SiteFile
  readonly isOpened: boolean
  readonly onShow: () => void
}) {
  const { t } = useTranslation()
  const { file, isOpened } = props
  const name = `${t(`onSite.kindName.${file.kind}`)} ${file.sha256.slice(0, 8)}`
  return (
    <>
      {name} · {formatBytes(file.bytes)}{' '}
      {file.expiredAt !== null ? (
        <span className="soft">{t('onSite.gone')}</span>
      ) : file.kind === 'scan' ? (
        <a
          href={addressOf(routes.siteFiles.content, { id: file.id })}
          download={`${file.sha256.slice(0, 12)}.pdf`}
        >
          {t('onSite.download')}
        </a>
      ) : (
        <Button
          size="small"
          type="link"
          data-testid="site-file"
          data-id={file.id}
          aria-label={t('onSite.open', { name })}
          onClick={props.onShow}
        >
          {t('onSite.openShort')}
        </Button>
      )}
      {isOpened && (
        <span className="soft">
          <CheckCircleFilled className="good" aria-hidden /> {t('onSite.opened')}
        </span>
      )}
      {file.notes.map((note) => (
        <div key={note} className="warn">
          ⚠ {t(`onSite.note.${note}`)}
        </div>
      ))}
    </>
  )
}
