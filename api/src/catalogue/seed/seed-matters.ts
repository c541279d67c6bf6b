import { z } from 'zod'
import { matterContentSchema } from '../../../contract/catalogue.ts'
import seed from './matters.json' with { type: 'json' }

/**
 * Fifteen matters that the product ships. Nobody confirmed them: they have no document by which the public can read them,
 * and cannot be named before two people of the agency took them in and published them.
 */
export const seedMatters = z.array(matterContentSchema).parse(seed)
