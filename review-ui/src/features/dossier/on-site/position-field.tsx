import { EnvironmentOutlined } from '@ant-design/icons'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromPhone, noPosition, type PositionDraft } from './position-text.ts'

type Trouble = 'locateDenied' | 'locateFailed' | 'locateUnsafe'
/** A phone under trees takes its time. */
const patienceMs = 20_000

/** Where the officer stands: asked of the device, which may say no, or typed. */
export function PositionField(props: {
  readonly id?: string
  readonly value?: PositionDraft
  readonly onChange?: (value: PositionDraft) => void
}) {
  const { t } = useTranslation()
  const { value = noPosition, onChange = () => undefined } = props
  const [isLocating, setLocating] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  function locate(): void {
    if (!window.isSecureContext) return setTrouble('locateUnsafe')
    setTrouble(null)
    setLocating(true)
    const end = (told: Trouble | null): void => {
      setLocating(false)
      setTrouble(told)
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        onChange(fromPhone(coords))
        end(null)
      },
      ({ code, PERMISSION_DENIED }) => end(code === PERMISSION_DENIED ? 'locateDenied' : 'locateFailed'),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 0 },
    )
  }
  const isPhones = value.phone !== null && value.phone.text === value.text
  return (
    <>
      <Space.Compact block>
        <Input
          {...(props.id ? { id: props.id } : {})}
          value={value.text}
          inputMode="text"
          autoComplete="off"
          maxLength={60}
          onChange={(event) => onChange({ ...value, text: event.target.value })}
        />
        <Button icon={<EnvironmentOutlined aria-hidden />} loading={isLocating} onClick={locate}>
          {t(isLocating ? 'onSite.locating' : 'onSite.locate')}
        </Button>
      </Space.Compact>
      {isPhones && (
        <div className="small soft">{t('onSite.located', { metres: value.phone?.accuracyM })}</div>
      )}
      {trouble && (
        <div className="small warn" role="status">
          {t(`onSite.${trouble}`)}
        </div>
      )}
    </>
  )
}
