import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { routes } from '@sightline/api/contract/routes'
import type { SourceSpeaker, Speaker } from '@sightline/api/contract/speakers'
import type { SourceId } from '@sightline/api/contract/ids'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { speakerKey, speakerQuery } from '../../../api/speech-queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { quietText } from '../../../app/remind/quiet.ts'
import { UtteranceState } from '../../../app/remind/utterance-line.tsx'
import { useMay } from '../../../app/session.tsx'
import { When } from '../../../app/when.tsx'
import { SpeakerForm } from './speaker-form.tsx'

/** By what people at a source are spoken to: set, tried and seen to work. */
export function SpeakerPanel({ sourceId }: { readonly sourceId: SourceId }) {
  const { t } = useTranslation()
  const may = useMay()
  const speaker = useQuery(speakerQuery(sourceId))
  return (
    <section className="panel" aria-label={t('speech.speaker')}>
      <h2>{t('speech.speaker')}</h2>
      <Loaded of={speaker}>
        {(data) => (
          <>
            {may('sources.write') ? (
              <SpeakerForm key={data.speaker?.version ?? 0} sourceId={sourceId} speaker={data.speaker} />
            ) : (
              <SpeakerFacts speaker={data.speaker} />
            )}
            {may('sources.write') && data.speaker?.enabled && <TestButton sourceId={sourceId} />}
            <Tests tests={data.tests} />
          </>
        )}
      </Loaded>
    </section>
  )
}

function SpeakerFacts({ speaker }: { readonly speaker: Speaker | null }) {
  const { t } = useTranslation()
  if (speaker === null) return <p className="soft">{t('speech.notSet')}</p>
  return (
    <p>
      {t(`speech.speakerName.${speaker.kind}`)}
      {speaker.quiet && ` · ${t('speech.quiet')} ${quietText(speaker.quiet)}`}
      {speaker.automatic && ` · ${t('speech.automatic')}`}
    </p>
  )
}

function TestButton({ sourceId }: { readonly sourceId: SourceId }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const test = useMutation({
    mutationFn: () =>
      call(routes.speakers.test, { params: { id: sourceId }, body: { key: crypto.randomUUID() } }),
    onSuccess: (answer) => {
      queries.setQueryData(speakerKey(sourceId), answer)
      void message.success(t('speech.asked'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.speakers }),
  })
  return (
    <>
      <p className="soft small">{t('speech.testHint')}</p>
      <Button loading={test.isPending} onClick={() => test.mutate()}>
        {t('speech.test')}
      </Button>
      {test.error && <FailureNote error={test.error} />}
    </>
  )
}

function Tests({ tests }: Pick<SourceSpeaker, 'tests'>) {
  const { t } = useTranslation()
  if (tests.length === 0) return null
  return (
    <>
      <h3>{t('speech.tests')}</h3>
      <ul className="speaker-tests">
        {tests.map((one) => (
          <li key={one.id} className="small" role="status">
            <When at={one.endedAt ?? one.askedAt} /> <UtteranceState of={one} />
          </li>
        ))}
      </ul>
    </>
  )
}
