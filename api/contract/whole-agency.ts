import { rootUnit } from '../law/units.ts'
import { unitIdSchema } from './ids.ts'

/** The unit of what was there before there were others. */
export const wholeAgency = unitIdSchema.parse(rootUnit)
