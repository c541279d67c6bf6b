import './reminders.css'
import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../../app/loaded.tsx'
import { RemindButton } from '../../../app/remind/remind-button.tsx'
import { quietText } from '../../../app/remind/quiet.ts'
import { UtteranceLine } from '../../../app/remind/utterance-line.tsx'
import type { Remind } from '../../../app/remind/use-remind.ts'
import { useMay } from '../../../app/session.tsx'

/** What was said to whoever is there, and the press by which the phrase is said. */
export function RemindersPanel({ remind }: { readonly remind: Remind }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <section id="reminders" className="panel" aria-label={t('speech.title')}>
      <h2>{t('speech.title')}</h2>
      <Loaded of={remind.reminders}>
        {({ items, speaker, phrase }) => (
          <>
            {speaker === null && <p className="soft small">{t('speech.noSpeaker')}</p>}
            {speaker?.isQuiet && speaker.quiet && (
              <p className="warn small">
                {t('speech.quietNow')} {quietText(speaker.quiet)}
              </p>
            )}
            {speaker && phrase && <p className="small soft">{t('speech.said', { text: phrase.zh })}</p>}
            {items.length > 0 && (
              <ul className="reminders">
                {items.map((one) => (
                  <UtteranceLine key={one.id} of={one} />
                ))}
              </ul>
            )}
            {items.length === 0 && speaker && <p className="soft small">{t('speech.none')}</p>}
            {speaker && may('reminders.speak') && (
              <Space wrap>
                <RemindButton remind={remind} />
                <Button type="link" onClick={remind.ask}>
                  {t('speech.more')}
                </Button>
              </Space>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}
