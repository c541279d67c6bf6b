import type { Source } from '@sightline/api/contract/sources'
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { codecName } from '../../../app/codec-name.ts'
import { formatAt, formatBytes, formatOffset } from '../../../app/time.ts'
import { Ago, When } from '../../../app/when.tsx'

/** The numbers behind a source's state. */
export function StateFacts({ source: { state, video, url } }: { readonly source: Source }) {
  const { t } = useTranslation()
  const offset = state.clockOffsetMs === null ? t('sources.clockUnknown') : formatOffset(state.clockOffsetMs)
  const clock =
    state.clockSource === null ? t('sources.clockUnknown') : t(`code.clockSource.${state.clockSource}`)
  const ring =
    state.ringFromAt === null
      ? t('app.none')
      : t('sources.ringText', { from: formatAt(state.ringFromAt), size: formatBytes(state.ringBytes) })
  const rows = [
    { label: t('sources.since', { at: '' }), children: <When at={state.since} /> },
    {
      label: t('sources.lastSample'),
      children: state.lastSampleAt === null ? t('sources.never') : <Ago at={state.lastSampleAt} />,
    },
    { label: t('sources.fps'), children: `${state.fps.toFixed(1)} · ${(state.kbps / 1000).toFixed(1)} Mb/s` },
    { label: t('sources.clockOffset'), children: `${offset} · ${clock}` },
    { label: t('sources.ring'), children: ring },
    { label: t('sources.openStays'), children: state.openStays },
    { label: t('sources.url'), children: <code className="small">{url}</code> },
    ...(video
      ? [
          {
            label: t('sources.picture'),
            children: t('sources.video', { ...video, codec: codecName(video.codec) }),
          },
        ]
      : []),
  ]
  return <Descriptions size="small" column={1} items={rows.map((row) => ({ ...row, key: row.label }))} />
}
