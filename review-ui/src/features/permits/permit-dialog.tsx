import { type Permit } from '@sightline/api/contract/permits'
import { routes } from '@sightline/api/contract/routes'
import type { HoursSpan } from '@sightline/detectors/finding'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { allZonesQuery, keys, sourcesQuery } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { FormDialog } from '../../app/form-dialog.tsx'
import { HoursEditor } from '../../app/hours/hours-editor.tsx'
import { type PermitFields, toFields, toNewPermit } from './permit-fields.ts'
import { permitKinds } from '@sightline/api/law/permits'

/** Registers a permit (`permit` null), or publishes a new version of one. */
export function PermitDialog({
  permit,
  onClose,
}: {
  readonly permit: Permit | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const save = useSave(permit, onClose)
  return (
    <FormDialog
      width={640}
      className="permit-form"
      title={t(permit === null ? 'permits.create' : 'permits.edit')}
      initialValues={toFields(permit)}
      save={save}
      onClose={onClose}
    >
      <Fields />
    </FormDialog>
  )
}

function useSave(permit: Permit | null, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (fields: PermitFields) => {
      const body = toNewPermit(fields)
      return permit === null
        ? call(routes.permits.create, { body })
        : call(routes.permits.change, {
            params: { id: permit.id },
            body: { ...body, version: permit.version },
          })
    },
    onSuccess: async ({ number, version }) => {
      void message.success(
        permit === null ? t('permits.created', { number }) : t('permits.changed', { version }),
      )
      await queries.invalidateQueries({ queryKey: keys.permits })
      onDone()
    },
  })
}

function Fields() {
  const { t } = useTranslation()
  const needed = { required: true, message: t('permits.required') }
  const words = { ...needed, whitespace: true }
  return (
    <>
      <div className="permit-pair">
        <Form.Item<PermitFields> name="kind" label={t('permits.kind')} rules={[needed]}>
          <Select options={permitKinds.map((value) => ({ value, label: t(`permits.kindName.${value}`) }))} />
        </Form.Item>
        <Form.Item<PermitFields> name="number" label={t('permits.number')} rules={[words]}>
          <Input maxLength={60} autoComplete="off" autoFocus />
        </Form.Item>
      </div>
      <Form.Item<PermitFields> name="holder" label={t('permits.holder')} rules={[words]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item<PermitFields>
        name="zoneIds"
        label={t('permits.zones')}
        extra={t('permits.zonesHint')}
        rules={[{ ...needed, type: 'array', min: 1 }]}
      >
        <ZonePicker />
      </Form.Item>
      <div className="permit-pair">
        <Form.Item<PermitFields> name="plate" label={t('permits.plate')} extra={t('permits.plateHint')}>
          <Input maxLength={12} autoComplete="off" />
        </Form.Item>
        <Form.Item<PermitFields> name="stall" label={t('permits.stall')}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
      </div>
      <div className="permit-pair">
        <Form.Item<PermitFields> name="fromDay" label={t('permits.fromDay')} rules={[needed]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item<PermitFields> name="toDay" label={t('permits.toDay')} rules={[needed]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item<PermitFields> name="hours">
        <Hours />
      </Form.Item>
      <Form.Item<PermitFields> name="note" label={t('permits.note')}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
    </>
  )
}

/** The form gives both when it draws this. */
function Hours({
  value = [],
  onChange = () => undefined,
}: {
  readonly value?: readonly HoursSpan[]
  readonly onChange?: (hours: readonly HoursSpan[]) => void
}) {
  return <HoursEditor hours={value} onChange={onChange} />
}

/** Zones of every source, by their source's name. The form gives the value when it draws this. */
function ZonePicker(props: {
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (ids: readonly string[]) => void
}) {
  const { t } = useTranslation()
  const zones = useQuery(allZonesQuery)
  const sources = useQuery({ ...sourcesQuery, refetchInterval: false })
  const nameOf = new Map(sources.data?.items.map(({ id, name }) => [id, name]))
  const chosen = new Set<string>(props.value)
  const known = zones.data?.items ?? []
  const gone = [...chosen].filter((id) => zones.data && known.every((zone) => zone.id !== id))
  const options = [
    ...known
      .filter((zone) => zone.active || chosen.has(zone.id))
      .map((zone) => ({
        value: zone.id,
        label: `${nameOf.get(zone.sourceId) ?? ''} / ${zone.name}`,
      })),
    ...gone.map((value) => ({ value, label: t('permits.zoneGone') })),
  ]
  return (
    <>
      <Select
        {...(props.id === undefined ? {} : { id: props.id })}
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        loading={zones.isPending}
        value={[...chosen]}
        options={options}
        onChange={(ids: string[]) => props.onChange?.(ids)}
      />
      {zones.error && <FailureNote error={zones.error} onRetry={() => void zones.refetch()} />}
    </>
  )
}
