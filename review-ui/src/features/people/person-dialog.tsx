import { type Person, type Role, roles } from '@sightline/api/contract/people'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useSession } from '../../app/session.tsx'
import { UnitField } from '../../app/units.tsx'
import { type PersonFields, toChange, toFields, toNewPerson } from './person-fields.ts'

/** Registers someone (`person` null), or changes name, certificate or password. */
export function PersonDialog({
  person,
  role,
  onClose,
}: {
  readonly person: Person | null
  /** Of a new person: what the form begins with. */
  readonly role: Role
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { person: me } = useSession()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const save = useMutation({
    mutationFn: (fields: PersonFields) =>
      person === null
        ? call(routes.people.create, { body: toNewPerson(fields) })
        : call(routes.people.change, {
            params: { id: person.id },
            body: { version: person.version, ...toChange(fields) },
          }),
    onSuccess: async ({ person: saved, request }) => {
      if (request !== null) void message.info(t('people.asked', { name: request.name }), 8)
      else
        void message.success(
          person === null ? t('people.created', { name: saved?.name }) : t('people.changed'),
        )
      await queries.invalidateQueries({ queryKey: keys.people })
      await queries.invalidateQueries({ queryKey: keys.personRequests })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t(person === null ? 'people.create' : 'people.edit')}
      initialValues={{ ...toFields(person), role }}
      save={save}
      onClose={onClose}
    >
      <Fields isNew={person === null} />
      <UnitField isOff={person?.id === me.id} />
    </FormDialog>
  )
}

function Fields({ isNew }: { readonly isNew: boolean }) {
  const { t } = useTranslation()
  const isOfficer = Form.useWatch<PersonFields['role']>('role') === 'officer'
  return (
    <>
      <Form.Item<PersonFields>
        name="account"
        label={t('people.account')}
        extra={isNew && t('people.accountHint')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9._-]{2,31}$/, message: t('people.accountHint') }]}
      >
        <Input disabled={!isNew} autoComplete="off" />
      </Form.Item>
      <Form.Item<PersonFields>
        name="name"
        label={t('people.name')}
        rules={[{ required: true, whitespace: true, max: 40, message: t('people.nameHint') }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item<PersonFields> name="role" label={t('people.role')}>
        <Select
          disabled={!isNew}
          options={roles.map((value) => ({ value, label: t(`code.role.${value}`) }))}
        />
      </Form.Item>
      <Form.Item<PersonFields>
        name="password"
        label={t(isNew ? 'people.password' : 'people.newPassword')}
        extra={t('people.oneTimeHint')}
        rules={[{ required: isNew, min: 12, message: t('people.passwordHint') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {isOfficer && (
        <>
          <Form.Item<PersonFields> name="certificateNumber" label={t('people.certificateNumber')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item<PersonFields> name="certificateUntil" label={t('people.certificateUntil')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item<PersonFields>
            name="certificateRegion"
            label={t('certificates.region')}
            extra={t('certificates.regionHint')}
            rules={[{ pattern: /^(?:\d{6}|\d{9}|\d{12})$/, message: t('certificates.regionHint') }]}
          >
            <Input autoComplete="off" inputMode="numeric" />
          </Form.Item>
        </>
      )}
    </>
  )
}
