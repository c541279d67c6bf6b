import type { ApprovalDetail } from '@sightline/api/contract/approval'
import { missingFields, textMin } from '@sightline/api/law/approval-file'
import type { ApprovalAction } from '@sightline/api/law/approval'
import { Form, Input, InputNumber } from 'antd'
import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../app/form-dialog.tsx'
import { MissingList } from './missing-list.tsx'
import { useMove, type Said } from './use-move.ts'

export type Move = Exclude<ApprovalAction, 'amend' | 'sign'>

/** What each act asks for. */
interface Fields {
  readonly note?: string
  readonly on?: string
  readonly url?: string
  readonly noticeDays?: number
  readonly trialUntil?: string
}

/** An empty day is none. */
const toSaid = (action: Move, { trialUntil, ...fields }: Fields): Said =>
  action === 'put_in_use' ? { action, trialUntil: trialUntil ? trialUntil : null } : { action, ...fields }

/** One act with what it asks for; what is still missing is said before it is asked. */
export function MoveDialog({
  detail,
  move,
  onClose,
}: {
  readonly detail: ApprovalDetail
  readonly move: Move
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const act = useMove(detail, onClose)
  const save: Pick<UseMutationResult<unknown, Error, Fields>, 'mutate' | 'isPending' | 'error'> = {
    isPending: act.isPending,
    error: act.error,
    mutate: (fields) => act.mutate(toSaid(move, fields)),
  }
  return (
    <FormDialog<Fields>
      title={t(`approval.act.${move}`)}
      okText={t(`approval.act.${move}`)}
      name="approval"
      initialValues={{ noticeDays: 5 }}
      save={save}
      onClose={onClose}
    >
      <MoveFields move={move} detail={detail} />
    </FormDialog>
  )
}

function MoveFields({ move, detail }: { readonly move: Move; readonly detail: ApprovalDetail }) {
  const { t } = useTranslation()
  switch (move) {
    case 'submit':
      return <SubmitNote detail={detail} />
    case 'redraft':
      return <p>{t('approval.turn.draft')}</p>
    case 'publish':
      return <PublishFields />
    case 'put_in_use':
      return (
        <>
          <MissingList detail={detail} />
          <Form.Item<Fields>
            name="trialUntil"
            label={t('approval.trialUntil')}
            extra={t('approval.trialHelp')}
          >
            <Input type="date" />
          </Form.Item>
        </>
      )
    case 'pass_technical':
    case 'pass_legal':
      return <NoteField label={t('approval.note')} />
    default:
      return <NoteField label={t('approval.noteReason')} />
  }
}

/** What the review would lack, by the names of the fields. */
function SubmitNote({ detail }: { readonly detail: ApprovalDetail }) {
  const { t } = useTranslation()
  const missing = missingFields(detail.file)
  if (missing.length === 0) return <p>{t('approval.turn.technical_review')}</p>
  return (
    <p className="warn">
      {t('approval.missingFields')} {missing.map((field) => t(`approval.${field}`)).join('、')}
    </p>
  )
}

function NoteField({ label }: { readonly label: string }) {
  const { t } = useTranslation()
  return (
    <Form.Item<Fields>
      name="note"
      label={label}
      rules={[
        { required: true, whitespace: true, min: textMin, message: t('approval.short', { n: textMin }) },
      ]}
    >
      <Input.TextArea rows={3} maxLength={500} autoFocus />
    </Form.Item>
  )
}

function PublishFields() {
  const { t } = useTranslation()
  const needed = { required: true, message: t('approval.needed') }
  return (
    <>
      <Form.Item<Fields> name="on" label={t('approval.publishedOn')} rules={[needed]}>
        <Input type="date" autoFocus />
      </Form.Item>
      <Form.Item<Fields> name="url" label={t('approval.url')} rules={[needed]}>
        <Input type="url" maxLength={300} placeholder="https://" />
      </Form.Item>
      <Form.Item<Fields> name="noticeDays" label={t('approval.noticeDays')} rules={[needed]}>
        <InputNumber min={1} max={60} precision={0} />
      </Form.Item>
    </>
  )
}
