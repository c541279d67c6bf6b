import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Command } from './shortcuts.ts'

const shown: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** The keys of this page, from the same list that the keyboard obeys. */
export function ShortcutHelp(props: {
  readonly commands: readonly Command[]
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Modal title={t('app.help')} open={props.isOpen} onCancel={props.onClose} footer={null} width={420}>
      <dl className="keys">
        {props.commands.map(({ keys, label }) => (
          <div key={keys.join()}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{shown[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
