import type { SealedExhibit } from '@sightline/api/contract/dossier'
import { wantedSourceSchema, type WantedSource } from '@sightline/api/contract/workers'
import {
  faultRecordSchema,
  stayRecordSchema,
  type FaultRecord,
  type StayRecord,
} from '../../findings/finding-record.ts'
import { emptyHealth } from '@sightline/detectors/rules/health'
import { hashBytes } from '@sightline/infra/platform/hash'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const openedAt = 1_790_000_000_000
const box = { left: 0.4, top: 0.4, right: 0.5, bottom: 0.5 }
const polygon = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
]

/** A confirmed finding, as a watch would hand it out. */
export const sampleRecord = (findingId = `${openedAt}-abc`): StayRecord =>
  stayRecordSchema.parse({
    event: {
      findingId,
      ruleId: 'r',
      ruleVersion: 1,
      zoneId: 'z',
      zoneVersion: 1,
      kind: 'illegal_parking',
      stage: 'confirmed',
      at: openedAt + 10_000,
      openedAt,
      trackId: 1,
      class: 'car',
      box,
      dwell: { fromAt: openedAt - 3000, toAt: openedAt + 10_000, seenFrames: 60, longestGapMs: 210 },
    },
    source: {
      id: 's',
      name: '东门',
      kind: 'fixed',
      place: '人民路',
      position: null,
      approval: { state: 'in_use', revision: 1, basis: '' },
    },
    rule: {
      id: 'r',
      zoneId: 'z',
      version: 1,
      kind: 'illegal_parking',
      params: {},
      enabled: true,
      createdAt: 0,
    },
    zone: {
      id: 'z',
      sourceId: 's',
      version: 1,
      name: '禁停区',
      polygon,
      bays: [],
      hours: [],
      active: true,
      createdAt: 0,
    },
    network: { name: 'n', sha256: '0'.repeat(64), threshold: 0.35 },
    stream: {
      video: { codec: 'avc1.640028', width: 1920, height: 1080, fps: 25 },
      fingerprint: '1'.repeat(64),
      clock: { source: 'camera-ntp', offsetMs: 3 },
    },
    wasConfirmed: false,
    trackIds: [1],
    stayFromAt: openedAt - 3000,
  })

/** The source of a sample, as a worker is told of it; its one zone is the whole picture. */
export function sampleSource(params: Readonly<Record<string, number | boolean>>): WantedSource {
  const { source, zone, rule } = sampleRecord()
  const whole = [...polygon, { x: 0, y: 1 }]
  return wantedSourceSchema.parse({
    ...source,
    version: 1,
    url: 'rtsp://c/1',
    user: '',
    sealedPassword: null,
    zones: [{ ...zone, polygon: whole }],
    rules: [{ ...rule, params }],
  })
}

/** A camera covered for ten minutes, confirmed, as a watch would hand it out. */
export function sampleFault(more: Partial<FaultRecord['event']> = {}): FaultRecord {
  const { event, rule, trackIds: _none, ...common } = sampleRecord()
  const { trackId: _track, class: _class, box: _box, flags: _flags, ...conclusion } = event
  const fromAt = openedAt - 60_000
  const toAt = openedAt + 540_000
  const kind = 'camera_health' as const
  const dwell = { fromAt, toAt, seenFrames: 601, longestGapMs: 1000 }
  return faultRecordSchema.parse({
    ...common,
    network: null,
    stayFromAt: fromAt,
    newestAt: toAt - 200,
    rule: { ...rule, kind },
    event: { ...conclusion, kind, at: toAt, dwell, fault: 'covered', ...more },
    log: { start: emptyHealth, runs: [{ fromAt, toAt, faults: ['covered'], isSure: true }] },
  })
}

/** Writes one small exhibit into a dossier that is being built. */
export async function writeSampleTrace(dir: string): Promise<SealedExhibit> {
  const bytes = Buffer.from('{"frames":[]}')
  const name = 'confirmed/trace.json'
  await mkdir(dirname(join(dir, name)), { recursive: true })
  await writeFile(join(dir, name), bytes)
  const label = {
    role: 'trace',
    stage: 'confirmed',
    at: openedAt,
    of: null,
    mime: 'application/json',
  } as const
  return { name, ...label, ...hashBytes(bytes) }
}
