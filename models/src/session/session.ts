import { decoders } from '../decode/decoders.ts'
import { placement } from '../letterbox.ts'
import { openRunner } from './runner.ts'
import type { SessionResult, SessionSetup, SessionTask } from './session-task.ts'

/** Opens the prepared detector for frames of its manifest's size and gives the function that looks at one. */
export async function createSession(
  setup: SessionSetup,
): Promise<(task: SessionTask) => Promise<SessionResult>> {
  const { input, classes, decoder, thresholds } = setup.manifest
  const run = await openRunner(setup.path, input)
  return async ({ frame, picture }) => {
    const began = performance.now()
    const detections = decoders[decoder](await run(new Uint8Array(frame)), {
      input,
      classes,
      threshold: setup.threshold,
      overlap: thresholds.overlap,
      placed: placement(input, picture),
    })
    return { detections, ms: performance.now() - began }
  }
}
