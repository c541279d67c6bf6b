import type { Alert } from '@sightline/api/contract/alerts'
import { routes } from '@sightline/api/contract/routes'
import type { StepKind } from '@sightline/api/law/steps'
import type { SiteForm } from '@sightline/api/contract/site-files'
import { takesSiteRecord } from '@sightline/api/law/on-site-record'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { FormDialog } from '../../../app/form-dialog.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { siteFormQuery } from '../on-site/site-form-query.ts'
import { SiteFields } from '../on-site/site-fields.tsx'
import { useSiteFiles, type SiteFiles } from '../on-site/use-site-files.ts'
import { toField } from './moment.ts'
import { emptyFields, needsText, type StepFields, toNewStep } from './step-fields.ts'

interface Props {
  readonly alert: Alert
  readonly kind: StepKind
  readonly onClose: () => void
}

/** What the free words of a step are about. */
function textWord(kind: StepKind): 'warningText' | 'inspectionText' | 'text' {
  if (kind === 'inspection' || kind === 'remote_check') return 'inspectionText'
  return kind === 'voice_warning' || kind === 'advice' ? 'warningText' : 'text'
}

/** Records one step: what was done, when, and by whom. */
export function StepDialog(props: Props) {
  return takesSiteRecord[props.kind] ? <WithForm {...props} /> : <Dialog {...props} site={null} />
}

/** On site: who may be named and how large files may be is asked first. */
function WithForm(props: Props) {
  const { t } = useTranslation()
  const form = useQuery(siteFormQuery(props.alert.id))
  if (form.data) return <SiteDialog {...props} form={form.data} />
  const title = t('steps.recordTitle', { step: t(`steps.stepName.${props.kind}`) })
  return (
    <Modal open title={title} footer={null} onCancel={props.onClose}>
      <Loaded of={form}>{() => null}</Loaded>
    </Modal>
  )
}

function SiteDialog({ form, ...props }: Props & { readonly form: SiteForm }) {
  const files = useSiteFiles(props.alert.id, form.waiting)
  return <Dialog {...props} site={{ form, files }} />
}

interface OnSite {
  readonly form: SiteForm
  readonly files: SiteFiles
}

function Dialog({ alert, kind, onClose, site }: Props & { readonly site: OnSite | null }) {
  const { t } = useTranslation()
  const save = useRecord({ alert, kind, onClose, files: site?.files.items ?? [] })
  return (
    <FormDialog
      title={t('steps.recordTitle', { step: t(`steps.stepName.${kind}`) })}
      okText={t('steps.record')}
      initialValues={emptyFields}
      save={save}
      onClose={onClose}
    >
      {kind === 'order' && <OrderFields />}
      {kind === 'recheck' && <RecheckField />}
      <Form.Item<StepFields>
        name="text"
        label={t(`steps.${textWord(kind)}`)}
        extra={t('steps.textHint')}
        rules={[{ required: needsText(kind), whitespace: true, message: t('permits.required') }]}
      >
        <Input.TextArea rows={3} maxLength={1000} autoFocus={kind !== 'order'} />
      </Form.Item>
      {site && <SiteFields {...site} of={{ kind: alert.kind, step: kind }} />}
      <Form.Item<StepFields>
        name="at"
        label={`${t('steps.at')}（${t('steps.now')}）`}
        extra={t('steps.atHint')}
      >
        <Input type="datetime-local" step={1} min={toField(alert.openedAt)} />
      </Form.Item>
      <Form.Item<StepFields> name="doneBy" label={t('steps.doneBy')} extra={t('steps.doneByHint')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}

function useRecord({ alert, kind, onClose, files }: Props & { readonly files: SiteFiles['items'] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: async (fields: StepFields) => {
      const stored = files.flatMap(({ isIn, stored: file }) => (isIn && file ? [file.id] : []))
      const body = toNewStep(kind, fields, stored)
      if (body === null) throw new Error('the form lets nothing incomplete through')
      return call(routes.steps.record, { params: { id: alert.id }, body })
    },
    onSuccess: async () => {
      void message.success(t('steps.recorded', { step: t(`steps.stepName.${kind}`) }))
      await queries.invalidateQueries({ queryKey: keys.alert(alert.id) })
      onClose()
    },
  })
}

function OrderFields() {
  const { t } = useTranslation()
  const needed = { required: true, message: t('permits.required') }
  return (
    <>
      <Form.Item<StepFields>
        name="documentNumber"
        label={t('steps.documentNumber')}
        rules={[{ ...needed, whitespace: true }]}
      >
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item<StepFields> name="dueAt" label={t('steps.dueAt')} rules={[needed]}>
        <Input type="datetime-local" />
      </Form.Item>
    </>
  )
}

function RecheckField() {
  const { t } = useTranslation()
  return (
    <Form.Item<StepFields>
      name="complied"
      label={t('steps.complied')}
      rules={[{ required: true, message: t('permits.required') }]}
    >
      <Radio.Group
        optionType="button"
        options={[
          { value: 'yes', label: t('steps.compliedYes') },
          { value: 'no', label: t('steps.compliedNo') },
        ]}
      />
    </Form.Item>
  )
}
