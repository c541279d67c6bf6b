import type { AlertDetail } from '@sightline/api/contract/alerts'
import { useQuery } from '@tanstack/react-query'
import { Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { masksQuery } from '../../../api/viewing-queries.ts'
import { useOwnPermission } from '../../../app/originals/use-own-permission.ts'

/**
 * By which permission stills are shown without the masks of their source; null: with them. The switch is there for who has a
 * permission for this case, where there is something to see without; each look is recorded.
 */
export function useWithoutMasks({ alert }: AlertDetail) {
  const { t } = useTranslation()
  const permission = useOwnPermission(alert.caseId)?.id ?? null
  const { data: masks } = useQuery({ ...masksQuery(alert.sourceId), enabled: permission !== null })
  const [isOn, setOn] = useState(false)
  const mayChoose = permission !== null && (masks?.shapes.length ?? 0) > 0
  return {
    permission: mayChoose && isOn ? permission : null,
    control: mayChoose && (
      <label className="viewer-marks" title={t('viewing.withoutMasksHint')}>
        <Switch size="small" checked={isOn} onChange={setOn} aria-label={t('viewing.withoutMasks')} />
        {t('viewing.withoutMasks')}
      </label>
    ),
  }
}
