import { routes } from '@sightline/api/contract/routes'
import type { Unit } from '@sightline/api/contract/units'
import { mayStandBelow, type UnitKind, unitKinds } from '@sightline/api/law/units'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useSession } from '../../app/session.tsx'
import { inTree, useUnits } from '../../app/units.tsx'

interface Fields {
  readonly name: string
  readonly kind: UnitKind
  readonly parentId: string | null
  readonly regionCode: string
}

/** Adds a unit (`unit` null), renames or moves one. */
export function UnitDialog({ unit, onClose }: { readonly unit: Unit | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const save = useMutation({
    mutationFn: ({ parentId, ...fields }: Fields) => {
      const below = parentId === null ? {} : { parentId }
      return unit === null
        ? call(routes.units.create, { body: { parentId: parentId ?? person.unitId, ...fields } })
        : call(routes.units.change, {
            params: { id: unit.id },
            body: { version: unit.version, ...fields, ...below },
          })
    },
    onSuccess: async () => {
      void message.success(t('units.saved'))
      await queries.invalidateQueries({ queryKey: keys.units })
      onClose()
    },
  })
  const { name = '', kind = 'town', regionCode = '', parentId = person.unitId } = unit ?? {}
  return (
    <FormDialog
      title={t(unit === null ? 'units.create' : 'units.edit')}
      initialValues={{ name, kind, regionCode, parentId }}
      save={save}
      onClose={onClose}
    >
      <UnitFields unit={unit} />
    </FormDialog>
  )
}

function UnitFields({ unit }: { readonly unit: Unit | null }) {
  const { t } = useTranslation()
  const { items } = useUnits()
  const kind = Form.useWatch<UnitKind | undefined>('kind')
  const parents = inTree(items).filter(
    (one) => one.unit.active && one.unit.id !== unit?.id && (!kind || mayStandBelow(kind, one.unit.kind)),
  )
  return (
    <>
      <Form.Item<Fields>
        name="name"
        label={t('units.name')}
        rules={[{ required: true, whitespace: true, max: 40, message: t('units.name') }]}
      >
        <Input autoFocus maxLength={40} />
      </Form.Item>
      <Form.Item<Fields> name="kind" label={t('units.kind')}>
        <Select options={unitKinds.map((value) => ({ value, label: t(`units.kinds.${value}`) }))} />
      </Form.Item>
      {unit?.parentId !== null && (
        <Form.Item<Fields>
          name="parentId"
          label={t('units.parent')}
          rules={[{ required: true, message: t('units.parent') }]}
        >
          <Select
            showSearch
            optionFilterProp="label"
            options={parents.map((one) => ({
              value: one.unit.id,
              label: `${'\u3000'.repeat(one.depth)}${one.unit.name}`,
            }))}
          />
        </Form.Item>
      )}
      <Form.Item<Fields>
        name="regionCode"
        label={t('units.regionCode')}
        extra={t('units.regionHint')}
        rules={[{ pattern: /^(?:\d{6}|\d{9}|\d{12})?$/, message: t('units.regionHint') }]}
      >
        <Input inputMode="numeric" />
      </Form.Item>
    </>
  )
}
