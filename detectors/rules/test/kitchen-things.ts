import type { Detection, ObjectClass } from '../../detection.ts'
import { thing } from './drawn.ts'

/** What is in the kitchens of these stories. */
export const head = (type: ObjectClass, x = 0.5): Detection => thing(type, [x, 0.6], { size: [0.03, 0.05] })
export const cook = thing('person', [0.5, 0.8], { size: [0.1, 0.3] })
export const phone = thing('phone', [0.52, 0.65], { size: [0.02, 0.03] })
export const flame = thing('flame', [0.6, 0.7], { size: [0.04, 0.05] })
export const bin = thing('bin_open', [0.3, 0.85], { size: [0.06, 0.1] })
export const sack = thing('food_on_floor', [0.3, 0.85], { size: [0.08, 0.06] })

/** Monday from nine to two; the stories begin on a Monday at ten. */
export const open = { hours: [{ days: [1], fromMinute: 540, toMinute: 840 }] }
