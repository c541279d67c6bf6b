import type { LawEntryView } from '@sightline/api/contract/catalogue'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { catalogueQuery } from '../../api/catalogue-queries.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useScreen } from '../../app/screen.tsx'
import { useMay } from '../../app/session.tsx'
import { formatAt } from '../../app/time.ts'
import { nameOf, standColour, standOf } from '../../app/law-words.ts'
import { LawFacts } from './matter-facts.tsx'

interface Props {
  readonly entry: LawEntryView
  readonly onClose: () => void
}

/** Every version of one thing, newest first, and the button by which one is withdrawn. */
export function EntryDrawer({ entry, onClose }: Props) {
  const { t } = useTranslation()
  const law = useQuery(catalogueQuery(entry.subject))
  const versions = law.data?.items.filter(({ key }) => key === entry.key) ?? [entry]
  return (
    <Drawer open size={640} title={nameOf(entry.content)} onClose={onClose}>
      {versions.map((one) => (
        <Version key={one.id} entry={one} />
      ))}
      {versions.length === 0 && t('catalogue.empty')}
    </Drawer>
  )
}

function Version({ entry }: { readonly entry: LawEntryView }) {
  const { t } = useTranslation()
  const may = useMay()
  const { now } = useScreen()
  const [isAsking, setAsking] = useState(false)
  const { withdrawal } = entry
  const stand = standOf(entry, now())
  return (
    <section className="catalogue-version">
      <h3>
        <Tag color={standColour[stand] ?? 'default'}>{t(`catalogue.state.${stand}`)}</Tag>
        {entry.publishedAt !== null && <span className="soft small">{formatAt(entry.publishedAt)}</span>}{' '}
        {entry.state === 'published' && may('catalogue.publish') && (
          <Button size="small" danger onClick={() => setAsking(true)}>
            {t('catalogue.withdraw')}
          </Button>
        )}
      </h3>
      {withdrawal && (
        <p className="bad">
          {t('catalogue.withdrawn', {
            name: withdrawal.by.name,
            at: formatAt(withdrawal.at),
            reason: withdrawal.reason,
          })}
        </p>
      )}
      <LawFacts content={entry.content} />
      {isAsking && <WithdrawDialog entry={entry} onClose={() => setAsking(false)} />}
    </section>
  )
}

interface Fields {
  readonly reason: string
}

function WithdrawDialog({ entry, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (body: Fields) => call(routes.catalogue.withdraw, { params: { id: entry.id }, body }),
    onSuccess: () => {
      void message.success(t('catalogue.done'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.catalogue }),
  })
  return (
    <FormDialog<Fields>
      title={t('catalogue.withdraw')}
      okText={t('catalogue.withdraw')}
      initialValues={{}}
      save={save}
      onClose={onClose}
    >
      <p className="soft">{t('catalogue.withdrawHint')}</p>
      <Form.Item<Fields>
        name="reason"
        label={t('catalogue.reason')}
        rules={[{ required: true, whitespace: true, min: 4, message: t('cases.noteNeeded') }]}
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  )
}
