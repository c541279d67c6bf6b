import type { Turn } from '@sightline/detectors/geometry/turn'

const filters: Record<Turn, string | null> = {
  0: null,
  90: 'transpose=clock',
  180: 'hflip,vflip',
  270: 'transpose=cclock',
}

/** The ffmpeg filter that turns a picture clockwise, as `turnPoint` turns its places; null for no turn. */
export const turnFilter = (by: Turn): string | null => filters[by]
