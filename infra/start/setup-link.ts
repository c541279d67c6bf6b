import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './data-folder.ts'

const validMs = 24 * 3_600_000

const isOpenSchema = z.object({ isOpen: z.boolean() })

/** Whether the api still waits for its first administrator. */
async function isAwaited(apiUrl: string): Promise<boolean> {
  const response = await fetch(new URL('/api/setup', apiUrl), { signal: AbortSignal.timeout(10_000) })
  return isOpenSchema.parse(await response.json()).isOpen
}

/**
 * While there is no administrator: a link by which one is made, once and within a day. It is kept nowhere; the api gets its
 * hash. What stands behind `#` is sent to no server and to no other page. Null when an administrator exists.
 */
export async function makeSetupLink(
  apiUrl: string,
  { secretsDir, shownUrl, now }: SetupPlace,
): Promise<string | null> {
  if (!(await isAwaited(apiUrl))) return null
  const token = randomBytes(24).toString('base64url')
  const sha256 = createHash('sha256').update(token).digest('hex')
  writeWhole(join(secretsDir, 'setup.json'), { sha256, expiresAt: now + validMs })
  return `${shownUrl}/setup#${token}`
}

export interface SetupPlace {
  readonly secretsDir: string
  /** The address that people open. */
  readonly shownUrl: string
  /** Epoch ms. */
  readonly now: number
}
