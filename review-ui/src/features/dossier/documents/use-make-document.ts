import { routes } from '@sightline/api/contract/routes'
import type { DocumentKind } from '@sightline/api/law/documents'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { alertDocumentsQuery } from '../../../api/queries.ts'

interface Asked {
  readonly kind: DocumentKind
  /** To print originals. */
  readonly permission?: string
}

/** Makes a document; the list as it is then stands at once. */
export function useMakeDocument(alertId: string) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { queryKey } = alertDocumentsQuery(alertId)
  return useMutation({
    mutationFn: (body: Asked) => call(routes.documents.make, { params: { id: alertId }, body }),
    onSuccess: (answer, { kind }) => {
      queries.setQueryData(queryKey, answer)
      const number = answer.made.find((one) => one.kind === kind)?.number ?? ''
      void message.success(t('documents.made', { number }))
    },
    // What was recorded, or taken back, meanwhile is told by the list.
    onError: () => queries.invalidateQueries({ queryKey }),
  })
}
