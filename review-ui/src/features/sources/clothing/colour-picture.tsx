import type { ClothingSample } from '@sightline/api/contract/clothing'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { swatch } from './swatch.tsx'

const small = 0.005
const large = 0.05
const percent = (share: number): string => `${share * 100}%`
const unit = (share: number): number => Math.min(1, Math.max(0, share))

/** The picture in which colours are shown: by a click, or by a cross that the arrows move and Enter presses. */
export function ColourPicture(props: {
  readonly picture: string
  readonly samples: readonly ClothingSample[]
  readonly place: Box | null
  readonly onTake: (at: Point) => void
}) {
  const { samples, place, onTake } = props
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [cross, setCross] = useState<Point>({ x: 0.5, y: 0.5 })
  const take = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): void => {
    const box = frame.current?.getBoundingClientRect()
    if (!box) return
    const at = { x: unit((clientX - box.left) / box.width), y: unit((clientY - box.top) / box.height) }
    setCross(at)
    onTake(at)
  }
  return (
    <div ref={frame} className="colour-picture" role="group" aria-label={t('sources.clothingPicture')}>
      <img
        src={props.picture}
        alt={t('sources.picture')}
        draggable={false}
        onClick={take}
        data-testid="colour-picture"
      />
      {place && (
        <span
          className="light-place"
          aria-hidden
          style={{
            left: percent(place.left),
            top: percent(place.top),
            width: percent(place.right - place.left),
            height: percent(place.bottom - place.top),
          }}
        />
      )}
      {samples.map((sample, i) => (
        <span
          key={i}
          className="colour-mark"
          aria-hidden
          style={{ left: percent(sample.at.x), top: percent(sample.at.y), background: swatch(sample.rgb) }}
        />
      ))}
      <button
        type="button"
        className="colour-cross"
        data-own-keys
        data-testid="colour-cross"
        style={{ left: percent(cross.x), top: percent(cross.y) }}
        aria-label={t('sources.clothingCross', {
          x: Math.round(cross.x * 100),
          y: Math.round(cross.y * 100),
        })}
        onClick={(event) => event.detail === 0 && onTake(cross)}
        onKeyDown={(event) => setCross((at) => movedBy(event, at))}
      >
        +
      </button>
    </div>
  )
}

function movedBy(event: KeyboardEvent, at: Point): Point {
  const by = event.shiftKey ? large : small
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
  }
  const move = moves[event.key]
  if (!move) return at
  event.preventDefault()
  return { x: unit(at.x + move[0]), y: unit(at.y + move[1]) }
}
