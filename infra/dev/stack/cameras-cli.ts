import { parseArgs } from 'node:util'
import { startCameras } from './cameras.ts'

/** The drawn cameras as a program: one line of JSON when they are served, with how they are to be registered.
 * SIGHTLINE_DRAWN_SCENES=a,b serves some only. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const scenes = process.env['SIGHTLINE_DRAWN_SCENES']
const cameras = await startCameras({
  port: Number(values.port),
  ...(scenes ? { scenes: scenes.split(',') } : {}),
  onEnd: () => process.exit(1),
  onLine: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${JSON.stringify({ cameras: cameras.drawn })}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cameras.stop().then(() => process.exit(0)))
