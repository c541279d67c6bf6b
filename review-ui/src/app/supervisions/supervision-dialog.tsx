import type { Supervision } from '@sightline/api/contract/supervisions'
import { routes } from '@sightline/api/contract/routes'
import { supervisionDays, supervisionEnds } from '@sightline/api/law/supervision'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../form-dialog.tsx'

export type SupervisionAct = 'ask' | 'answer' | 'end'

interface Of {
  readonly alertId: string
  readonly caseId: string | null
  /** The one under way. */
  readonly open: Supervision | null
}

interface Fields {
  readonly text: string
  readonly workingDays?: number
  readonly end?: (typeof supervisionEnds)[number]
}

function send({ alertId, caseId, open }: Of, act: SupervisionAct, fields: Fields) {
  const { text, workingDays = supervisionDays.least, end = 'settled' } = fields
  const about = caseId === null ? {} : { caseId }
  const [params, version] = [{ id: open?.id ?? '' }, open?.version ?? 0]
  switch (act) {
    case 'ask':
      return call(routes.supervisions.ask, {
        params: { id: alertId },
        body: { ...about, reason: text, workingDays },
      })
    case 'answer':
      return call(routes.supervisions.answer, { params, body: { version, text } })
    case 'end':
      return call(routes.supervisions.end, { params, body: { version, act: end, text } })
  }
}

const titles = { ask: 'askTitle', answer: 'answerTitle', end: 'endTitle' } as const

/** Asks for the reason and the term, for an answer, or for how it ended. */
export function SupervisionDialog({
  of,
  act,
  onClose,
}: {
  readonly of: Of
  readonly act: SupervisionAct
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (fields: Fields) => send(of, act, fields),
    onSuccess: () => {
      void message.success(t('supervisions.done'))
      onClose()
    },
    onSettled: () =>
      Promise.all(
        [keys.alert(of.alertId), keys.limits].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
  const [label, needed] =
    act === 'ask'
      ? [t('supervisions.reason'), t('supervisions.reasonNeeded')]
      : [t('supervisions.text'), t('supervisions.textNeeded')]
  return (
    <FormDialog<Fields>
      title={t(`supervisions.${titles[act]}`)}
      okText={t(`supervisions.${act}`)}
      name="supervision"
      initialValues={{ workingDays: 3, end: 'settled' }}
      save={save}
      onClose={onClose}
    >
      <p className="soft">{act === 'answer' ? of.open?.reason : t('supervisions.askHint')}</p>
      {act === 'end' && (
        <Form.Item<Fields> name="end" label={t('supervisions.endHow')}>
          <Select
            options={supervisionEnds.map((value) => ({ value, label: t(`supervisions.acts.${value}`) }))}
          />
        </Form.Item>
      )}
      <Form.Item<Fields>
        name="text"
        label={label}
        rules={[{ required: true, whitespace: true, min: 2, message: needed }]}
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      {act === 'ask' && (
        <Form.Item<Fields> name="workingDays" label={t('supervisions.days')} rules={[{ required: true }]}>
          <InputNumber min={supervisionDays.least} max={supervisionDays.most} precision={0} />
        </Form.Item>
      )}
    </FormDialog>
  )
}
