import { openEmbedder, type Embedder } from '@sightline/models/crops/open-crop-model'
import { builtInModels } from '@sightline/models/models'
import type { Candidate } from './model-slot.ts'

export interface OpenedEmbedder extends Embedder {
  readonly sha256: string
}

/** The model that tells people apart. It reports no classes: no rule waits for it. */
export function embedderCandidate(
  name: string,
  { dir, mirror }: { readonly dir: string; readonly mirror: string | undefined },
): Candidate<OpenedEmbedder> {
  const known = builtInModels.find((model) => model.name === name)
  return {
    about: {
      name,
      title: known?.title ?? { zh: name, en: name },
      licence: known?.licence.name ?? '',
      classes: [],
    },
    async open(signal) {
      const embedder = await openEmbedder(name, { dir, origins: { mirror }, signal })
      return { ...embedder, sha256: embedder.model.sha256 }
    },
  }
}
