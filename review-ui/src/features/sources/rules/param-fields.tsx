import type { ViolationKind } from '@sightline/detectors/finding'
import type { NumberParam } from '@sightline/detectors/rules/rule'
import { rules } from '@sightline/detectors/rules/table'
import { Form, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage, useUnitText } from '../../../app/kind-name.ts'
import { keptNumber, shownNumber } from '../../../app/param-value.ts'

/** One field for each parameter that the rule's own description names, with its unit, limits and default. */
export function ParamFields({ kind }: { readonly kind: ViolationKind }) {
  const language = useLanguage()
  return rules[kind].params.map((param) =>
    param.type === 'boolean' ? (
      <Form.Item key={param.key} name={['params', param.key]} label={param[language]} valuePropName="checked">
        <Switch />
      </Form.Item>
    ) : (
      <NumberField key={param.key} param={param} />
    ),
  )
}

/** What is outside its limits is refused at the field. Shares are typed in percent. */
function NumberField({ param }: { readonly param: NumberParam }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const unitText = useUnitText()
  const { min, max, unit } = param
  const limits = {
    min: shownNumber(unit, min),
    max: shownNumber(unit, max),
    value: shownNumber(unit, param.default),
    unit: unitText(param) === '' ? '' : ` ${unitText(param)}`,
  }
  const outside = t('sources.ruleOutside', limits)
  return (
    <Form.Item
      name={['params', param.key]}
      label={param[language]}
      extra={t('sources.ruleLimits', limits)}
      getValueProps={(value: unknown) => ({
        value: typeof value === 'number' ? shownNumber(unit, value) : null,
      })}
      normalize={(value: unknown) => (typeof value === 'number' ? keptNumber(unit, value) : null)}
      rules={[{ required: true, type: 'number', min, max, message: outside }]}
    >
      <InputNumber suffix={unitText(param)} {...(unit === 'count' ? { precision: 0 } : {})} />
    </Form.Item>
  )
}
