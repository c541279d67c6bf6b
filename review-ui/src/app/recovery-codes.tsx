import { App, Button, Checkbox, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Recovery codes, shown this once: copied, printed or written down before one goes on. */
export function RecoveryCodes({
  codes,
  onDone,
}: {
  readonly codes: readonly string[]
  readonly onDone: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [isKept, setKept] = useState(false)
  // Only where the page came by TLS, or from this machine.
  const clipboard: Clipboard | undefined = navigator.clipboard
  const copy = async (): Promise<void> => {
    await clipboard?.writeText(codes.join('\n'))
    void message.success(t('factor.copied'))
  }
  return (
    <section aria-label={t('factor.recoveryTitle')} data-testid="recovery-codes">
      <h2>{t('factor.recoveryTitle')}</h2>
      <p className="small">{t('factor.recoveryHint')}</p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Space wrap className="no-print">
        {clipboard && <Button onClick={() => void copy()}>{t('factor.copy')}</Button>}
        <Button onClick={() => window.print()}>{t('factor.print')}</Button>
      </Space>
      <p className="no-print">
        <Checkbox checked={isKept} onChange={({ target }) => setKept(target.checked)}>
          {t('factor.saved')}
        </Checkbox>
      </p>
      <Button className="no-print" type="primary" size="large" block disabled={!isKept} onClick={onDone}>
        {t('factor.go')}
      </Button>
    </section>
  )
}
