import type { HealthFault } from '../finding.ts'
import { paceMs, paceOf } from './params.ts'
import { isOn, type BooleanParam, type HealthRule, type Params } from './rule.ts'

const pace = paceOf({ least: 10, leastGrace: 0, still: 60, grace: 540, gap: 30 })

const switchOf = (key: string, zh: string, en: string): BooleanParam => ({
  key,
  type: 'boolean',
  default: true,
  zh,
  en,
})
const includeCovered = switchOf('includeCovered', '遮挡、黑屏', 'Covered or black')
const includeFrozen = switchOf('includeFrozen', '画面冻结', 'Frozen')
const includeMoved = switchOf('includeMoved', '镜头移位', 'Moved view')
const includeOffline = switchOf('includeOffline', '离线断流', 'Offline')

const switches: Readonly<Record<HealthFault, BooleanParam>> = {
  covered: includeCovered,
  black: includeCovered,
  frozen: includeFrozen,
  moved: includeMoved,
  offline: includeOffline,
}

/** Whether this fault is meant. */
export const isMeant = (params: Params, fault: HealthFault): boolean => isOn(params, switches[fault])

/** A camera that shows nothing for too long (domain list K12: over ten minutes): told early, confirmed at the limit. */
export const cameraHealth: HealthRule = {
  of: 'camera',
  kind: 'camera_health',
  name: { zh: '摄像机异常', en: 'Camera fault' },
  description: {
    zh: '摄像机在区域时段内被遮挡、移位、画面冻结或离线，达到规定时间即开始计时，宽限期满仍未恢复的形成预警。',
    en: 'A camera that is covered, moved, frozen or offline in the hours of the zone is told of, and confirmed when it has not recovered after the grace.',
  },
  params: [
    pace.stillSeconds,
    pace.graceSeconds,
    pace.maxGapSeconds,
    includeCovered,
    includeFrozen,
    includeMoved,
    includeOffline,
  ],
  reads: () => [],
  needs: () => [[]],
  timing: (params) => paceMs(params, pace),
}
