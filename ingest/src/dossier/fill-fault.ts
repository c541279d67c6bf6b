import type { FindingStage } from '@sightline/detectors/finding'
import type { FaultRecord } from '../findings/finding-record.ts'
import { createExhibitWriter } from './exhibits.ts'
import type { DossierContent, FillDeps } from './fill-dossier.ts'
import { hasGap } from './pinned.ts'
import { addSegment, lastAt, takeStill, turnOf, type HeldPin, type Shot } from './stills.ts'
import { draftBytes, toManifest } from './to-manifest.ts'
import { toFaultTrace } from './to-trace.ts'

/** Sealed whole: what a camera's fault shows lies in the past when it is said. */
export interface FaultContent extends Pick<DossierContent, 'stage' | 'pins'> {
  readonly record: FaultRecord
}

interface Picture {
  readonly name: string
  readonly of: FindingStage
  readonly at: number | undefined
}

/** Which pictures show a stage: how the camera saw before and how it sees now, or the last it sent. */
function picturesOf(of: FindingStage, held: HeldPin, isOffline: boolean): readonly Picture[] {
  const at = lastAt(held)
  if (of === 'closed') return [{ name: 'after', of, at }]
  if (of === 'confirmed') return [{ name: 'wide', of, at }]
  if (isOffline) return [{ name: 'last-seen', of, at }]
  const before = { name: 'before', of, at: held.pin.segment?.fragments[0]?.at }
  return [before, { name: 'wide', of, at }]
}

/** As `fillDossier`, for a finding about the camera itself: what was recorded of it, and the looks it rests on. */
export async function fillFault(deps: FillDeps, content: FaultContent, dir: string): Promise<Uint8Array> {
  const writer = createExhibitWriter(dir)
  const { record, stage, pins } = content
  for (const [of, held] of pins) await addSegment(writer, of, held)
  const taking = { ...deps, writer, pins, turn: turnOf(record) }
  const shots: (Shot | null)[] = []
  for (const [stageOf, held] of pins) {
    for (const { at, ...wanted } of picturesOf(stageOf, held, record.event.fault === 'offline'))
      shots.push(at === undefined ? null : await takeStill(taking, { ...wanted, at }))
  }
  const trace = toFaultTrace(record)
  const label = { name: `${stage}/trace.json`, stage, at: trace.looks?.[0]?.fromAt ?? record.event.openedAt }
  await writer.addTrace(label, trace)
  const exhibits = writer.list()
  const hasVideo = exhibits.some(({ role }) => role === 'segment')
  const isIncomplete = shots.includes(null) || [...pins.values()].some(({ pin }) => hasGap(pin))
  const manifest = toManifest({
    record,
    stage,
    software: deps.software,
    exhibits,
    hasGap: hasVideo && isIncomplete,
    ...(stage === 'confirmed' ? { read: { plate: null, differs: false } } : {}),
    sealedAt: deps.clock.now(),
  })
  return draftBytes(manifest)
}
