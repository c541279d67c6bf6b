import type { Person, PersonRequest } from '@sightline/api/contract/people'
import { routes } from '@sightline/api/contract/routes'
import { unitsAbove } from '@sightline/api/law/units'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Space, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys, peopleQuery, personRequestsQuery } from '../../api/queries.ts'
import { useFailureText } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { useUnits } from '../../app/units.tsx'
import { When } from '../../app/when.tsx'
import { CertificateText } from './certificate-text.tsx'

/** What waits for a decision; nothing when nothing does. */
export function PersonRequests() {
  const { t } = useTranslation()
  const requests = useQuery(personRequestsQuery)
  const columns = useColumns()
  return (
    <Loaded of={requests}>
      {({ items }) =>
        items.length > 0 && (
          <section className="panel above-table" aria-label={t('people.requests')}>
            <h2>{t('people.requests')}</h2>
            <p className="soft small">{t('people.requestsHint')}</p>
            <Table rowKey="id" pagination={false} scroll={{ x: 900 }} columns={columns} dataSource={items} />
          </section>
        )
      }
    </Loaded>
  )
}

function useColumns(): TableColumnsType<PersonRequest> {
  const { t } = useTranslation()
  const may = useMay()
  const people = useQuery(peopleQuery)
  const units = useUnits()
  const nameOf = (id: string): string => people.data?.items.find((one) => one.id === id)?.name ?? id
  const columns: TableColumnsType<PersonRequest> = [
    {
      title: t('people.requestWhat'),
      render: (_, one) => (
        <>
          {t(whatOf(one))}
          {one.movesTo && (
            <div className="warn">{t('units.requestMove', { unit: units.nameOf(one.movesTo) })}</div>
          )}
          {one.resetsFactor && <div className="warn">{t('factor.requestReset')}</div>}
          {one.allowsProvider && <div className="warn">{t('factor.requestProvider')}</div>}
        </>
      ),
    },
    { title: t('people.name'), render: (_, one) => <Subject of={one} /> },
    { title: t('people.role'), render: (_, one) => t(`code.role.${one.role}`) },
    {
      title: t('people.certificate'),
      render: (_, { certificate, certificates }) =>
        certificates === null && <CertificateText of={certificate} />,
    },
    {
      title: t('people.requestPassword'),
      render: (_, one) => t(one.setsPassword ? 'people.requestPasswordNew' : 'people.requestPasswordKept'),
    },
    { title: t('people.requestBy'), render: (_, one) => nameOf(one.requesterId) },
    { title: t('people.requestUntil'), render: (_, one) => <When at={one.expiresAt} /> },
  ]
  const isDecider = may('people.decide')
  if (!isDecider && !may('people.write')) return columns
  /** A security administrator reaches it. */
  const isDecided = ({ unitId }: PersonRequest): boolean => {
    const above = unitsAbove(units.items, unitId).map(({ id }) => id)
    const decides = ({ role, active, unitId: of }: Person) =>
      role === 'security_admin' && active && above.includes(of)
    return people.data?.items.some(decides) ?? true
  }
  return [
    ...columns,
    {
      key: 'actions',
      render: (_, one) => (
        <Decision request={one} isDecider={isDecider} mayApprove={isDecider || !isDecided(one)} />
      ),
    },
  ]
}

/** Whom it is about; of a list everybody, with what changes. */
function Subject({ of: { name, account, certificates } }: { readonly of: PersonRequest }) {
  const { t } = useTranslation()
  if (certificates === null) return `${name} (${account})`
  return (
    <details>
      <summary>{t('certificates.requestOf', { n: certificates.length, file: name })}</summary>
      <ul>
        {certificates.map((one) => (
          <li key={one.account}>
            {one.name} ({one.account}): <CertificateText of={one.from} /> → <CertificateText of={one.to} />
          </li>
        ))}
      </ul>
    </details>
  )
}

const whatOf = ({ personId, activates }: PersonRequest) =>
  activates ? 'duties.requestBack' : personId === null ? 'people.requestNew' : 'people.requestChange'

/** A security administrator decides; a system administrator takes back, and decides while there is no security administrator. */
function Decision({
  request,
  isDecider,
  mayApprove,
}: {
  readonly request: PersonRequest
  readonly isDecider: boolean
  readonly mayApprove: boolean
}) {
  const { t } = useTranslation()
  const { person: me } = useSession()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const failureText = useFailureText()
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'refuse') =>
      call(isDecider ? routes.people.decide : routes.people.standIn, {
        params: { id: request.id },
        body: { decision },
      }),
    onSuccess: (_, decision) =>
      void message.success(t(decision === 'approve' ? 'people.requestApproved' : 'people.requestRefused')),
    onError: (error) => void message.error(failureText(error)),
    onSettled: () =>
      Promise.all(
        [keys.people, keys.personRequests].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
  if (request.personId === me.id) return null
  const isMine = request.requesterId === me.id
  if (!isMine && !mayApprove) return null
  return (
    <Space>
      {!isMine && (
        <Popconfirm
          title={t('people.approveAsk', { name: request.name })}
          onConfirm={() => decide.mutate('approve')}
        >
          <Button size="small" type="primary" loading={decide.isPending}>
            {t('people.approve')}
          </Button>
        </Popconfirm>
      )}
      <Button size="small" danger loading={decide.isPending} onClick={() => decide.mutate('refuse')}>
        {t(isMine ? 'people.withdraw' : 'people.refuse')}
      </Button>
    </Space>
  )
}
