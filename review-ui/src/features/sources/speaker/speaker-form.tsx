import { routes } from '@sightline/api/contract/routes'
import type { SourceId } from '@sightline/api/contract/ids'
import type { Speaker } from '@sightline/api/contract/speakers'
import { speakerKinds, type SpeakerKind } from '@sightline/api/law/speakers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { speakerKey } from '../../../api/speech-queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { toClock, toMinute } from '../../../app/remind/quiet.ts'

interface Fields {
  readonly kind: SpeakerKind
  readonly url?: string
  readonly user?: string
  readonly secret?: string
  readonly voice?: string
  readonly from?: string
  readonly to?: string
  readonly automatic: boolean
  readonly enabled: boolean
}
interface Props {
  readonly sourceId: SourceId
  readonly speaker: Speaker | null
}

/** The camera's own has neither an address nor a secret of its own. */
const isOwn = (kind: SpeakerKind | undefined): boolean => kind === undefined || kind === 'onvif'

const toBody = ({ secret, from, to, ...fields }: Fields, version: number) => {
  const [first, last] = [toMinute(from), toMinute(to)]
  const quiet = first === null || last === null ? null : { from: first, to: last }
  const own = isOwn(fields.kind) ? { url: '', user: '' } : {}
  return { ...fields, ...own, version, quiet, ...(secret === undefined || secret === '' ? {} : { secret }) }
}

/** The stored secret never comes back; an empty field keeps it. */
export function SpeakerForm({ sourceId, speaker }: Props) {
  const { t } = useTranslation()
  const save = useSave(sourceId, speaker?.version ?? 0)
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form)
  const { quiet, ...kept } = speaker ?? { kind: 'onvif', automatic: false, enabled: true, quiet: null }
  const initialValues = { ...kept, ...(quiet ? { from: toClock(quiet.from), to: toClock(quiet.to) } : {}) }
  return (
    <Form<Fields>
      form={form}
      name="speaker"
      layout="vertical"
      initialValues={initialValues}
      onFinish={(fields) => save.mutate(fields)}
    >
      {speaker === null && <p className="soft small">{t('speech.notSet')}</p>}
      <Form.Item<Fields>
        name="kind"
        label={t('speech.kind')}
        {...(isOwn(kind) ? { extra: t('speech.ownHint') } : {})}
      >
        <Select options={speakerKinds.map((value) => ({ value, label: t(`speech.speakerName.${value}`) }))} />
      </Form.Item>
      {!isOwn(kind) && <AddressFields hasSecret={speaker?.hasSecret ?? false} />}
      <Form.Item<Fields> name="voice" label={t('speech.voice')} extra={t('speech.voiceHint')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <QuietFields />
      <Form.Item<Fields> name="automatic" valuePropName="checked" extra={t('speech.automaticHint')}>
        <Checkbox>{t('speech.automatic')}</Checkbox>
      </Form.Item>
      <Form.Item<Fields> name="enabled" valuePropName="checked">
        <Checkbox>{t('speech.enabled')}</Checkbox>
      </Form.Item>
      {save.error && <FailureNote error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('app.save')}
      </Button>
    </Form>
  )
}

function useSave(sourceId: SourceId, version: number) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (fields: Fields) =>
      call(routes.speakers.set, { params: { id: sourceId }, body: toBody(fields, version) }),
    onSuccess: (answer) => {
      queries.setQueryData(speakerKey(sourceId), answer)
      void message.success(t('speech.saved'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.speakers }),
  })
}

function AddressFields({ hasSecret }: { readonly hasSecret: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item<Fields>
        name="url"
        label={t('speech.url')}
        extra={t('speech.urlHint')}
        rules={[{ required: true, whitespace: true, message: t('permits.required') }]}
      >
        <Input spellCheck={false} autoComplete="off" maxLength={300} />
      </Form.Item>
      <Form.Item<Fields> name="user" label={t('speech.user')}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item<Fields>
        name="secret"
        label={t('speech.secret')}
        extra={t(hasSecret ? 'speech.secretKept' : 'speech.secretNone')}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  )
}

function QuietFields() {
  const { t } = useTranslation()
  return (
    <Form.Item label={t('speech.quiet')} extra={t('speech.quietNone')}>
      <Space wrap>
        <Form.Item<Fields> name="from" noStyle>
          <Input type="time" aria-label={`${t('speech.quiet')} ${t('speech.from')}`} />
        </Form.Item>
        {t('speech.to')}
        <Form.Item<Fields> name="to" noStyle>
          <Input type="time" aria-label={`${t('speech.quiet')} ${t('speech.to')}`} />
        </Form.Item>
      </Space>
    </Form.Item>
  )
}
