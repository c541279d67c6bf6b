import type { DatasetAsked } from '@sightline/api/contract/datasets'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'

/** Begins an export on the server; the list says how far it is. */
export function useMakeExport() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (asked: DatasetAsked) => call(routes.datasets.make, { body: asked }),
    onSuccess: async () => {
      void message.success(t('datasets.begun'))
      await queries.invalidateQueries({ queryKey: keys.datasetExports })
    },
  })
}
