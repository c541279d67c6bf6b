import type { Case } from '@sightline/api/contract/cases'
import { routes } from '@sightline/api/contract/routes'
import type { CaseAction } from '@sightline/api/law/case-moves'
import { correctionReasons, notFiledReasons } from '@sightline/api/law/statuses'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Select } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { asksAuthority, asksWhy, fieldsOf, reasonsOf, toMove, type MoveFields } from './move-fields.ts'

interface Props {
  readonly of: Case
  readonly action: CaseAction
  readonly onClose: () => void
}

/** One move of a case, with what it asks for, said once more before it counts. */
export function MoveDialog({ of, action, onClose }: Props) {
  const { t } = useTranslation()
  const save = useMove(of, action, onClose)
  const fields = fieldsOf[action]
  const needed = [{ required: true, whitespace: true, message: t('cases.noteNeeded') }]
  return (
    <FormDialog<MoveFields>
      title={t(`cases.action.${action}`)}
      okText={t(`cases.action.${action}`)}
      initialValues={{}}
      save={save}
      onClose={onClose}
    >
      <p className="soft">{t(`cases.ask.${action}`)}</p>
      {fields.includes('reason') && (
        <Form.Item<MoveFields>
          name="reason"
          label={t('cases.endReason')}
          rules={[{ required: true, message: t('cases.reasonChoose') }]}
        >
          <Select
            placeholder={t('cases.reasonChoose')}
            options={reasonsOf(action).map((value) => ({ value, label: reasonText(value, t) }))}
          />
        </Form.Item>
      )}
      {(['receiver', 'filedNumber', 'documentNumber'] as const)
        .filter((field) => fields.includes(field))
        .map((field) => (
          <Form.Item<MoveFields> key={field} name={field} label={t(`cases.${field}`)} rules={needed}>
            <Input maxLength={80} autoComplete="off" />
          </Form.Item>
        ))}
      {asksAuthority(action, of.matter) && (
        <Form.Item<MoveFields>
          name="authorityBasis"
          label={t('caseMatter.authorityBasis')}
          extra={t('caseMatter.authorityBasisHint')}
          rules={needed}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
      <Form.Item<MoveFields> name="note" label={t('cases.note')} rules={asksWhy(action) ? needed : []}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  )
}

function reasonText(code: string, t: TFunction): string {
  const correction = correctionReasons.find((one) => one === code)
  if (correction) return t(`code.correctionReason.${correction}`)
  const end = notFiledReasons.find((one) => one === code)
  return end ? t(`code.dismissReason.${end}`) : code
}

function useMove(of: Case, action: CaseAction, onDone: () => void) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (fields: MoveFields) => {
      const move = toMove(action, of.version, fields)
      const params = { id: of.id }
      return move.kind === 'decision'
        ? call(routes.cases.decide, { params, body: move.body })
        : call(routes.cases.handOver, { params, body: move.body })
    },
    onSuccess: () => {
      void message.success(t('cases.moved'))
      onDone()
    },
    onSettled: () =>
      Promise.all(
        [keys.cases, keys.case(of.id), keys.alerts, keys.alert(of.alertId)].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
