import type { z } from 'zod'
import type { changeSourceSchema, Source } from '@sightline/api/contract/sources'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { pictureQuery } from './picture-query.ts'

export type SourceChange = Omit<z.input<typeof changeSourceSchema>, 'version'>

/** Changes a source as it was seen: one that was changed meanwhile is refused, and the newest is fetched. */
export function useChangeSource(source: Source) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: SourceChange) =>
      call(routes.sources.change, {
        params: { id: source.id },
        body: { ...change, version: source.version },
      }),
    onSuccess: () => void message.success(t('sources.saved')),
    // A turn makes new versions of the zones, and another picture.
    onSettled: () =>
      Promise.all(
        [keys.sources, keys.zones(source.id), pictureQuery(source.id).queryKey].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
