import type { ViolationKind } from '@sightline/detectors/finding'
import { rules } from '@sightline/detectors/rules/table'
import { Form, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage, useUnitText } from '../../../app/kind-name.ts'

/** One field for each parameter that the rule's own description names, with its limits and default. */
export function ParamFields({ kind }: { readonly kind: ViolationKind }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const unitText = useUnitText()
  return rules[kind].params.map((param) => {
    const name = ['params', param.key]
    if (param.type === 'boolean') {
      return (
        <Form.Item key={param.key} name={name} label={param[language]} valuePropName="checked">
          <Switch />
        </Form.Item>
      )
    }
    const { min, max } = param
    const limits = t('sources.ruleLimits', { min, max, value: param.default })
    return (
      <Form.Item
        key={param.key}
        name={name}
        label={param[language]}
        extra={limits}
        rules={[{ required: true, type: 'number', min, max, message: limits }]}
      >
        <InputNumber step={param.unit === 'share' ? 0.01 : 1} suffix={unitText(param)} />
      </Form.Item>
    )
  })
}
