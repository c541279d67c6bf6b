import type { AlertDetail } from '@sightline/api/contract/alerts'
import { Timeline as Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import { When } from '../when.tsx'
import { actionWord } from './words.ts'

/** Everything that was done with an alert, oldest first, with who and when. */
export function Timeline({ entries }: { readonly entries: AlertDetail['timeline'] }) {
  const { t } = useTranslation()
  if (entries.length === 0) return <p className="soft">{t('dossier.timelineEmpty')}</p>
  return (
    <Steps
      className="timeline"
      items={entries.map((entry, i) => {
        const word = actionWord(entry.action)
        const facts = factsText(entry.facts)
        return {
          key: i,
          content: (
            <>
              <strong>{word === null ? entry.action : t(word)}</strong>{' '}
              <span className="soft">{entry.actor}</span>
              <br />
              <When at={entry.at} />
              {facts !== '' && <div className="soft small">{facts}</div>}
            </>
          ),
        }
      })}
    />
  )
}

/** `key: value` pairs in one line; what is itself a structure as JSON. */
export const factsText = (facts: Readonly<Record<string, unknown>>): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
