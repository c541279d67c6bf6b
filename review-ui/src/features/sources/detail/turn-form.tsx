import type { Source } from '@sightline/api/contract/sources'
import { turns } from '@sightline/detectors/geometry/turn'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AskFirst } from '../../../app/ask-first.tsx'
import { FailureNote } from '../../../app/failure.tsx'
import { useChangeSource } from '../use-change-source.ts'

/** Puts the picture of a camera that hangs on its side or upside down upright: for people and models alike. */
export function TurnForm({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const change = useChangeSource(source)
  const [turn, setTurn] = useState(source.turn)
  return (
    <section className="panel" aria-label={t('sight.turn')}>
      <h2>{t('sight.turn')}</h2>
      <p className="soft small">{t('sight.turnHelp')}</p>
      <Radio.Group
        aria-label={t('sight.turn')}
        value={turn}
        onChange={(event) => setTurn(turns.find((one) => one === event.target.value) ?? 0)}
        options={turns.map((value) => ({ value, label: t('sight.turnBy', { degrees: value }) }))}
      />
      {change.error && <FailureNote error={change.error} />}
      <AskFirst title={t('sight.turnAsk')} onConfirm={() => change.mutate({ turn })}>
        <Button disabled={turn === source.turn} loading={change.isPending}>
          {t('sight.turnSave')}
        </Button>
      </AskFirst>
    </section>
  )
}
