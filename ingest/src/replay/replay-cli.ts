import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { manifestSchema, traceSchema } from '@sightline/api/contract/dossier'
import { parseScene } from '@sightline/detectors/scene'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { replay } from './replay.ts'

const usage = `sightline replay DOSSIER_DIR

由证据包中的轨迹重新计算发现，与签名清单比较。
Recomputes a finding from the trace in a dossier folder and compares it with the signed manifest.
Exit code: 0 the same, 1 different, 2 cannot be read.
`

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'))
}

async function run(dir: string): Promise<number> {
  const manifest = manifestSchema.parse(await readJson(join(dir, 'manifest.json')))
  const json = await readJson(join(dir, `${manifest.stage}/trace.json`))
  const { start } = z.object({ start: z.unknown().optional() }).parse(json)
  const { isSame, claimed, found, events } = replay({
    manifest,
    trace: traceSchema.parse(json),
    start: start === undefined || start === null ? null : parseScene(start),
    tracker: trackerDefaults,
  })
  console.log(`${isSame ? '一致 same' : '不一致 different'}: ${claimed.findingId} ${claimed.stage}`)
  for (const event of events) console.log(`  ${event.stage} ${new Date(event.at).toISOString()}`)
  if (!isSame) console.log(`  claimed ${JSON.stringify(claimed)}\n  found   ${JSON.stringify(found)}`)
  return isSame ? 0 : 1
}

const [dir] = process.argv.slice(2)
if (dir === undefined || dir === '--help') {
  process.stdout.write(usage)
  process.exit(dir === undefined ? 2 : 0)
}
try {
  process.exitCode = await run(dir)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
