import type { Source } from '@sightline/api/contract/sources'
import { Form, InputNumber, Space } from 'antd'
import { useTranslation } from 'react-i18next'

export interface PositionFields {
  readonly lat?: number | null
  readonly lon?: number | null
  readonly errorM?: number | null
}

/** Both coordinates make a position, CGCS2000; one alone, or none, makes none. Without an error given, 10 m is assumed. */
export function positionOf({ lat, lon, errorM }: PositionFields): Source['position'] {
  if (lat === undefined || lat === null || lon === undefined || lon === null) return null
  return { lat, lon, crs: 'EPSG:4490', errorM: errorM ?? 10 }
}

export function PositionInputs() {
  const { t } = useTranslation()
  return (
    <>
      <Space wrap align="start">
        <Form.Item<PositionFields> name="lat" label={t('sources.lat')}>
          <InputNumber min={-90} max={90} step={0.0001} />
        </Form.Item>
        <Form.Item<PositionFields> name="lon" label={t('sources.lon')}>
          <InputNumber min={-180} max={180} step={0.0001} />
        </Form.Item>
        <Form.Item<PositionFields> name="errorM" label={t('sources.positionError')}>
          <InputNumber min={0} max={1000} />
        </Form.Item>
      </Space>
      <p className="soft small">{t('sources.positionHint')}</p>
    </>
  )
}
