import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { until } from '../../start/child.ts'
import type { Stack } from '../stack/stack.ts'

const loopSchema = z.object({
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
  /** The loop's own computing between two ticks: what it blocks itself, however busy the machine is. */
  ownP99: z.number().optional(),
  ownMax: z.number().optional(),
})
export const ms = (value: number | undefined): string =>
  value === undefined ? '?' : `${value.toFixed(1)} ms`

export type Loop = z.infer<typeof loopSchema>
/** The loop's lateness since the last time this was asked. */
export async function askLoop(stack: Stack): Promise<Loop> {
  const file = stack.env['SIGHTLINE_LOOP_FILE'] ?? ''
  const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])
  const before = lines().length
  process.kill(stack.ingestPid() ?? 0, 'SIGUSR2')
  await until('the probe answers', async () => lines().length > before)
  return loopSchema.parse(JSON.parse(lines().at(-1) ?? ''))
}
