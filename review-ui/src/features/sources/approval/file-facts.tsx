import type { ApprovalDetail } from '@sightline/api/contract/approval'
import { Descriptions } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What the agency holds of the source, as it stands now. */
export function FileFacts({ detail: { file } }: { readonly detail: ApprovalDetail }) {
  const { t } = useTranslation()
  const { assessment, policeFiling, calibration, publication } = file
  const said = (text: string): string => (text === '' ? t('app.none') : text)
  const dated = (of: { readonly number: string } | null, day: string): string =>
    of === null ? t('app.none') : `${of.number}（${day}）`
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('approval.necessity'), said(file.necessity)],
    [t('approval.basis'), said(file.basis)],
    [t('approval.owner'), said(file.owner)],
    [t('approval.isPublicPlace'), t(file.isPublicPlace ? 'app.yes' : 'app.no')],
    [t('approval.isPoliceStream'), file.isPoliceStream ? file.accessAuthority : t('app.no')],
    [t('approval.assessment'), dated(assessment, assessment?.on ?? '')],
    [t('approval.filing'), dated(policeFiling, policeFiling?.on ?? '')],
    [
      t('approval.calibration'),
      dated(calibration, t('approval.expiredOn', { day: calibration?.until ?? '' })),
    ],
    [
      t('approval.publication'),
      publication === null ? (
        t('app.none')
      ) : (
        <>
          {publication.on} · {publication.place}{' '}
          <a href={publication.url} target="_blank" rel="noreferrer">
            {publication.url}
          </a>
        </>
      ),
    ],
  ]
  return (
    <>
      <h3>{t('approval.file')}</h3>
      <Descriptions
        size="small"
        column={1}
        items={rows.map(([label, children]) => ({ key: label, label, children }))}
      />
    </>
  )
}
