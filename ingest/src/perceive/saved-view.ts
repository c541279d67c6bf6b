import { join } from 'node:path'
import { z } from 'zod'
import type { Zone } from '@sightline/api/contract/zones'
import { writeDurably } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import { keptEdges } from '@sightline/infra/platform/pixels/edges'
import { dayParts, type KeptViews } from './gate/health-view.ts'
import { type Loaded, loadSaved } from '../floor/saved-file.ts'

/** By which views a camera is known, and which zones were drawn on them. */
export interface SavedView extends KeptViews {
  readonly zones: readonly string[]
}

const viewVersion = 1
const mostZones = 10_000
const savedSchema = z
  .object({
    version: z.literal(viewVersion),
    zones: z.array(z.string()).min(1).max(mostZones),
    isMoved: z.boolean(),
    widthPx: z.int().min(1).max(2048),
    heightPx: z.int().min(1).max(2048),
    /** A bit for each pixel, row by row, the first one the highest of its byte: 1 where an edge lasts. */
    views: z
      .array(
        z.object({
          part: z
            .int()
            .min(0)
            .max(dayParts - 1),
          edges: z.base64(),
        }),
      )
      .min(1)
      .max(dayParts),
  })
  .refine(({ views }) => new Set(views.map(({ part }) => part)).size === views.length, 'a part twice')

const fileName = 'view.json'

/** On return the view is on the disk: 20 kB or so for a gate's picture of 160 by 90. */
export async function saveView(dir: string, { zones, isMoved, views }: SavedView): Promise<void> {
  const [first] = views
  if (!first) throw new Error('there is no view to save')
  const { presence, width } = first.edges
  const saved: z.input<typeof savedSchema> = {
    version: viewVersion,
    zones: [...zones],
    isMoved,
    widthPx: width,
    heightPx: presence.length / width,
    views: views.map(({ part, edges }) => ({ part, edges: toBits(edges.presence).toString('base64') })),
  }
  await writeDurably(join(dir, fileName), JSON.stringify(saved))
}

/**
 * The saved view, null where there is none. What cannot be continued is moved aside: `file_not_json`,
 * `saved_view_version_differs`, `saved_view_malformed`.
 */
export const loadView = (dir: string, now: number): Promise<Loaded<SavedView>> =>
  loadSaved(join(dir, fileName), parseView, now)

function parseView(json: unknown): SavedView {
  const version = z.object({ version: z.number() }).safeParse(json).data?.version
  if (version !== undefined && version !== viewVersion)
    throw new CodedError('saved_view_version_differs', { version, expected: viewVersion })
  const { data, error } = savedSchema.safeParse(json)
  if (!data)
    throw new CodedError('saved_view_malformed', { problem: z.prettifyError(error) }, { cause: error })
  const { widthPx, heightPx, zones, isMoved } = data
  const views = data.views.map(({ part, edges }) => {
    const bits = Buffer.from(edges, 'base64')
    if (bits.length !== Math.ceil((widthPx * heightPx) / 8))
      throw new CodedError('saved_view_malformed', { problem: 'not of its size', part, bytes: bits.length })
    return { part, edges: keptEdges(fromBits(bits, widthPx * heightPx), widthPx) }
  })
  return { zones, isMoved, views }
}

function toBits(lasting: Uint8Array): Buffer {
  const bits = Buffer.alloc(Math.ceil(lasting.length / 8))
  lasting.forEach((one, at) => {
    if (one) bits[at >> 3] = (bits[at >> 3] ?? 0) | (128 >> (at & 7))
  })
  return bits
}

const fromBits = (bits: Buffer, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, at) => ((bits[at >> 3] ?? 0) & (128 >> (at & 7)) ? 1 : 0))

/** The zones in force, each as it was published: a view belongs to them and to none that is published later. */
export const zonesInForce = (zones: readonly Zone[]): string[] =>
  zones.filter(({ active }) => active).map(({ id, version }) => `${id}@${version}`)

/** Whether a zone was published since: whoever did so had the present picture before them, and it is the right one. */
export const isDrawnAnew = (known: readonly string[], zones: readonly Zone[]): boolean =>
  zonesInForce(zones).some((zone) => !known.includes(zone))

/** The saved view if it is the one of these zones; without zones there is nothing that could be misplaced. */
export const viewOfZones = (saved: SavedView | null, zones: readonly Zone[]): SavedView | null =>
  saved && zonesInForce(zones).length > 0 && !isDrawnAnew(saved.zones, zones) ? saved : null
