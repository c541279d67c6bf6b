import type { Source } from '@sightline/api/contract/sources'
import { routes } from '@sightline/api/contract/routes'
import type { MarkedHeight } from '@sightline/detectors/envelope/size-law'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'

/** Stores the marks of a source as it was seen; none takes them away. */
export function useMarkHeights(source: Source) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (marks: readonly MarkedHeight[]) =>
      call(routes.sources.markHeights, {
        params: { id: source.id },
        body: {
          version: source.version,
          heights: marks.map(({ head, foot }) => ({ head: { ...head }, foot: { ...foot } })),
        },
      }),
    onSuccess: () => void message.success(t('sight.marked')),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.sources }),
  })
}
