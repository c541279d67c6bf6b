import { ownChildEnv } from '@sightline/infra/platform/child-env'

/**
 * The environment of ffmpeg. A fixed threshold of malloc, bytes, over a usual key frame: left alone it rises with what is freed
 * first, the pictures of an opening, and what was theirs is never given back.
 */
export const programEnv = (): Record<string, string> => ({
  ...ownChildEnv(),
  MALLOC_MMAP_THRESHOLD_: '262144',
})
