import { SoundOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { RemindDialog } from './remind-dialog.tsx'
import { pressOf, type Remind } from './use-remind.ts'

/** One press speaks. What stands against it is told when it is pressed, in words. */
export function RemindButton({ remind, size }: { readonly remind: Remind; readonly size?: 'small' }) {
  const { t } = useTranslation()
  const { data } = remind.reminders
  if (!data) return null
  const last = data.items.at(-1)
  const isSpeaking = last?.state === 'waiting' || last?.state === 'speaking'
  return (
    <>
      <Button
        data-remind
        {...(size ? { size } : {})}
        icon={<SoundOutlined aria-hidden />}
        loading={remind.save.isPending || isSpeaking}
        type={pressOf(data) === 'speak' ? 'primary' : 'default'}
        onClick={remind.press}
      >
        {t('speech.remind')}
      </Button>
      {remind.isAsking && <RemindDialog remind={remind} data={data} />}
    </>
  )
}
