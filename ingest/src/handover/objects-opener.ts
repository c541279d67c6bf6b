import type { Objects } from '@sightline/infra/platform/objects'

/** One store, opened when first needed; a failed opening is not remembered. */
export function openOnce(open: () => Promise<Objects>): () => Promise<Objects> {
  let opened: Promise<Objects> | null = null
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null
      throw error
    })
    return opened
  }
}
