import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Select, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callBytes } from '../../api/client.ts'
import { sourcesQuery } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { useMay } from '../../app/session.tsx'
import { toTrialPicture, type TrialPicture } from './trial-picture.ts'

interface Props {
  readonly disabled: boolean
  readonly onPicture: (picture: TrialPicture) => void
}

/** A test picture: a file, or what a source shows now. */
export function PictureChooser(props: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const read = useMutation({
    mutationFn: (file: File) => toTrialPicture(file, { name: file.name, capturedAt: null }),
    onSuccess: props.onPicture,
  })
  return (
    <>
      <div className="model-buttons">
        <Upload
          accept="image/jpeg,image/png,image/webp"
          showUploadList={false}
          disabled={props.disabled}
          beforeUpload={(file) => {
            read.mutate(file)
            return false
          }}
        >
          <Button disabled={props.disabled} loading={read.isPending}>
            {t('models.fromFile')}
          </Button>
        </Upload>
        {may('sources.picture') && <SourcePicture {...props} />}
      </div>
      {read.error && <Alert type="error" showIcon role="alert" title={t('models.pictureBad')} />}
    </>
  )
}

function SourcePicture({ disabled, onPicture }: Props) {
  const { t } = useTranslation()
  const sources = useQuery(sourcesQuery)
  const enabled = (sources.data?.items ?? []).filter((source) => source.enabled)
  const [id, setId] = useState<string | null>(null)
  const source = enabled.find((one) => one.id === id)
  const fetched = useMutation({
    mutationFn: async (from: { readonly id: string; readonly name: string }) => {
      const { blob, headers } = await callBytes(routes.sources.picture, { params: { id: from.id } })
      const at = headers.get('x-captured-at')
      return toTrialPicture(blob, { name: from.name, capturedAt: at === null ? null : Number(at) })
    },
    onSuccess: onPicture,
  })
  return (
    <>
      <Select
        className="source-choice"
        aria-label={t('models.sourceChoose')}
        placeholder={t(enabled.length === 0 ? 'models.sourceNone' : 'models.sourceChoose')}
        disabled={disabled || enabled.length === 0}
        value={id}
        onChange={setId}
        options={enabled.map(({ id: value, name }) => ({ value, label: name }))}
      />
      <Button
        disabled={disabled || source === undefined}
        loading={fetched.isPending}
        onClick={() => source && fetched.mutate(source)}
      >
        {t('models.fromSource')}
      </Button>
      {fetched.error && <FailureNote error={fetched.error} />}
    </>
  )
}
