import type { Manifest, Trace } from '@sightline/api/contract/dossier'
import type { ViolationKind } from '@sightline/detectors/finding'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from '../../../app/when.tsx'
import { ownWords } from '../own-words.ts'
import { HintLines } from './hint-lines.tsx'
import { LooksView } from './looks-view.tsx'
import { useSeen } from './use-seen.ts'

/** The trace as facts: how many frames were judged, and a strip that shows where the accused was seen and where not. */
export function TraceView(props: {
  readonly kind: ViolationKind
  readonly trace: Trace | null
  readonly manifest: Manifest | undefined
  readonly onSeen: () => void
}) {
  const { trace } = props
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useSeen(box, { isReady: trace !== null, onSeen: props.onSeen })
  if (trace === null) return <p className="stage-text">{t('dossier.traceMissing')}</p>
  if (trace.looks) return <div ref={box}>{<LooksView looks={trace.looks} manifest={props.manifest} />}</div>
  const first = trace.frames[0]
  const last = trace.frames.at(-1)
  const seen = trace.frames.filter((frame) => frame.own !== null).length
  return (
    <div ref={box} className="trace">
      <p>
        {t(ownWords(props.kind).trace, { track: trace.trackId ?? '', frames: trace.frames.length, seen })}
      </p>
      <HintLines trace={trace} manifest={props.manifest} />
      {first && last && (
        <>
          <SeenStrip trace={trace} fromAt={first.at} toAt={last.at} />
          <p className="trace-ends small">
            <When at={first.at} />
            <When at={last.at} />
          </p>
        </>
      )}
    </div>
  )
}

function SeenStrip({
  trace,
  fromAt,
  toAt,
}: {
  readonly trace: Trace
  readonly fromAt: number
  readonly toAt: number
}) {
  const span = Math.max(1, toAt - fromAt)
  return (
    <svg className="seen-strip" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden>
      <rect width="1000" height="40" className="seen-ground" />
      {trace.frames.map((frame) => (
        <line
          key={frame.at}
          x1={((frame.at - fromAt) / span) * 1000}
          x2={((frame.at - fromAt) / span) * 1000}
          y1={frame.own === null ? 30 : 4}
          y2={36}
          className={frame.own === null ? 'seen-not' : 'seen-own'}
        />
      ))}
    </svg>
  )
}
