import { models } from '@sightline/models/models'
import { openPose, type PoseModel } from '@sightline/models/pose/open-pose'
import type { Candidate } from './model-slot.ts'

export interface OpenedPose extends PoseModel {
  readonly sha256: string
}

/** The model that tells where joints are. It reports no classes: without it heads are guessed from the boxes of people. */
export function poseCandidate(
  name: string,
  { dir, mirror }: { readonly dir: string; readonly mirror: string | undefined },
): Candidate<OpenedPose> {
  const known = models.find((model) => model.name === name)
  return {
    about: {
      name,
      title: known?.title ?? { zh: name, en: name },
      licence: known?.licence.name ?? '',
      classes: [],
    },
    async open(signal) {
      const pose = await openPose(name, { dir, origins: { mirror }, signal })
      return { ...pose, sha256: pose.model.sha256 }
    },
  }
}
