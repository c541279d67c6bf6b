import { routes } from '@sightline/api/contract/routes'
import type { Source } from '@sightline/api/contract/sources'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import type { ClothingDraft, Light } from './clothing-draft.ts'

/** Nothing was shown yet: of a declaration without colours nobody asks what light it was. */
const noLight: Light = { place: null, rgb: [128, 128, 128] }

/** Declares the colours of a source's clothes anew, as they were seen: a declaration made meanwhile is refused. */
export function useDeclareClothing(source: Source, version: number) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ samples, light }: Pick<ClothingDraft, 'samples' | 'light'>) =>
      call(routes.clothing.declare, {
        params: { id: source.id },
        body: { version, samples: [...samples], light: light ?? noLight },
      }),
    onSuccess: async (saved) => {
      void message.success(t('sources.clothingSaved', { version: saved.version }))
      await queries.invalidateQueries({ queryKey: keys.clothing(source.id) })
      await navigate(`/sources/${source.id}`)
    },
  })
}
