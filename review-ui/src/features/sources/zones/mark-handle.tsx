import type { Point } from '@sightline/detectors/geometry/point'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MarkEnd } from './height-marks.ts'
import type { ToPoint } from './zone-draft.ts'

const small = 0.002
const large = 0.02
const percent = (v: number): string => `${v * 100}%`

/** Head or foot of a marked person: dragged with the pointer, moved with the arrows (Shift: in larger steps). */
export function MarkHandle(props: {
  readonly mark: number
  readonly end: MarkEnd
  readonly at: Point
  readonly toPoint: ToPoint
  /** `isSameStep`: a drag goes on. */
  readonly onMove: (to: Point, isSameStep: boolean) => void
}) {
  const { mark, end, at, toPoint, onMove } = props
  const { t } = useTranslation()
  const [held, setHeld] = useState<'no' | 'still' | 'moved'>('no')
  const press = (event: KeyboardEvent): void => {
    const to = nudged(at, event)
    if (!to) return
    event.preventDefault()
    onMove(to, false)
  }
  return (
    <button
      type="button"
      className="point-handle height-handle"
      data-own-keys
      data-bay={end === 'head'}
      data-testid="height-mark"
      style={{ left: percent(at.x), top: percent(at.y) }}
      aria-label={t(end === 'head' ? 'sight.markHead' : 'sight.markFoot', {
        n: mark + 1,
        x: Math.round(at.x * 100),
        y: Math.round(at.y * 100),
      })}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld('still')
      }}
      onPointerMove={(event) => {
        if (held === 'no') return
        onMove(toPoint(event), held === 'moved')
        setHeld('moved')
      }}
      onPointerUp={() => setHeld('no')}
      onPointerCancel={() => setHeld('no')}
      onKeyDown={press}
    >
      {mark + 1}
    </button>
  )
}

function nudged({ x, y }: Point, { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): Point | null {
  const by = shiftKey ? large : small
  const moves: Readonly<Record<string, Point>> = {
    ArrowLeft: { x: x - by, y },
    ArrowRight: { x: x + by, y },
    ArrowUp: { x, y: y - by },
    ArrowDown: { x, y: y + by },
  }
  return moves[key] ?? null
}
