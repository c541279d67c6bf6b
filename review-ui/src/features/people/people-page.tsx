import type { Person } from '@sightline/api/contract/people'
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
import { formatDay } from '../../app/time.ts'
import { When } from '../../app/when.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { ProofMenu } from './proof-menu.tsx'
import { PersonRequests } from './person-requests.tsx'

/** Who may sign in, as what, and with which certificate. */
export function PeoplePage() {
  const { t } = useTranslation()
  const may = useMay()
  const people = useQuery(peopleQuery)
  const [dialog, setDialog] = useState<Person | 'new' | null>(null)
  const columns = useColumns(setDialog)
  return (
    <Page
      title={t('people.title')}
      actions={
        may('people.write') && (
          <Button type="primary" onClick={() => setDialog('new')}>
            {t('people.create')}
          </Button>
        )
      }
    >
      <PersonRequests />
      <Loaded of={people}>
        {({ items }) => (
          <Table
            rowKey="id"
            pagination={false}
            scroll={{ x: 900 }}
            columns={columns}
            dataSource={items}
            locale={{ emptyText: <Nothing title={t('people.empty')} /> }}
          />
        )}
      </Loaded>
      {dialog !== null && (
        <PersonDialog person={dialog === 'new' ? null : dialog} onClose={() => setDialog(null)} />
      )}
    </Page>
  )
}

function useColumns(onEdit: (person: Person) => void): TableColumnsType<Person> {
  const { t } = useTranslation()
  const { person: me } = useSession()
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
    { title: t('people.role'), render: (_, one) => t(`code.role.${one.role}`) },
    {
      title: t('people.certificate'),
      render: (_, { certificate }) =>
        certificate === null ? t('app.none') : `${certificate.number} · ${formatDay(certificate.validUntil)}`,
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
    onSuccess: () => void message.success(t('people.changed')),
    onError: (error) => void message.error(failureText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.people }),
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
