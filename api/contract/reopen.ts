import { z } from 'zod'
import { paragraph } from './text.ts'

/** A supervisor has what ended judged anew, and says why. */
export const reopenSchema = z.object({ version: z.int().positive(), note: paragraph(1000).min(1) })
