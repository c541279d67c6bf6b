import {
  datasetSets,
  maxDatasetFindings,
  maxDatasetMegabytes,
  type DatasetApproval,
  type DatasetSet,
} from '@sightline/api/contract/datasets'
import { Form, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { useMakeExport } from './use-make-export.ts'

interface Fields {
  readonly set: DatasetSet
  readonly kinds: DatasetApproval['kinds']
  readonly most: number
  readonly mostMegabytes: number
  readonly seed: number
}
interface Props {
  readonly approval: DatasetApproval
  readonly onClose: () => void
}

/** All that an approval gives, or less of it. */
export function ExportDialog({ approval, onClose }: Props) {
  const { t } = useTranslation()
  const make = useMakeExport()
  const mutate = (fields: Fields): void =>
    make.mutate({ ...fields, approvalId: approval.id }, { onSuccess: onClose })
  return (
    <FormDialog<Fields>
      title={t('datasets.makeTitle', { number: approval.number })}
      okText={t('datasets.make')}
      initialValues={{ set: 'objects', kinds: approval.kinds, most: 500, mostMegabytes: 512, seed: 1 }}
      save={{ mutate, isPending: make.isPending, error: make.error }}
      onClose={onClose}
    >
      <ExportFields approval={approval} />
    </FormDialog>
  )
}

function ExportFields({ approval }: Pick<Props, 'approval'>) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const needed = { required: true, message: t('datasets.required') }
  const sets = datasetSets.filter((set) => set === 'objects' || approval.coversPlates)
  return (
    <>
      <Form.Item<Fields> name="set" label={t('datasets.set')}>
        <Radio.Group options={sets.map((value) => ({ value, label: t(`datasets.setName.${value}`) }))} />
      </Form.Item>
      <Form.Item<Fields>
        name="kinds"
        label={t('datasets.kinds')}
        rules={[{ ...needed, type: 'array', min: 1 }]}
      >
        <Select
          mode="multiple"
          options={approval.kinds.map((value) => ({ value, label: kindName(value) }))}
        />
      </Form.Item>
      <Form.Item<Fields>
        name="most"
        label={t('datasets.most')}
        extra={t('datasets.mostHint')}
        rules={[needed]}
      >
        <InputNumber min={1} max={maxDatasetFindings} precision={0} />
      </Form.Item>
      <div className="dataset-pair">
        <Form.Item<Fields> name="mostMegabytes" label={t('datasets.mostMegabytes')} rules={[needed]}>
          <InputNumber min={1} max={maxDatasetMegabytes} precision={0} />
        </Form.Item>
        <Form.Item<Fields> name="seed" label={t('datasets.seed')} rules={[needed]}>
          <InputNumber min={0} max={2_147_483_647} precision={0} />
        </Form.Item>
      </div>
    </>
  )
}
