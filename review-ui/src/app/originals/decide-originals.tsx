import type { OriginalPermission } from '@sightline/api/contract/originals'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../form-dialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { When } from '../when.tsx'

const colours = { waiting: 'gold', in_force: 'green', refused: 'default', expired: 'default' } as const

/** Where a request stands, and the buttons by which somebody else than who asked decides it. */
export function DecideOriginals({ of }: { readonly of: OriginalPermission }) {
  const { t } = useTranslation()
  const may = useMay()
  const { person } = useSession()
  const [decision, choose] = useState<'grant' | 'refuse' | null>(null)
  const isMine = of.askedBy.id === person.id
  const isOpen = of.state === 'waiting' && may('originals.decide')
  return (
    <>
      <Tag color={colours[of.state]} data-testid="original-state" data-state={of.state}>
        {t(`originals.state.${of.state}`)}
      </Tag>
      {of.decision && (
        <>
          {of.decision.by.name} <When at={of.decision.at} />
          {of.decision.note !== '' && <div className="small">{of.decision.note}</div>}
        </>
      )}
      {isOpen && isMine && <span className="soft small">{t('originals.own')}</span>}
      {isOpen && !isMine && (
        <Space>
          <Button size="small" type="primary" onClick={() => choose('grant')}>
            {t('originals.grant')}
          </Button>
          <Button size="small" danger onClick={() => choose('refuse')}>
            {t('originals.refuse')}
          </Button>
        </Space>
      )}
      {decision !== null && <DecideDialog of={of} decision={decision} onClose={() => choose(null)} />}
    </>
  )
}

interface Fields {
  readonly note?: string
}
interface Deciding {
  readonly of: OriginalPermission
  readonly decision: 'grant' | 'refuse'
  readonly onClose: () => void
}

function DecideDialog({ of, decision, onClose }: Deciding) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ note = '' }: Fields) =>
      call(routes.originals.decide, { params: { id: of.id }, body: { decision, note } }),
    onSuccess: () => {
      void message.success(t('originals.done'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.originals }),
  })
  const word = t(`originals.${decision}`)
  return (
    <FormDialog<Fields> title={word} okText={word} initialValues={{}} save={save} onClose={onClose}>
      <p>
        <span className="num">{of.caseNumber}</span> · {of.receiver}
      </p>
      <p className="soft">{of.purpose}</p>
      <p>
        {t('originals.validUntil')} <When at={of.validUntil} />
      </p>
      <Form.Item<Fields> name="note" label={t('originals.note')}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}
