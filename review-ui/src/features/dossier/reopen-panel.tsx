import type { Alert } from '@sightline/api/contract/alerts'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'

interface Fields {
  readonly note: string
}

/** A supervisor has what ended judged anew, and says why. */
export function ReopenPanel({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const save = useMutation({
    mutationFn: ({ note }: Fields) =>
      call(routes.alerts.reopen, { params: { id: alert.id }, body: { version: alert.version, note } }),
    onSuccess: async (answer) => {
      queries.setQueryData(keys.alert(alert.id), answer)
      await queries.invalidateQueries({ queryKey: keys.alerts })
      void message.success(t('dossier.reopened'))
      setOpen(false)
    },
  })
  return (
    <section className="panel">
      <Button onClick={() => setOpen(true)}>{t('dossier.reopen')}</Button>
      {isOpen && (
        <FormDialog<Fields>
          title={t('dossier.reopen')}
          okText={t('dossier.reopen')}
          initialValues={{}}
          save={save}
          onClose={() => setOpen(false)}
        >
          <p className="soft">{t('dossier.reopenAsk')}</p>
          <Form.Item<Fields>
            name="note"
            label={t('cases.note')}
            rules={[{ required: true, whitespace: true, message: t('cases.noteNeeded') }]}
          >
            <Input.TextArea rows={3} maxLength={1000} autoFocus />
          </Form.Item>
        </FormDialog>
      )}
    </section>
  )
}
