import { Switch, Tooltip } from 'antd'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../../app/screen.tsx'

/** The bell's switch. Says when the browser still holds the sound back. */
export function SoundSwitch() {
  const { t } = useTranslation()
  const { chime } = useScreen()
  const state = useSyncExternalStore(chime.subscribe, chime.state)
  return (
    <Tooltip title={state === 'blocked' ? t('alerts.soundBlocked') : undefined}>
      <label className="sound">
        <Switch
          checked={state !== 'off'}
          onChange={chime.set}
          aria-label={t('alerts.sound')}
          checkedChildren={t('alerts.soundOn')}
          unCheckedChildren={t('alerts.soundOff')}
        />
        {state === 'blocked' && <span className="soft">⚠ {t('alerts.soundBlocked')}</span>}
      </label>
    </Tooltip>
  )
}
