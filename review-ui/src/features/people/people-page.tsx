import type { Person, Role } from '@sightline/api/contract/people'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Space, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys, peopleQuery } from '../../api/queries.ts'
import { AskFirst } from '../../app/ask-first.tsx'
import { Nothing } from '../../app/empty.tsx'
import { useFailureText } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { useUnits } from '../../app/units.tsx'
import { When } from '../../app/when.tsx'
import { CertificateText } from './certificate-text.tsx'
import { CertificatesDialog } from './certificates-dialog.tsx'
import { ExpiringCertificates } from './expiring-certificates.tsx'
import { OpenDuties } from './open-duties.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { ProofMenu } from './proof-menu.tsx'
import { PersonRequests } from './person-requests.tsx'

/** Who may sign in, as what, and with which certificate. */
export function PeoplePage() {
  const { t } = useTranslation()
  const may = useMay()
  const people = useQuery(peopleQuery)
  const [dialog, setDialog] = useState<Person | Role | null>(null)
  const [isImporting, setImporting] = useState(false)
  const columns = useColumns(setDialog)
  return (
    <Page
      title={t('people.title')}
      actions={
        may('people.write') && (
          <Space wrap>
            <Button onClick={() => setImporting(true)}>{t('certificates.open')}</Button>
            <Button type="primary" onClick={() => setDialog('operator')}>
              {t('people.create')}
            </Button>
          </Space>
        )
      }
    >
      <PersonRequests />
      <Loaded of={people}>
        {({ items }) => (
          <>
            <OpenDuties people={items} onCreate={setDialog} />
            <ExpiringCertificates people={items} />
            <Table
              rowKey="id"
              pagination={false}
              scroll={{ x: 900 }}
              columns={columns}
              dataSource={items}
              locale={{ emptyText: <Nothing title={t('people.empty')} /> }}
            />
          </>
        )}
      </Loaded>
      {isImporting && <CertificatesDialog onClose={() => setImporting(false)} />}
      {dialog !== null && (
        <PersonDialog
          person={typeof dialog === 'string' ? null : dialog}
          role={typeof dialog === 'string' ? dialog : dialog.role}
          onClose={() => setDialog(null)}
        />
      )}
    </Page>
  )
}

function useColumns(onEdit: (person: Person) => void): TableColumnsType<Person> {
  const { t } = useTranslation()
  const { person: me } = useSession()
  const { nameOf, areMany } = useUnits()
  const may = useMay()
  const columns: TableColumnsType<Person> = [
    {
      title: t('people.name'),
      render: (_, one) => (
        <>
          {one.name}
          {one.id === me.id && <span className="soft">{t('people.you')}</span>}
        </>
      ),
    },
    { title: t('people.account'), dataIndex: 'account' },
    ...(areMany ? [{ title: t('units.unit'), render: (_: unknown, one: Person) => nameOf(one.unitId) }] : []),
    { title: t('people.role'), render: (_, one) => t(`code.role.${one.role}`) },
    {
      title: t('people.certificate'),
      render: (_, { certificate }) => <CertificateText of={certificate} />,
    },
    {
      title: t('people.active'),
      render: (_, one) => (
        <Tag color={one.active ? 'success' : 'default'}>
          {t(one.active ? 'people.isActive' : 'people.isInactive')}
        </Tag>
      ),
    },
    { title: t('people.createdAt'), render: (_, one) => <When at={one.createdAt} /> },
  ]
  if (may('people.decide'))
    return [...columns, { key: 'actions', render: (_, one) => <Unlock person={one} /> }]
  if (!may('people.write')) return columns
  return [
    ...columns,
    {
      key: 'actions',
      render: (_, one) => (
        <Space>
          <Button size="small" onClick={() => onEdit(one)}>
            {t('app.edit')}
          </Button>
          <ProofMenu person={one} />
          {one.id !== me.id && <ActiveSwitch person={one} />}
        </Space>
      ),
    },
  ]
}

function ActiveSwitch({ person }: { readonly person: Person }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const failureText = useFailureText()
  const change = useMutation({
    mutationFn: () =>
      call(routes.people.change, {
        params: { id: person.id },
        body: { version: person.version, active: !person.active },
      }),
    onSuccess: ({ request }) =>
      request === null
        ? void message.success(t('people.changed'))
        : void message.info(t('people.asked', { name: person.name }), 8),
    onError: (error) => void message.error(failureText(error)),
    onSettled: () =>
      Promise.all(
        [keys.people, keys.personRequests].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
  if (!person.active) {
    return (
      <Button size="small" loading={change.isPending} onClick={() => change.mutate()}>
        {t('people.activate')}
      </Button>
    )
  }
  return (
    <AskFirst title={t('people.deactivateAsk', { name: person.name })} onConfirm={() => change.mutate()}>
      <Button size="small" danger loading={change.isPending}>
        {t('people.deactivate')}
      </Button>
    </AskFirst>
  )
}

/** Lifts the lock of too many wrong passwords; no password changes. */
function Unlock({ person }: { readonly person: Person }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const failureText = useFailureText()
  const unlock = useMutation({
    mutationFn: () => call(routes.people.unlock, { params: { id: person.id }, body: {} }),
    onSuccess: () => void message.success(t('duties.unlocked', { name: person.name })),
    onError: (error) => void message.error(failureText(error)),
  })
  return (
    <Button size="small" loading={unlock.isPending} onClick={() => unlock.mutate()}>
      {t('duties.unlock')}
    </Button>
  )
}
