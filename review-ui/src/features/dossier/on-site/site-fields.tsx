import './on-site.css'
import type { SiteForm } from '@sightline/api/contract/site-files'
import { lawOf } from '@sightline/api/law/kinds'
import { recordGap } from '@sightline/api/law/on-site-record'
import type { StepKind } from '@sightline/api/law/steps'
import type { ViolationKind } from '@sightline/detectors/finding'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StepFields } from '../steps/step-fields.ts'
import { FilesField } from './files-field.tsx'
import { PositionField } from './position-field.tsx'
import { toPosition, type PositionDraft } from './position-text.ts'
import type { SiteFiles } from './use-site-files.ts'

interface Props {
  readonly form: SiteForm
  readonly files: SiteFiles
  readonly of: { readonly kind: ViolationKind; readonly step: StepKind }
}

/** What is brought from the place: files, who was there, where it was. */
export function SiteFields({ form, files, of }: Props) {
  const { t } = useTranslation()
  const hasPicture = files.items.some(({ isIn, stored }) => isIn && stored !== null && stored.kind !== 'scan')
  return (
    <fieldset className="site-fields">
      <legend>{t('onSite.title')}</legend>
      <Form.Item
        name="filesReady"
        rules={[
          {
            validator: async () => {
              if (files.isSending) throw new Error(t('onSite.stillSending'))
              if (files.hasFailed) throw new Error(t('onSite.failedLeft'))
            },
          },
        ]}
      >
        <FilesField files={files} limits={form.limits} />
      </Form.Item>
      <Form.Item<StepFields>
        name="secondOfficerId"
        label={t('onSite.secondOfficer')}
        extra={t('onSite.secondOfficerHint')}
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('onSite.secondNone')}
          options={form.officers.map(({ id, ...officer }) => ({
            value: id,
            label: t('onSite.officer', officer),
          }))}
        />
      </Form.Item>
      {!hasPicture && (
        <Form.Item<StepFields>
          name="noPictureReason"
          label={t('onSite.noPicture')}
          extra={t('onSite.noPictureHint')}
        >
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      )}
      <Form.Item<StepFields>
        name="personsPresent"
        label={t('onSite.persons')}
        extra={t('onSite.personsHint')}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item<StepFields>
        name="position"
        label={t('onSite.position')}
        extra={t('onSite.positionHint')}
        rules={[
          {
            validator: async (_, draft: PositionDraft) => {
              if (toPosition(draft) === undefined) throw new Error(t('onSite.positionBad'))
            },
          },
        ]}
      >
        <PositionField />
      </Form.Item>
      <Lacks files={files} of={of} />
    </fieldset>
  )
}

/** Said before it is recorded, by the law itself: what this record would lack to count for a case. */
function Lacks({ files, of: { kind, step } }: Pick<Props, 'files' | 'of'>) {
  const { t } = useTranslation()
  const form = Form.useFormInstance<StepFields>()
  const [text, reason, second] = [
    Form.useWatch('text', form),
    Form.useWatch('noPictureReason', form),
    Form.useWatch('secondOfficerId', form),
  ]
  if (!lawOf(kind).onSite.includes(step)) return null
  const gap = recordGap({
    text: text ?? '',
    files: files.items.flatMap(({ isIn, stored }) => (isIn && stored ? [stored.kind] : [])),
    noPictureReason: reason ?? '',
    hasSecondOfficer: (second ?? null) !== null,
  })
  if (gap === null) return null
  return (
    <p className="small warn" role="status" data-testid="site-lacks" data-gap={gap}>
      {t('onSite.incomplete')}
      {t(`onSite.gap.${gap}`)}
    </p>
  )
}
