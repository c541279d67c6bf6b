import type { Case } from '@sightline/api/contract/cases'
import { longestGrantDays, type OriginalPermission } from '@sightline/api/contract/originals'
import { routes } from '@sightline/api/contract/routes'
import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, call } from '../../../api/client.ts'
import { originalsQuery } from '../../../api/original-queries.ts'
import { keys } from '../../../api/queries.ts'
import { FormDialog } from '../../../app/form-dialog.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { DecideOriginals } from '../../../app/originals/decide-originals.tsx'
import { useLive, useScreen } from '../../../app/screen.tsx'
import { useMay, useSession } from '../../../app/session.tsx'
import { When } from '../../../app/when.tsx'
import { WhatFor } from './copies-part.tsx'

/** Requests to take the originals of this case out, and the package for who was let. */
export function OriginalsPart({ of }: { readonly of: Case }) {
  const { t } = useTranslation()
  const may = useMay()
  const originals = useQuery(originalsQuery(of.id))
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <h3>{t('originals.originalsOf')}</h3>
      <p className="soft small">{t('originals.originalsHint')}</p>
      {may('originals.ask') && <Button onClick={() => setAsking(true)}>{t('originals.ask')}</Button>}
      <Loaded of={originals}>
        {({ items }) => (
          <ul>
            {items.map((one) => (
              <li key={one.id} data-testid="original-permission">
                {one.receiver}
                <div className="soft small">
                  {one.askedBy.name} <When at={one.askedAt} /> · {one.purpose}
                </div>
                <div className="soft small">
                  {t('originals.validUntil')} <When at={one.validUntil} />
                </div>
                <DecideOriginals of={one} />
                <Take permission={one} number={of.number} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {isAsking && <AskDialog caseId={of.id} onClose={() => setAsking(false)} />}
    </>
  )
}

function Take({ permission, number }: { readonly permission: OriginalPermission; readonly number: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const { person } = useSession()
  if (permission.state !== 'in_force' || !may('cases.export')) return null
  if (permission.askedBy.id !== person.id)
    return <div className="soft small">{t('originals.othersOnly')}</div>
  const query = new URLSearchParams({ permission: permission.id })
  return (
    <div>
      <Button
        size="small"
        icon={<DownloadOutlined />}
        href={`${addressOf(routes.cases.package, { id: permission.caseId })}?${query.toString()}`}
        download={`${number}.zip`}
        title={t('originals.takeHint', { receiver: permission.receiver })}
      >
        {t('originals.take')}
      </Button>
    </div>
  )
}

interface Fields {
  readonly receiver: string
  readonly purpose: string
  readonly days: number
}
const usualDays = 3
const dayMs = 86_400_000

function AskDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { now } = useScreen()
  const { aheadMs } = useLive()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ days, receiver, purpose }: Fields) => {
      // By the server's clock, and a minute short of the longest: the request takes its time.
      const validUntil = Math.round(now() + aheadMs + days * dayMs - 60_000)
      return call(routes.originals.ask, { body: { caseId, receiver, purpose, validUntil } })
    },
    onSuccess: () => {
      void message.success(t('originals.askedFor'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.originals }),
  })
  return (
    <FormDialog<Fields>
      title={t('originals.ask')}
      okText={t('originals.ask')}
      name="originals"
      initialValues={{ days: usualDays }}
      save={save}
      onClose={onClose}
    >
      <p className="soft">{t('originals.hint')}</p>
      <WhatFor />
      <Form.Item<Fields>
        name="days"
        label={t('originals.days')}
        extra={t('originals.termHint', { days: longestGrantDays })}
        rules={[{ required: true, message: t('originals.needed') }]}
      >
        <InputNumber min={1} max={longestGrantDays} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}
