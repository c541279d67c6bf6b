import type { Source } from '@sightline/api/contract/sources'
import type { Rule, Zone } from '@sightline/api/contract/zones'
import { useId } from 'react'
import { pointsText } from '../zones/points-text.ts'

interface Drawn {
  readonly zones: readonly Zone[]
  readonly rules: readonly Rule[]
  readonly sights: Source['state']['sights']
}

/** Where rules cannot see, hatched over their zones. In the picture's own 0..1. */
export function BlindBands({ zones, rules, sights = [] }: Drawn) {
  const id = useId()
  const blind = sights.flatMap((sight) => {
    const zoneId = rules.find((rule) => rule.id === sight.ruleId)?.zoneId
    const zone = zones.find((one) => one.id === zoneId && one.active)
    return zone ? sight.blind.map((box) => ({ zone, box, ruleId: sight.ruleId })) : []
  })
  if (blind.length === 0) return null
  const zoneIds = [...new Set(blind.map(({ zone }) => zone))]
  return (
    <g data-testid="blind">
      <defs>
        <pattern id={`${id}-hatch`} width="0.02" height="0.02" patternUnits="userSpaceOnUse">
          <path d="M0,0.02 L0.02,0" className="hatch" />
        </pattern>
        {zoneIds.map((zone) => (
          <clipPath key={zone.id} id={`${id}-${zone.id}`}>
            <polygon points={pointsText(zone.polygon)} />
          </clipPath>
        ))}
      </defs>
      {blind.map(({ zone, box, ruleId }, i) => (
        <rect
          key={`${ruleId}-${i}`}
          className="blind"
          clipPath={`url(#${id}-${zone.id})`}
          fill={`url(#${id}-hatch)`}
          x={box.left}
          y={box.top}
          width={box.right - box.left}
          height={box.bottom - box.top}
        />
      ))}
    </g>
  )
}
