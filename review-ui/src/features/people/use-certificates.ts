import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'

export interface CertificateFile {
  readonly name: string
  readonly base64: string
}

interface Asked {
  readonly file: CertificateFile | null
  readonly takesGone: boolean
}

/** Looks at a list of certificates, or asks for all that it changes. */
export function useCertificates({ file, takesGone }: Asked, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const send = (dryRun: boolean) => {
    const { name, base64 } = file ?? { name: '', base64: '' }
    return call(routes.certificates.importFile, { body: { fileName: name, base64, takesGone, dryRun } })
  }
  const look = useMutation({ mutationFn: () => send(true) })
  const run = useMutation({
    mutationFn: () => send(false),
    onSuccess: async ({ request }) => {
      void message.info(t('certificates.asked', { n: request?.certificates?.length ?? 0 }), 8)
      await queries.invalidateQueries({ queryKey: keys.personRequests })
      onDone()
    },
  })
  return { look, run }
}
