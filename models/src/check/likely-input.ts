import type { OwnManifest } from '../manifest.ts'
import type { Doubt } from './doubt.ts'

type Normalisation = Pick<OwnManifest['input'], 'mean' | 'std'>

/** What exports usually want of a picture's bytes: 0..1, the bytes themselves, the statistics of ImageNet. */
const usual: readonly Normalisation[] = [
  { mean: [0, 0, 0], std: [255, 255, 255] },
  { mean: [0, 0, 0], std: [1, 1, 1] },
  { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] },
]

const told = ({ mean, std }: Normalisation): string =>
  `mean [${mean.map(String).join(', ')}], std [${std.map(String).join(', ')}]`

/** What a model gives under another manifest. */
export interface Tried {
  readonly doubts: readonly Doubt[]
  /** Of whatever it sees. */
  readonly scores: readonly number[]
}

/**
 * Under which usual mean and std a model that is doubted sees most, and is not; null where it is doubted under all. A hint
 * to try, no more: `tryIt` runs the model.
 */
export async function likelyNormalisation(
  manifest: OwnManifest,
  tryIt: (manifest: OwnManifest) => Promise<Tried>,
): Promise<string | null> {
  const { input } = manifest
  let best: { readonly words: string; readonly sum: number } | null = null
  for (const one of usual.filter((other) => told(other) !== told(input))) {
    const { doubts, scores } = await tryIt({ ...manifest, input: { ...input, ...one } })
    const sum = scores.reduce((a, b) => a + b, 0)
    if (doubts.length === 0 && sum > (best?.sum ?? 0)) best = { words: told(one), sum }
  }
  return best?.words ?? null
}
