import { DownOutlined, UserOutlined } from '@ant-design/icons'
import type { Session } from '@sightline/api/contract/people'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import { useFailureText } from './failure.tsx'
import { useServerNow } from './screen.tsx'
import { useSession } from './session.tsx'
import { formatDay } from './time.ts'

/** Who is signed in, with the certificate that an officer's verdict rests on, and the way out. */
export function PersonMenu() {
  const { t } = useTranslation()
  const { person } = useSession()
  const { message } = App.useApp()
  const failureText = useFailureText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const certificate = useCertificateText(person)
  const signOut = useMutation({
    mutationFn: () => call(routes.session.signOut, {}),
    onSuccess: async () => {
      await navigate('/sign-in')
      queries.clear()
      queries.setQueryData(keys.session, null)
    },
    onError: (error) => void message.error(failureText(error)),
  })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'certificate', label: certificate, disabled: true },
          { type: 'divider' },
          { key: 'password', label: t('ownSessions.menu'), onClick: () => void navigate('/password') },
          { key: 'out', label: t('app.signOut'), onClick: () => signOut.mutate() },
        ],
      }}
    >
      <Button type="text" className="person" icon={<UserOutlined />} loading={signOut.isPending}>
        <span data-testid="who">
          {person.name} · {t(`code.role.${person.role}`)}
        </span>
        <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  )
}

function useCertificateText({ certificate }: Session['person']): string {
  const { t } = useTranslation()
  const now = useServerNow()
  if (certificate === null) return t('app.noCertificate')
  const text = t('app.certificate', { number: certificate.number, until: formatDay(certificate.validUntil) })
  return certificate.validUntil < now ? text + t('app.expired') : text
}
