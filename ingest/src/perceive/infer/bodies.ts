import type { Box } from '@sightline/detectors/geometry/point'
import type { Body } from '@sightline/detectors/pose/body'
import type { PoseModel } from '@sightline/models/pose/open-pose'
import type { PoseTask } from '@sightline/models/pose/pose-session'

/** The bodies of people by their very boxes; who is not in it was not looked at. */
export type Bodies = ReadonlyMap<Box, Body>

export const noBodies: Bodies = new Map()

/** Where the joints of these people are. Rejects where the model fails. */
export async function bodiesOf(
  look: PoseModel['look'],
  detail: Pick<PoseTask, 'picture' | 'content'>,
  persons: readonly Box[],
): Promise<Bodies> {
  if (persons.length === 0) return noBodies
  const bodies = await look({ ...detail, persons })
  return new Map(persons.flatMap((box, i) => (bodies[i] ? [[box, bodies[i]]] : [])))
}
