import { datasetKinds, type newDatasetApprovalSchema } from '@sightline/api/contract/datasets'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Checkbox, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '../../api/client.ts'
import { keys, sourcesQuery } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useKindName } from '../../app/kind-name.ts'

type Sent = z.input<typeof newDatasetApprovalSchema>
/** As the form holds it: no source chosen is every source. */
interface Fields extends Omit<Sent, 'sourceIds'> {
  readonly sourceIds: string[]
}

/** Writes down what was signed elsewhere; whoever does so cannot export by it. */
export function ApprovalDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const save = useSave(onClose)
  return (
    <FormDialog<Fields>
      width={640}
      title={t('datasets.recordTitle')}
      initialValues={{ kinds: [], sourceIds: [], coversPlates: false }}
      save={save}
      onClose={onClose}
    >
      <Form.Item>
        <Alert type="warning" showIcon title={t('datasets.recordWarning')} />
      </Form.Item>
      <DocumentFields />
      <ScopeFields />
    </FormDialog>
  )
}

function useSave(onClose: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ sourceIds, ...fields }: Fields) =>
      call(routes.datasets.approve, {
        body: { ...fields, sourceIds: sourceIds.length > 0 ? sourceIds : null },
      }),
    onSuccess: async ({ number }) => {
      void message.success(t('datasets.recorded', { number }))
      await queries.invalidateQueries({ queryKey: keys.datasetApprovals })
      onClose()
    },
  })
}

function useNeeded() {
  const { t } = useTranslation()
  return { required: true, message: t('datasets.required') }
}

function DocumentFields() {
  const { t } = useTranslation()
  const needed = useNeeded()
  const words = { ...needed, whitespace: true, min: 2 }
  return (
    <>
      <div className="dataset-pair">
        <Form.Item<Fields> name="number" label={t('datasets.number')} rules={[words]}>
          <Input maxLength={80} autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item<Fields> name="approvedBy" label={t('datasets.approvedBy')} rules={[words]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item<Fields> name="approvedOn" label={t('datasets.approvedOn')} rules={[needed]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item<Fields> name="validUntil" label={t('datasets.validUntil')} rules={[needed]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item<Fields>
        name="purpose"
        label={t('datasets.purpose')}
        rules={[{ ...needed, whitespace: true, min: 4 }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  )
}

function ScopeFields() {
  const { t } = useTranslation()
  const needed = useNeeded()
  const kindName = useKindName()
  const sources = useQuery({ ...sourcesQuery, refetchInterval: false })
  return (
    <>
      <Form.Item<Fields>
        name="kinds"
        label={t('datasets.kinds')}
        rules={[{ ...needed, type: 'array', min: 1 }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={datasetKinds.map((value) => ({ value, label: kindName(value) }))}
        />
      </Form.Item>
      <Form.Item<Fields> name="sourceIds" label={t('datasets.sources')}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t('datasets.allSources')}
          showSearch={{ optionFilterProp: 'label' }}
          loading={sources.isPending}
          options={(sources.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <div className="dataset-pair">
        <Form.Item<Fields> name="fromDay" label={t('datasets.fromDay')} rules={[needed]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item<Fields> name="toDay" label={t('datasets.toDay')} rules={[needed]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item<Fields> name="coversPlates" valuePropName="checked">
        <Checkbox>{t('datasets.coversPlates')}</Checkbox>
      </Form.Item>
    </>
  )
}
