import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type CSSProperties, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { FailureCode } from '../api/failure.ts'
import { sourcesQuery } from '../api/queries.ts'
import { type Picture, type PlayEnd, playLive } from './live-player.ts'
import { ReasonGate } from './reason-gate.tsx'
import { useLive, useScreen } from './screen.tsx'
import { formatAt, formatClock } from './time.ts'
import { Watermarked } from './watermark.tsx'

const retryMs = 3_000

/** Words of this component alone. */
const zh = {
  label: '实时画面',
  connecting: '正在连接实时画面…',
  paused: '页面不在前台，实时画面已停止',
  live: '实时',
  age: (seconds: string) => `${seconds} 秒前`,
  interrupted: '画面已中断，不是现在的画面',
  last: (at: string) => `最后画面 ${at}`,
  unsupported: (codec: string) =>
    `这个浏览器不能播放 ${codec || '这种'} 编码。请换用能播放 H.264 的浏览器，或在设备上改为 H.264。`,
}
const en: typeof zh = {
  label: 'Live picture',
  connecting: 'Connecting to the live picture…',
  paused: 'The page is in the background; the live picture has stopped',
  live: 'LIVE',
  age: (seconds) => `${seconds} s ago`,
  interrupted: 'Interrupted: this is not the picture of now',
  last: (at) => `last picture ${at}`,
  unsupported: (codec) =>
    `This browser cannot play ${codec || 'this codec'}. Use one that plays H.264, or set the device to H.264.`,
}

type Shown = PlayEnd | ({ readonly kind: 'live' } & Picture) | { readonly kind: 'connecting' | 'paused' }

/** What comes back by itself when it is tried again. */
const passing: readonly FailureCode[] = ['source_not_live', 'live_view_full', 'offline', 'internal']
const isPassing = (end: PlayEnd): boolean =>
  end.kind === 'interrupted' || (end.kind === 'refused' && passing.includes(end.code))

function useIsInFront(): boolean {
  return useSyncExternalStore(
    (listener) => {
      document.addEventListener('visibilitychange', listener)
      return () => document.removeEventListener('visibilitychange', listener)
    },
    () => document.visibilityState === 'visible',
  )
}

/** Turned as the source's pictures are; on its side it is made to fit. */
function useTurnStyle(sourceId: string): string | undefined {
  const { data } = useQuery(sourcesQuery)
  const turn = data?.items.find(({ id }) => id === sourceId)?.turn ?? 0
  if (turn === 0) return undefined
  return turn === 180 ? 'rotate(180deg)' : `rotate(${turn}deg) scale(${9 / 16})`
}

/** Whether the source is live as far as it is told; null: not told yet. One that is not is not asked for its picture. */
function useIsLive(sourceId: string): boolean | null {
  const { data } = useQuery(sourcesQuery)
  if (!data) return null
  return data.items.find(({ id }) => id === sourceId)?.state.connection === 'live'
}

/**
 * Plays while the page is in front and the source is live; begins again by itself after what passes, and by hand after
 * anything.
 */
function useLivePlay(ref: RefObject<HTMLVideoElement | null>, sourceId: string) {
  const { now } = useScreen()
  const { aheadMs, heardAt } = useLive()
  // The age of a picture is told by the server's clock: without one nothing can be called live.
  const hasClock = heardAt !== null
  const ahead = useRef(aheadMs)
  const isInFront = useIsInFront()
  const isLive = useIsLive(sourceId)
  const [attempt, setAttempt] = useState(0)
  const [shown, setShown] = useState<Shown>({ kind: 'connecting' })
  const [lastAt, setLastAt] = useState<number | null>(null)
  const retry = () => setAttempt((count) => count + 1)
  useEffect(() => {
    ahead.current = aheadMs
  }, [aheadMs])
  useEffect(() => {
    const video = ref.current
    if (!video || !isInFront || !hasClock || isLive !== true) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const onPicture = (picture: Picture): void => {
      setShown({ kind: 'live', ...picture })
      setLastAt(picture.at)
    }
    const play = { video, sourceId, now: () => now() + ahead.current, onPicture }
    void playLive(play, stop.signal).then((end) => {
      if (stop.signal.aborted) return
      setShown(end)
      if (isPassing(end)) timer = setTimeout(() => setAttempt((count) => count + 1), retryMs)
    })
    return () => {
      stop.abort()
      clearTimeout(timer)
      setShown({ kind: 'connecting' })
    }
  }, [ref, sourceId, now, isInFront, hasClock, isLive, attempt])
  return { shown: shownOf({ shown, isInFront, isLive }), lastAt, retry }
}

interface Known {
  readonly shown: Shown
  readonly isInFront: boolean
  readonly isLive: boolean | null
}

function shownOf({ shown, isInFront, isLive }: Known): Shown {
  if (!isInFront) return { kind: 'paused' }
  return isLive === false ? { kind: 'refused', code: 'source_not_live' } : shown
}

const frame: CSSProperties = { position: 'relative', background: '#000', borderRadius: 8, overflow: 'hidden' }
const badge: CSSProperties = {
  position: 'absolute',
  left: 8,
  top: 8,
  padding: '2px 10px',
  borderRadius: 12,
  fontSize: 13,
  color: '#fff',
  background: 'rgb(0 0 0 / 65%)',
  fontVariantNumeric: 'tabular-nums',
}
const cover: CSSProperties = {
  position: 'absolute',
  inset: 0,
  display: 'grid',
  placeContent: 'center',
  justifyItems: 'center',
  gap: 12,
  padding: 16,
  textAlign: 'center',
  color: '#fff',
  background: 'rgb(0 0 0 / 55%)',
}

/**
 * The live view of a source. Only a picture younger than 4 s by the server's clock is called live; any other is grey
 * under a cover that says so.
 */
export function LivePicture({ sourceId }: { readonly sourceId: string }) {
  return (
    <ReasonGate sourceId={sourceId}>
      <Playing sourceId={sourceId} />
    </ReasonGate>
  )
}

function Playing({ sourceId }: { readonly sourceId: string }) {
  const { i18n, t } = useTranslation()
  const words = i18n.language === 'en' ? en : zh
  const video = useRef<HTMLVideoElement>(null)
  const { shown, lastAt, retry } = useLivePlay(video, sourceId)
  const transform = useTurnStyle(sourceId)
  const isLive = shown.kind === 'live'
  const view = (
    <section style={frame} aria-label={words.label} data-testid="live-picture" data-state={shown.kind}>
      <video
        ref={video}
        muted
        autoPlay
        playsInline
        disablePictureInPicture
        style={{
          display: 'block',
          width: '100%',
          aspectRatio: '16 / 9',
          filter: isLive ? 'none' : 'grayscale(1)',
          ...(transform !== undefined && { transform }),
        }}
      />
      {isLive ? (
        <span style={badge}>
          <span aria-hidden style={{ color: '#4ade80' }}>
            ●{' '}
          </span>
          <strong>{words.live}</strong> {formatClock(shown.at)} · {words.age((shown.ageMs / 1000).toFixed(1))}
        </span>
      ) : (
        <div style={cover} role="status">
          <strong>{message()}</strong>
          {lastAt !== null && <span className="num">{words.last(formatAt(lastAt))}</span>}
          {shown.kind !== 'connecting' && shown.kind !== 'paused' && (
            <Button onClick={retry}>{t('app.retry')}</Button>
          )}
        </div>
      )}
    </section>
  )
  return <Watermarked>{view}</Watermarked>

  function message(): string {
    if (shown.kind === 'refused') return t(`code.failure.${shown.code}`)
    if (shown.kind === 'unsupported') return words.unsupported(shown.codec)
    return shown.kind === 'live' ? '' : words[shown.kind]
  }
}
