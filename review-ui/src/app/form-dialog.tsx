import type { UseMutationResult } from '@tanstack/react-query'
import { Form, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from './failure.tsx'

interface Props<Fields extends object> {
  readonly title: string
  /** Saving, where it is not said. */
  readonly okText?: string
  readonly width?: number
  /** What its fields' ids begin with, where the page has another form with a field of the same name. */
  readonly name?: string
  readonly className?: string
  readonly initialValues: Partial<NoInfer<Fields>>
  readonly save: Pick<UseMutationResult<unknown, Error, Fields>, 'mutate' | 'isPending' | 'error'>
  readonly onClose: () => void
  /** The fields; what depends on another one asks for it with `Form.useWatch`. */
  readonly children: ReactNode
}

/** A form in a dialog: saved once at a time, and why it was refused stands under its fields, which stay as they were typed. */
export function FormDialog<Fields extends object>(props: Props<Fields>) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const { title, okText = t('app.save'), width = 520, className = '', initialValues, save, onClose } = props
  return (
    <Modal
      open
      title={title}
      okText={okText}
      width={width}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        name={props.name ?? ''}
        className={className}
        initialValues={initialValues}
        layout="vertical"
        onFinish={(fields) => save.mutate(fields)}
      >
        {props.children}
        {save.error && <FailureNote error={save.error} />}
      </Form>
    </Modal>
  )
}
