import type { Recusal } from '@sightline/api/contract/recusals'
import type { PersonId } from '@sightline/api/contract/ids'
import type { Role } from '@sightline/api/contract/people'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../form-dialog.tsx'

interface Official {
  readonly id: PersonId
  readonly name: string
  readonly role: Role
}

/** What somebody is about to record, and of whom. */
export type RecusalAsk =
  | { readonly act: 'declare' }
  | { readonly act: 'order'; readonly officials: readonly Official[] }
  | { readonly act: 'lift'; readonly person: Recusal['person'] }

interface Fields {
  readonly personId?: PersonId
  readonly reason: string
}

/** An alert, or the case that came of it. */
export type OfMatter = { readonly alertId: string } | { readonly caseId: string }

function record(of: OfMatter, ask: RecusalAsk, { personId, reason }: Fields) {
  switch (ask.act) {
    case 'declare':
      return call(routes.recusals.declare, { body: { ...of, reason } })
    case 'order':
      return call(routes.recusals.order, { body: { ...of, personId: personId ?? '', reason } })
    case 'lift':
      return call(routes.recusals.lift, { body: { ...of, personId: ask.person.id, reason } })
  }
}

/** Asks for the reason, and where it is ordered for the person. */
export function RecusalDialog({
  of,
  ask,
  onClose,
}: {
  readonly of: OfMatter
  readonly ask: RecusalAsk
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (fields: Fields) => record(of, ask, fields),
    onSuccess: async ({ alertId }) => {
      void message.success(t('recusals.done'))
      onClose()
      await queries.invalidateQueries({ queryKey: keys.alert(alertId) })
    },
  })
  const title =
    ask.act === 'lift' ? t('recusals.liftOf', { name: ask.person.name }) : t(`recusals.${ask.act}`)
  return (
    <FormDialog<Fields> title={title} initialValues={{}} save={save} onClose={onClose}>
      <p className="soft">{t('recusals.hint')}</p>
      {ask.act === 'order' && (
        <Form.Item<Fields>
          name="personId"
          label={t('recusals.person')}
          rules={[{ required: true, message: t('recusals.personNeeded') }]}
        >
          <Select
            options={ask.officials.map(({ id, name, role }) => ({
              value: id,
              label: `${name} · ${t(`code.role.${role}`)}`,
            }))}
          />
        </Form.Item>
      )}
      <Form.Item<Fields>
        name="reason"
        label={t('recusals.reason')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('recusals.reasonNeeded') }]}
      >
        <Input.TextArea rows={3} maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}
