import type { LawDefaults } from '@sightline/api/contract/catalogue'
import { routes } from '@sightline/api/contract/routes'
import type { LawSubject } from '@sightline/api/law/catalogue'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'

export interface LawFile {
  readonly name: string
  readonly base64: string
}

interface Asked {
  readonly subject: LawSubject
  readonly file: LawFile | null
  readonly defaults: LawDefaults
}

/** Looks at a file, or takes it in. */
export function useImport({ subject, file, defaults }: Asked, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const send = (dryRun: boolean) => {
    const { name, base64 } = file ?? { name: '', base64: '' }
    return call(routes.catalogue.importFile, { body: { subject, fileName: name, base64, defaults, dryRun } })
  }
  const look = useMutation({ mutationFn: () => send(true) })
  const run = useMutation({
    mutationFn: () => send(false),
    onSuccess: async () => {
      void message.success(t('catalogue.imported'))
      await queries.invalidateQueries({ queryKey: keys.catalogue })
      onDone()
    },
  })
  return { look, run }
}
