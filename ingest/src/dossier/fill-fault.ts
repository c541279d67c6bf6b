import type { FindingStage } from '@sightline/detectors/finding'
import type { FaultRecord } from '../findings/finding-record.ts'
import { createExhibitWriter } from './exhibits.ts'
import type { DossierContent, FillDeps } from './fill-dossier.ts'
import { linkOf, readFirst, type FirstPart } from './first-part.ts'
import { hasGap } from './pinned.ts'
import { addSegment, lastAt, takeStill, turnOf, type HeldPin, type Shot } from './stills.ts'
import { draftBytes, toManifest } from './to-manifest.ts'
import { toFaultTrace } from './to-trace.ts'

export interface FaultContent extends Pick<DossierContent, 'stage' | 'part' | 'pins' | 'firstDir'> {
  readonly record: FaultRecord
}

interface Picture {
  readonly name: string
  readonly of: FindingStage
  readonly at: number | undefined
}

/** Which pictures show a stage, its moment last: how the camera saw before and how it sees now, or the last it sent. */
function picturesOf(of: FindingStage, held: HeldPin, isOffline: boolean): readonly Picture[] {
  const at = lastAt(held)
  if (of === 'closed') return [{ name: 'after', of, at }]
  if (of === 'confirmed') return [{ name: 'wide', of, at }]
  if (isOffline) return [{ name: 'last-seen', of, at }]
  const before = { name: 'before', of, at: held.pin.segment?.fragments[0]?.at }
  return [before, { name: 'wide', of, at }]
}

/** Those of a part: of the first, where it holds a moment at all, that alone; of what follows it, all that it does not hold. */
function picturesIn({ record, part, pins }: FaultContent, first: FirstPart | null): readonly Picture[] {
  const isOffline = record.event.fault === 'offline'
  const all = [...pins].flatMap(([of, held]) => picturesOf(of, held, isOffline))
  if (part === 'first') return all.slice(-1)
  return all.filter(({ of, name }) => !first?.shots.has(`${of}/${name}.jpg`))
}

/** As `fillDossier`, for a finding about the camera itself: what was recorded of it, and the looks it rests on. */
export async function fillFault(deps: FillDeps, content: FaultContent, dir: string): Promise<Uint8Array> {
  const writer = createExhibitWriter(dir)
  const { record, stage, part, pins, firstDir } = content
  const first = firstDir === null ? null : await readFirst(firstDir)
  if (part !== 'first') for (const [of, held] of pins) await addSegment(writer, of, held)
  const taking = { ...deps, writer, pins, turn: turnOf(record) }
  const shots: (Shot | null)[] = []
  for (const { at, ...wanted } of picturesIn(content, first))
    shots.push(at === undefined ? null : await takeStill(taking, { ...wanted, at }))
  const trace = toFaultTrace(record)
  const label = { name: `${stage}/trace.json`, stage, at: trace.looks?.[0]?.fromAt ?? record.event.openedAt }
  await writer.addTrace(label, trace)
  const exhibits = writer.list()
  const hasVideo = exhibits.some(({ role }) => role === 'segment')
  const isIncomplete = shots.includes(null) || [...pins.values()].some(({ pin }) => hasGap(pin))
  const link = linkOf(part, first)
  const manifest = toManifest({
    record,
    stage,
    software: deps.software,
    exhibits,
    hasGap: hasVideo && isIncomplete,
    ...(link ? { link } : {}),
    ...(stage === 'confirmed' && part !== 'first' ? { read: { plate: null, differs: false } } : {}),
    sealedAt: deps.clock.now(),
  })
  return draftBytes(manifest)
}
