import { UndoOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Steps } from './steps.ts'

/** Takes back the last step, or all of them. */
export function UndoButtons<T>(props: {
  readonly steps: Steps<T>
  readonly onUndo: () => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation()
  const isUntouched = props.steps.past.length === 0
  return (
    <Space wrap>
      <Button icon={<UndoOutlined />} disabled={isUntouched} onClick={props.onUndo}>
        {t('sources.undo')}
      </Button>
      <Button disabled={isUntouched} onClick={props.onCancel}>
        {t('sources.dropChanges')}
      </Button>
    </Space>
  )
}

/** Ctrl+Z (Cmd+Z) where no text is written; what else listens on the page does not hear it. */
export const onUndoKey =
  (undo: () => void) =>
  (event: KeyboardEvent): void => {
    const isText =
      event.target instanceof Element && event.target.closest('input[type=text],textarea') !== null
    if (isText || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z')
      return
    event.preventDefault()
    event.stopPropagation()
    undo()
  }
