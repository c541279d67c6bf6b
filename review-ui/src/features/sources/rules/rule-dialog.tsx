import { routes } from '@sightline/api/contract/routes'
import type { Rule, Zone } from '@sightline/api/contract/zones'
import type { ObjectClass } from '@sightline/detectors/detection'
import { type ViolationKind, violationKinds } from '@sightline/detectors/finding'
import { rules, withDefaults } from '@sightline/detectors/rules/table'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Modal, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { useKindName, useLanguage } from '../../../app/kind-name.ts'
import { idleFor } from './idle.ts'
import { useIdleText } from './idle-tags.tsx'
import { ParamFields } from './param-fields.tsx'

interface Fields {
  readonly kind: ViolationKind
  readonly enabled: boolean
  readonly params: Rule['params']
}

/** Binds a rule to a zone (`rule` null), or publishes a new version of one. */
export function RuleDialog(props: {
  readonly zone: Zone
  readonly rule: Rule | null
  readonly classes: readonly ObjectClass[]
  readonly onClose: () => void
}) {
  const { rule } = props
  const { t } = useTranslation()
  const kindOptions = useKindOptions(props)
  const [form] = Form.useForm<Fields>()
  const save = useSaveRule(props)
  const first: ViolationKind = rule?.kind ?? violationKinds[0]
  const kind = Form.useWatch('kind', form) ?? first
  return (
    <Modal
      open
      title={`${props.zone.name} · ${t(rule === null ? 'sources.ruleAdd' : 'sources.ruleEdit')}`}
      okText={t('app.save')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{
          kind: first,
          enabled: rule?.enabled ?? true,
          params: withDefaults(first, rule?.params ?? {}),
        }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item<Fields> name="kind" label={t('sources.ruleKind')}>
          <Select
            disabled={rule !== null}
            options={kindOptions}
            onChange={(next: ViolationKind) => form.setFieldValue('params', withDefaults(next, {}))}
          />
        </Form.Item>
        <KindNotes {...props} kind={kind} />
        <Form.Item<Fields> name="enabled" label={t('sources.ruleEnabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <ParamFields kind={kind} />
        <Button type="link" onClick={() => form.setFieldValue('params', withDefaults(kind, {}))}>
          {t('sources.defaults')}
        </Button>
        {save.error && <FailureNote error={save.error} />}
      </Form>
    </Modal>
  )
}

interface Bound {
  readonly zone: Zone
  readonly classes: readonly ObjectClass[]
}

/** Every kind; one that no model serves is marked before it is chosen. */
function useKindOptions({ zone, classes }: Bound) {
  const { t } = useTranslation()
  const kindName = useKindName()
  return violationKinds.map((value) => {
    const rule = { kind: value, params: withDefaults(value, {}) }
    const isUnserved = idleFor({ rule, zone, classes }).includes('no_model')
    return { value, label: isUnserved ? `${kindName(value)} · ${t('sources.noModel')}` : kindName(value) }
  })
}

/** What the rule means, and why it would find nothing with what is set here now. */
function KindNotes({ zone, classes, kind }: Bound & { readonly kind: ViolationKind }) {
  const language = useLanguage()
  const idleText = useIdleText()
  const form = Form.useFormInstance<Fields>()
  const params = Form.useWatch('params', form) ?? {}
  const rule = { kind, params: withDefaults(kind, params) }
  return (
    <>
      <p className="soft small">{rules[kind].description[language]}</p>
      {idleFor({ rule, zone, classes }).map((reason) => {
        const { name, help } = idleText(reason, rule)
        return (
          <Alert key={reason} type="warning" showIcon className="rule-idle" title={name} description={help} />
        )
      })}
    </>
  )
}

function useSaveRule({ zone, rule, onClose }: { zone: Zone; rule: Rule | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, enabled, params }: Fields) =>
      rule === null
        ? call(routes.rules.create, { body: { zoneId: zone.id, kind, params, enabled } })
        : call(routes.rules.change, {
            params: { id: rule.id },
            body: { version: rule.version, params, enabled },
          }),
    onSuccess: ({ version }) => {
      void message.success(t('sources.ruleSaved', { version }))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.rules(zone.sourceId) }),
  })
}
