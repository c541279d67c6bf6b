import type { ProbeResult } from '@sightline/api/contract/sources'
import { turns, type Turn } from '@sightline/detectors/geometry/turn'
import { Alert, Button, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { codecName } from '../../../app/codec-name.ts'

function clockWord(hasClock: boolean | null) {
  if (hasClock === null) return 'sources.clockNotYet'
  return hasClock ? 'sources.hasClock' : 'sources.noClock'
}

/** What the trial brought back: stream, clock, picture, and what the picture says of the view. */
export function PictureStep(props: {
  readonly result: ProbeResult
  readonly turn: Turn
  readonly onTurn: (turn: Turn) => void
  readonly onBack: () => void
  readonly onNext: () => void
}) {
  const { t } = useTranslation()
  const { video, hasClock, pictureBase64, view } = props.result
  return (
    <div className="wizard-step">
      <p className="good" role="status">
        ✓ {t('sources.probed')}：
        {t('sources.video', {
          ...video,
          fps: Number(video.fps.toFixed(2)),
          codec: codecName(video.codec),
        })}
      </p>
      <p className={hasClock ? 'good' : 'warn'}>
        {hasClock ? '✓' : '⚠'} {t(clockWord(hasClock))}
      </p>
      <ViewWarnings view={view} />
      {pictureBase64 === null ? (
        <p className="warn">⚠ {t('sources.noFirstPicture')}</p>
      ) : (
        <TurnedPicture address={`data:image/jpeg;base64,${pictureBase64}`} {...props} />
      )}
      <div className="wizard-buttons">
        <Button onClick={props.onBack}>{t('sources.previous')}</Button>
        <Button type="primary" autoFocus onClick={props.onNext}>
          {t('sources.next')}
        </Button>
      </div>
    </div>
  )
}

/** Before anybody relies on the source: what its first picture is not fit for. */
function ViewWarnings({ view }: Pick<ProbeResult, 'view'>) {
  const { t } = useTranslation()
  if (!view) return null
  const { unfit, turn } = view
  return (
    <>
      {turn !== 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('sight.suggested', { degrees: turn })}
          data-testid="suggested-turn"
        />
      )}
      {unfit.map((reason) => (
        <Alert
          key={reason}
          type="warning"
          showIcon
          title={t(`sight.unfit.${reason}`)}
          description={t('sources.whatToDo', { help: t(`code.silenceHelp.${reason}`) })}
          data-testid="unfit"
          data-reason={reason}
        />
      ))}
    </>
  )
}

function TurnedPicture(props: {
  readonly address: string
  readonly turn: Turn
  readonly onTurn: (turn: Turn) => void
}) {
  const { address, turn, onTurn } = props
  const { t } = useTranslation()
  const isOnSide = turn === 90 || turn === 270
  return (
    <>
      <div className="wizard-frame">
        <img
          className="wizard-picture"
          style={{ transform: `rotate(${turn}deg)${isOnSide ? ` scale(${9 / 16})` : ''}` }}
          src={address}
          alt={t('sources.pictureAlt')}
        />
      </div>
      <label id="turn-label">{t('sight.turn')}</label>
      <Radio.Group
        aria-labelledby="turn-label"
        value={turn}
        onChange={(event) => onTurn(turns.find((one) => one === event.target.value) ?? 0)}
        options={turns.map((value) => ({ value, label: t('sight.turnBy', { degrees: value }) }))}
      />
    </>
  )
}
