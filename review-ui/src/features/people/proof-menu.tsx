import type { Person } from '@sightline/api/contract/people'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { waysQuery } from '../../api/sign-in-queries.ts'
import { useFailureText } from '../../app/failure.tsx'

type Act = 'reset' | 'allow' | 'forget'
const bodies = {
  reset: { resetsFactor: true },
  allow: { provider: 'allow' },
  forget: { provider: 'forget' },
} as const

/** How somebody signs in besides the password: what takes effect when another administrator approves, and what at once. */
export function ProofMenu({ person }: { readonly person: Person }) {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const queries = useQueryClient()
  const failureText = useFailureText()
  const ways = useQuery(waysQuery)
  const change = useMutation({
    mutationFn: (act: Act) =>
      call(routes.people.change, {
        params: { id: person.id },
        body: { version: person.version, ...bodies[act] },
      }),
    onSuccess: ({ request }) =>
      void message.success(t(request === null ? 'factor.done' : 'factor.asked', { name: person.name })),
    onError: (error) => void message.error(failureText(error)),
    onSettled: () =>
      Promise.all(
        [keys.people, keys.personRequests].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
  const acts: Act[] = (ways.data?.provider ?? null) === null ? ['reset'] : ['reset', 'allow', 'forget']
  const ask = (act: Act): void =>
    void modal.confirm({
      title: t(`factor.${act}`),
      content: t(`factor.${act}Ask`, { name: person.name }),
      autoFocusButton: 'cancel',
      onOk: () => change.mutate(act),
    })
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: acts.map((act) => ({ key: act, label: t(`factor.${act}`), onClick: () => ask(act) })) }}
    >
      <Button size="small" loading={change.isPending}>
        {t('factor.more')}
      </Button>
    </Dropdown>
  )
}
