import { z } from 'zod'
import { turns } from '@sightline/detectors/geometry/turn'

/** A place in the picture, both axes 0..1, origin top-left. */
export const pointSchema = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
/** By how many degrees, clockwise, a camera's picture is turned before anybody or any model looks at it. */
export const turnSchema = z.literal([...turns])
/** A grown person, marked on a picture by head and foot. */
export const markedHeightSchema = z.object({ head: pointSchema, foot: pointSchema })
/** None, or two at different distances. What is wrong with them is decided by `detectors/envelope/mark-problems`. */
export const heightsSchema = z.array(markedHeightSchema).max(8)
export const boxSchema = z.object({
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
})
/** A polygon as drawn. Whether it is simple is decided by `detectors/geometry/polygon`, which names every problem. */
export const polygonSchema = z.array(pointSchema).min(3).max(64)
/** WGS-84 / CGCS2000 position with its error radius. Never GCJ-02. */
export const positionSchema = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  crs: z.enum(['EPSG:4490', 'EPSG:4326']),
  errorM: z.number().nonnegative(),
})
