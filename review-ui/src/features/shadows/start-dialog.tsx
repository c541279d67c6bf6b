import { maxShadowHours, type ShadowCandidate } from '@sightline/api/contract/shadows'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../api/client.ts'
import { keys, sourcesQuery } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useLanguage } from '../../app/kind-name.ts'

interface Fields {
  /** Of the candidates. */
  readonly model: string
  readonly sourceIds: readonly string[]
  readonly hours: number
  readonly cpuPercent: number
}

interface Props {
  readonly candidates: readonly ShadowCandidate[]
  readonly onClose: () => void
}

/** Which model, on which sources, for how long and at which cost. */
export function StartDialog({ candidates, onClose }: Props) {
  const { t } = useTranslation()
  const start = useStart(candidates, onClose)
  return (
    <FormDialog<Fields>
      title={t('shadows.startTitle')}
      okText={t('shadows.start')}
      initialValues={{ hours: 24, cpuPercent: 25 }}
      save={start}
      onClose={onClose}
    >
      {candidates.length === 0 && <Alert type="warning" showIcon title={t('shadows.noCandidates')} />}
      <ChoiceFields candidates={candidates} />
      <Form.Item<Fields> name="hours" label={t('shadows.hours')}>
        <InputNumber min={1} max={maxShadowHours} precision={0} />
      </Form.Item>
      <Form.Item<Fields> name="cpuPercent" label={t('shadows.cpuPercent')} extra={t('shadows.cpuHint')}>
        <InputNumber min={5} max={50} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}

function ChoiceFields({ candidates }: Pick<Props, 'candidates'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data: sources } = useQuery({ ...sourcesQuery, refetchInterval: false })
  return (
    <>
      <Form.Item<Fields>
        name="model"
        label={t('shadows.model')}
        rules={[{ required: true, message: t('shadows.modelNeeded') }]}
      >
        <Select
          options={candidates.map(({ name, title, model }) => ({
            value: name,
            label: `${title[language] || name}${model.kind === 'built_in' ? ` · ${t('shadows.builtIn')}` : ''}`,
          }))}
        />
      </Form.Item>
      <Form.Item<Fields>
        name="sourceIds"
        label={t('shadows.sources')}
        rules={[{ required: true, message: t('shadows.sourcesNeeded') }]}
      >
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={(sources?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </>
  )
}

function useStart(candidates: readonly ShadowCandidate[], onClose: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ model: name, sourceIds, hours, cpuPercent }: Fields) => {
      const chosen = candidates.find((one) => one.name === name)
      if (!chosen) throw new Error(`${name} is no candidate`)
      return call(routes.shadows.start, {
        body: { model: chosen.model, sourceIds: [...sourceIds], hours, cpuPercent },
      })
    },
    onSuccess: async ({ id, model }) => {
      await queries.invalidateQueries({ queryKey: keys.shadows })
      onClose()
      await navigate(`/shadows/${id}`)
      void message.success(t('shadows.started', { name: model.name }))
    },
  })
}
