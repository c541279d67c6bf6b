import type { Masks } from '@sightline/api/contract/masks'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { masksQuery } from '../../../api/viewing-queries.ts'

/** Publishes the masks of a source as a new version. */
export function useDrawMasks(sourceId: string, version: number) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { queryKey } = masksQuery(sourceId)
  return useMutation({
    mutationFn: (shapes: Masks['shapes']) =>
      call(routes.masks.draw, { params: { id: sourceId }, body: { version, shapes } }),
    onSuccess: (masks) => {
      queries.setQueryData(queryKey, masks)
      void message.success(t('viewing.masksSaved', { version: masks.version }))
    },
  })
}
