import { type Source, sourceKinds } from '@sightline/api/contract/sources'
import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import { UnitField } from '../../../app/units.tsx'
import { type PositionFields, PositionInputs, positionOf } from '../position-fields.tsx'

export type Details = Pick<Source, 'name' | 'kind' | 'place' | 'position' | 'enabled'> & {
  readonly unitId?: string | undefined
}
type Fields = Omit<Details, 'position'> & PositionFields

export function DetailsStep(props: {
  readonly isSaving: boolean
  readonly error: unknown
  readonly onBack: () => void
  readonly onSave: (details: Details) => void
}) {
  const { t } = useTranslation()
  const save = ({ name, kind, place, enabled, unitId, ...position }: Fields): void =>
    props.onSave({ name, kind, place, enabled, unitId, position: positionOf(position) })
  return (
    <Form<Fields>
      layout="vertical"
      className="wizard-step"
      initialValues={{ name: '', kind: 'fixed', place: '', enabled: true }}
      onFinish={save}
    >
      <Form.Item<Fields>
        name="name"
        label={t('sources.name')}
        rules={[{ required: true, whitespace: true, max: 80, message: t('sources.name') }]}
      >
        <Input autoFocus />
      </Form.Item>
      <Form.Item<Fields> name="kind" label={t('sources.kind')}>
        <Radio.Group
          options={sourceKinds.map((value) => ({ value, label: t(`code.sourceKind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item<Fields> name="place" label={t('sources.place')}>
        <Input maxLength={200} />
      </Form.Item>
      <UnitField />
      <PositionInputs />
      <Form.Item<Fields> name="enabled" valuePropName="checked">
        <Checkbox>{t('sources.enableNow')}</Checkbox>
      </Form.Item>
      {props.error !== null && <FailureNote error={props.error} />}
      <div className="wizard-buttons">
        <Button onClick={props.onBack}>{t('sources.previous')}</Button>
        <Button type="primary" htmlType="submit" loading={props.isSaving}>
          {t('app.save')}
        </Button>
      </div>
    </Form>
  )
}
