import type { Alert } from '@sightline/api/contract/alerts'
import { openStatuses } from '@sightline/api/law/statuses'
import { useQuery } from '@tanstack/react-query'
import { speakersQuery } from '../../api/speech-queries.ts'
import { RemindButton } from '../../app/remind/remind-button.tsx'
import { useRemind } from '../../app/remind/use-remind.ts'
import { UtteranceState } from '../../app/remind/utterance-line.tsx'
import { useMay } from '../../app/session.tsx'

/** On a card of the wall: the press that speaks, where there is a loudspeaker and somebody to be told. */
export function RemindOnCard({ alert }: { readonly alert: Alert }) {
  const may = useMay()
  const isOpen = alert.closedAt === null && openStatuses.includes(alert.status)
  const mayHere = may('reminders.speak') && isOpen
  const speakers = useQuery({ ...speakersQuery, enabled: mayHere })
  const isWanted = speakers.data?.items.some(({ sourceId }) => sourceId === alert.sourceId) ?? false
  const remind = useRemind(alert.id, mayHere && isWanted)
  if (!mayHere || !isWanted) return null
  const last = remind.reminders.data?.items.at(-1)
  return (
    <div className="alert-card-remind">
      <span className="small" role="status">
        {last && <UtteranceState of={last} />}
      </span>
      <RemindButton remind={remind} size="small" />
    </div>
  )
}
