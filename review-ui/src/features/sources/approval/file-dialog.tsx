import type { ApprovalDetail } from '@sightline/api/contract/approval'
import type { UseMutationResult } from '@tanstack/react-query'
import { Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../app/form-dialog.tsx'
import { useMove } from './use-move.ts'

/** The file as its form holds it: what has a number has a day, or neither. */
interface Fields {
  readonly necessity: string
  readonly basis: string
  readonly owner: string
  readonly isPublicPlace: boolean
  readonly isPoliceStream: boolean
  readonly accessAuthority: string
  readonly assessmentNumber: string
  readonly assessmentOn: string
  readonly filingNumber: string
  readonly filingOn: string
  readonly calibrationNumber: string
  readonly calibrationUntil: string
}

const toFields = ({ assessment, policeFiling, calibration, ...file }: ApprovalDetail['file']): Fields => ({
  necessity: file.necessity,
  basis: file.basis,
  owner: file.owner,
  isPublicPlace: file.isPublicPlace,
  isPoliceStream: file.isPoliceStream,
  accessAuthority: file.accessAuthority,
  assessmentNumber: assessment?.number ?? '',
  assessmentOn: assessment?.on ?? '',
  filingNumber: policeFiling?.number ?? '',
  filingOn: policeFiling?.on ?? '',
  calibrationNumber: calibration?.number ?? '',
  calibrationUntil: calibration?.until ?? '',
})

const toFile = (fields: Fields) => {
  const {
    assessmentNumber,
    assessmentOn,
    filingNumber,
    filingOn,
    calibrationNumber,
    calibrationUntil,
    ...file
  } = fields
  return {
    ...file,
    assessment: assessmentNumber === '' ? null : { number: assessmentNumber, on: assessmentOn },
    policeFiling: filingNumber === '' ? null : { number: filingNumber, on: filingOn },
    calibration: calibrationNumber === '' ? null : { number: calibrationNumber, until: calibrationUntil },
  }
}

/** What the agency holds of the source. What was reviewed is shown and cannot be changed before it is drafted again. */
export function FileDialog({
  detail,
  onClose,
}: {
  readonly detail: ApprovalDetail
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const act = useMove(detail, onClose)
  const save: Pick<UseMutationResult<unknown, Error, Fields>, 'mutate' | 'isPending' | 'error'> = {
    isPending: act.isPending,
    error: act.error,
    mutate: (fields) => act.mutate({ action: 'amend', file: toFile(fields) }),
  }
  const isReviewed = detail.state !== 'draft' && detail.state !== 'suspended'
  return (
    <FormDialog<Fields>
      title={t('approval.file')}
      name="approval"
      width={640}
      initialValues={toFields(detail.file)}
      save={save}
      onClose={onClose}
    >
      <ReviewedFields isReviewed={isReviewed} />
      <DatedFields number="assessmentNumber" day="assessmentOn" />
      <DatedFields number="filingNumber" day="filingOn" />
      <DatedFields number="calibrationNumber" day="calibrationUntil" />
    </FormDialog>
  )
}

function ReviewedFields({ isReviewed }: { readonly isReviewed: boolean }) {
  const { t } = useTranslation()
  const isPolice = Form.useWatch<boolean | undefined>('isPoliceStream') ?? false
  return (
    <>
      <Form.Item<Fields> name="necessity" label={t('approval.necessity')}>
        <Input.TextArea rows={2} maxLength={500} disabled={isReviewed} autoFocus={!isReviewed} />
      </Form.Item>
      <Form.Item<Fields> name="basis" label={t('approval.basis')}>
        <Input.TextArea
          rows={2}
          maxLength={500}
          disabled={isReviewed}
          placeholder={t('approval.basisHint')}
        />
      </Form.Item>
      <Form.Item<Fields> name="owner" label={t('approval.owner')}>
        <Input maxLength={80} disabled={isReviewed} />
      </Form.Item>
      <Form.Item<Fields> name="isPublicPlace" valuePropName="checked">
        <Checkbox disabled={isReviewed}>{t('approval.isPublicPlace')}</Checkbox>
      </Form.Item>
      <Form.Item<Fields> name="isPoliceStream" valuePropName="checked">
        <Checkbox disabled={isReviewed}>{t('approval.isPoliceStream')}</Checkbox>
      </Form.Item>
      <Form.Item<Fields> name="accessAuthority" label={t('approval.accessAuthority')} hidden={!isPolice}>
        <Input.TextArea rows={2} maxLength={300} disabled={isReviewed} />
      </Form.Item>
    </>
  )
}

/** A number and its day: the day is needed where there is a number. */
function DatedFields({
  number,
  day,
}: {
  readonly number: 'assessmentNumber' | 'filingNumber' | 'calibrationNumber'
  readonly day: 'assessmentOn' | 'filingOn' | 'calibrationUntil'
}) {
  const { t } = useTranslation()
  const hasNumber = (Form.useWatch<string | undefined>(number) ?? '').trim() !== ''
  return (
    <div className="approval-pair">
      <Form.Item<Fields> name={number} label={t(`approval.${number}`)}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item<Fields>
        name={day}
        label={t(`approval.${day}`)}
        rules={[{ required: hasNumber, message: t('approval.needed') }]}
      >
        <Input type="date" />
      </Form.Item>
    </div>
  )
}
