import { type Source, streamUrlSchema } from '@sightline/api/contract/sources'
import { afterOtherSetting } from '@sightline/api/law/approval-move'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import { UnitField } from '../../../app/units.tsx'
import { type PositionFields, PositionInputs, positionOf } from '../position-fields.tsx'
import { OpenedToldField, toChoice, toTold, type ToldChoice } from './opened-told-field.tsx'
import { useChangeSource } from '../use-change-source.ts'

interface Fields extends PositionFields {
  readonly name: string
  readonly place: string
  readonly url: string
  readonly user: string
  readonly password: string
  readonly unitId?: string
  readonly told: ToldChoice
}

/** Name, place, address and credentials. The stored password never comes back; an empty field keeps it. */
export function DetailsForm({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const change = useChangeSource(source)
  const { name, place, url, user, position, unitId } = source
  const told = toChoice(source.openedTold)
  const save = ({ lat, lon, errorM, password, told, ...rest }: Fields): void =>
    change.mutate({
      ...rest,
      openedTold: toTold(told),
      position: positionOf({ lat: lat ?? null, lon: lon ?? null, errorM: errorM ?? null }),
      ...(password === '' ? {} : { password }),
    })
  return (
    <section className="panel" aria-label={t('sources.details')}>
      <h2>{t('sources.details')}</h2>
      {afterOtherSetting(source.approval.state) !== null && (
        <p className="soft small">{t('approval.settingHint')}</p>
      )}
      <Form<Fields>
        layout="vertical"
        initialValues={{ name, place, url, user, unitId, told, password: '', ...position }}
        onFinish={save}
      >
        <Form.Item<Fields>
          name="name"
          label={t('sources.name')}
          rules={[{ required: true, whitespace: true, max: 80 }]}
        >
          <Input />
        </Form.Item>
        <Form.Item<Fields> name="place" label={t('sources.place')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item<Fields>
          name="url"
          label={t('sources.url')}
          rules={[
            {
              validator: (_, value: string) =>
                streamUrlSchema.safeParse(value).success
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('code.failure.source_url_invalid'))),
            },
          ]}
        >
          <Input spellCheck={false} autoComplete="off" />
        </Form.Item>
        <Form.Item<Fields> name="user" label={t('sources.user')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item<Fields>
          name="password"
          label={t('sources.password')}
          extra={t(source.hasPassword ? 'sources.passwordUnchanged' : 'sources.passwordKept')}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <UnitField />
        <PositionInputs />
        <OpenedToldField />
        {change.error && <FailureNote error={change.error} />}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('app.save')}
        </Button>
      </Form>
    </section>
  )
}
