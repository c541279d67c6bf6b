import type { EvidenceModeRow } from '@sightline/api/contract/evidence-modes'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'

interface Fields {
  readonly note?: string
}

/** What was decided, or the buttons by which somebody else than who asked decides. */
export function Decide({ of }: { readonly of: EvidenceModeRow }) {
  const { t } = useTranslation()
  const may = useMay()
  const { person } = useSession()
  const [isApproving, setApproving] = useState<boolean | null>(null)
  if (of.decision !== null) return <Decided decision={of.decision} />
  if (!may('modes.decide')) return <Tag color="gold">{t('modes.waits')}</Tag>
  if (of.askedBy.id === person.id) return <span className="soft small">{t('modes.own')}</span>
  return (
    <>
      <Space>
        <Button size="small" type="primary" onClick={() => setApproving(true)}>
          {t('modes.approve')}
        </Button>
        <Button size="small" danger onClick={() => setApproving(false)}>
          {t('modes.refuse')}
        </Button>
      </Space>
      {isApproving !== null && (
        <DecideDialog of={of} isApproved={isApproving} onClose={() => setApproving(null)} />
      )}
    </>
  )
}

function Decided({ decision }: { readonly decision: NonNullable<EvidenceModeRow['decision']> }) {
  const { t } = useTranslation()
  const { isApproved, by, at, note } = decision
  return (
    <>
      <Tag color={isApproved ? 'green' : 'default'}>{t(isApproved ? 'modes.approved' : 'modes.refused')}</Tag>
      {by.name} <When at={at} />
      {note !== '' && <div className="small">{note}</div>}
    </>
  )
}

interface Deciding {
  readonly of: EvidenceModeRow
  readonly isApproved: boolean
  readonly onClose: () => void
}

function DecideDialog({ of, isApproved, onClose }: Deciding) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ note = '' }: Fields) =>
      call(routes.evidenceModes.decide, { params: { id: of.id }, body: { isApproved, note } }),
    onSuccess: () => {
      void message.success(t('modes.done'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.modes }),
  })
  const word = t(isApproved ? 'modes.approve' : 'modes.refuse')
  return (
    <FormDialog<Fields> title={word} okText={word} initialValues={{}} save={save} onClose={onClose}>
      <p>{t(`modes.modeName.${of.mode}`)}</p>
      <p className="soft">{of.basis}</p>
      <Form.Item<Fields> name="note" label={t('modes.note')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  )
}
