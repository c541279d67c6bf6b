import { streamUrlSchema } from '@sightline/api/contract/sources'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'

export interface Address {
  readonly url: string
  readonly user: string
  readonly password: string
}

/** Address and credentials, and one trial of them: devices lock after several wrong passwords. */
export function AddressStep(props: {
  readonly initial: Address
  readonly isTrying: boolean
  readonly error: unknown
  readonly onTry: (address: Address) => void
}) {
  const { t } = useTranslation()
  return (
    <Form<Address>
      layout="vertical"
      className="wizard-step"
      initialValues={props.initial}
      onFinish={props.onTry}
    >
      <Form.Item<Address>
        name="url"
        label={t('sources.url')}
        extra={t('sources.urlHint')}
        rules={[
          { required: true, message: t('sources.urlHint') },
          {
            validator: (_, value: string) =>
              value === '' || streamUrlSchema.safeParse(value).success
                ? Promise.resolve()
                : Promise.reject(new Error(t('code.failure.source_url_invalid'))),
          },
        ]}
      >
        <Input
          autoFocus
          spellCheck={false}
          autoComplete="off"
          placeholder="rtsp://192.168.1.64:554/Streaming/Channels/101"
        />
      </Form.Item>
      <Form.Item<Address> name="user" label={t('sources.user')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item<Address> name="password" label={t('sources.password')} extra={t('sources.passwordKept')}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {props.error !== null && !props.isTrying && <FailureNote error={props.error} />}
      {props.isTrying && <p role="status">{t('sources.probing')}</p>}
      <div className="wizard-buttons">
        <Button type="primary" htmlType="submit" loading={props.isTrying}>
          {t('sources.probe')}
        </Button>
      </div>
    </Form>
  )
}
