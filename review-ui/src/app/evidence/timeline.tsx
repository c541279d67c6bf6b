import type { AlertDetail } from '@sightline/api/contract/alerts'
import { Timeline as Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import { FactLines } from '../facts/fact-lines.tsx'
import { sayFacts } from '../facts/say-facts.ts'
import { sayActor, useSaying } from '../facts/saying.ts'
import { When } from '../when.tsx'
import { actionWord } from './words.ts'

/** Everything that was done with an alert, oldest first, with who and when. */
export function Timeline({ timeline, reviews, alert }: Pick<AlertDetail, 'timeline' | 'reviews' | 'alert'>) {
  const { t } = useTranslation()
  const holder = alert.claimedBy === null ? [] : [alert.claimedBy]
  const saying = useSaying([...reviews.map(({ officer }) => officer), ...holder])
  if (timeline.length === 0) return <p className="soft">{t('dossier.timelineEmpty')}</p>
  return (
    <Steps
      className="timeline"
      items={timeline.map((entry, i) => {
        const word = actionWord(entry.action)
        return {
          key: i,
          content: (
            <>
              <strong>{word === null ? entry.action : t(word)}</strong>{' '}
              <span className="soft">{sayActor(entry.actor, saying)}</span>
              <br />
              <When at={entry.at} />
              <FactLines of={sayFacts(entry, saying)} />
            </>
          ),
        }
      })}
    />
  )
}
