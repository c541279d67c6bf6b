import type { PhraseVersion } from '@sightline/api/contract/phrases'
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

/** What was decided of a draft, or the buttons by which somebody else than its author decides. */
export function DecidePhrase({ of }: { readonly of: PhraseVersion }) {
  const { t } = useTranslation()
  const may = useMay()
  const { person } = useSession()
  const [isApproved, setApproved] = useState<boolean | null>(null)
  if (of.decision !== null) return <Decided decision={of.decision} />
  if (!may('catalogue.publish')) return <Tag color="gold">{t('speech.waits')}</Tag>
  if (of.draftedBy.id === person.id) return <span className="soft small">{t('speech.own')}</span>
  return (
    <>
      <Space wrap>
        <Button size="small" type="primary" onClick={() => setApproved(true)}>
          {t('speech.publish')}
        </Button>
        <Button size="small" danger onClick={() => setApproved(false)}>
          {t('speech.refuse')}
        </Button>
      </Space>
      {isApproved !== null && (
        <DecideDialog of={of} isApproved={isApproved} onClose={() => setApproved(null)} />
      )}
    </>
  )
}

function Decided({ decision }: { readonly decision: NonNullable<PhraseVersion['decision']> }) {
  const { t } = useTranslation()
  const { isApproved, by, at, note } = decision
  return (
    <>
      <Tag color={isApproved ? 'green' : 'default'}>
        {t(isApproved ? 'speech.published' : 'speech.refused')}
      </Tag>
      {by.name} <When at={at} />
      {note !== '' && <div className="small">{note}</div>}
    </>
  )
}

interface Deciding {
  readonly of: PhraseVersion
  readonly isApproved: boolean
  readonly onClose: () => void
}

function DecideDialog({ of, isApproved, onClose }: Deciding) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ note = '' }: Fields) =>
      call(routes.phrases.decide, { params: { id: of.id }, body: { isApproved, note } }),
    onSuccess: () => {
      void message.success(t('speech.done'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.phrases }),
  })
  const word = t(isApproved ? 'speech.publish' : 'speech.refuse')
  return (
    <FormDialog<Fields>
      title={word}
      okText={word}
      name="decide-phrase"
      initialValues={{}}
      save={save}
      onClose={onClose}
    >
      <p lang="zh">{of.zh}</p>
      <p lang="en" className="soft">
        {of.en}
      </p>
      <Form.Item<Fields> name="note" label={t('speech.note')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  )
}
