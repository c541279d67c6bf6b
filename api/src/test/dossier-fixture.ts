import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { z } from 'zod'
import type {
  manifestSchema,
  sealedExhibitSchema,
  SealedStage as Stage,
  traceSchema,
} from '../../contract/dossier.ts'
import { dossierSubmittedSchema, type DossierSubmitted } from '../../contract/queues.ts'
import { canonicalBytes, canonicalJson } from '@sightline/infra/platform/canonical-json'
import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'
import { mimeOfKey, type Objects } from '@sightline/infra/platform/objects'
import { openSigner, type Signer } from '@sightline/infra/platform/sign'
import { makeClip } from './clip.ts'

export type ManifestDraft = z.input<typeof manifestSchema>
type SealedExhibit = z.input<typeof sealedExhibitSchema>

type Looks = z.input<typeof traceSchema>['looks']
type Detections = z.input<typeof traceSchema>['frames'][number]['detections']

export interface DossierOptions {
  readonly sourceId: string
  readonly findingId?: string
  readonly stage?: Stage
  readonly openedAt?: number
  /** Absent: whole. A first part holds the still and the trace, a supplement the segment, a closer still and the trace. */
  readonly link?: ManifestDraft['link']
  /** The looks of a camera's fault, in place of frames. */
  readonly looks?: Looks
  /** The still, in place of a plain one. */
  readonly picture?: Uint8Array
  /** What was seen in it besides the car. */
  readonly seen?: Detections
  /** When the judged frame was, after the still, ms. */
  readonly judgedAfterMs?: number
  /** Last word on the manifest before it is signed. */
  readonly adjust?: (manifest: ManifestDraft) => ManifestDraft
}

const box = { left: 0.2, top: 0.4, right: 0.5, bottom: 0.7 }
const square = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
]

/** A worker that seals: real signatures in one chain, real pictures, objects really stored. */
export async function createSealer(objects: Objects, keyDir: string) {
  const signer: Signer = await openSigner(keyDir)
  let sequence = 0
  let previous: string | null = null

  async function exhibit(
    stage: Stage,
    part: {
      name: string
      role: SealedExhibit['role']
      mime: SealedExhibit['mime']
      bytes: Uint8Array
      at: number
      of?: string
    },
  ) {
    const { bytes, role, mime, at, of = null } = part
    const name = `${stage}/${part.name}`
    const sealed: SealedExhibit = { name, role, stage, at, of, mime, ...hashBytes(bytes) }
    return { sealed, bytes }
  }

  async function parts(
    stage: Stage,
    sourceId: string,
    { at, looks, picture, seen: others = [], judgedAfterMs = 0 }: DossierOptions & { readonly at: number },
  ) {
    const clip = makeClip(stage === 'confirmed' ? 'red' : 'blue')
    const background = stage === 'confirmed' ? '#a00' : '#00a'
    const plain = sharp({ create: { width: 320, height: 180, channels: 3, background } }).jpeg()
    const still = picture ?? (await plain.toBuffer())
    const detections = [{ class: 'car' as const, score: 0.9, box }, ...others]
    const frames = [{ at: at + judgedAfterMs, detections, own: box }]
    const seen = looks ? { trackId: null, looks, frames: [] } : { trackId: 1, frames }
    const trace: z.input<typeof traceSchema> = { format: 'sightline.trace/1', sourceId, ...seen }
    const segment = await exhibit(stage, {
      name: 'segment.mp4',
      role: 'segment',
      mime: 'video/mp4',
      bytes: clip.bytes,
      at,
    })
    const fragments = clip.fragments.map((one, i) => ({
      ...one,
      at: at + i * 200,
      arrivedAt: at + i * 200,
      isKey: i === 0,
    }))
    return [
      { ...segment, sealed: { ...segment.sealed, initSha256: clip.initSha256, fragments } },
      await exhibit(stage, {
        name: 'wide.jpg',
        role: 'still',
        mime: 'image/jpeg',
        bytes: still,
        at,
        of: `${stage}/segment.mp4`,
      }),
      await exhibit(stage, {
        name: 'trace.json',
        role: 'trace',
        mime: 'application/json',
        bytes: canonicalBytes(trace),
        at,
      }),
    ]
  }

  return {
    signer,
    /** Seals one stage and stores its objects; answers what a worker would submit. */
    async seal(options: DossierOptions): Promise<DossierSubmitted> {
      const { sourceId, findingId = 'finding-1', stage = 'confirmed', openedAt = 1_700_000_000_000 } = options
      const at = openedAt + { opened: 0, confirmed: 300_000, closed: 600_000 }[stage]
      const all = await parts(stage, sourceId, { ...options, at })
      const part = options.link?.part ?? 'whole'
      const exhibits = all
        .filter(({ sealed }) => part !== 'first' || sealed.role !== 'segment')
        .map((one) => (part === 'supplement' ? closer(one) : one))
      const draft = manifestOf(
        { sourceId, findingId, stage, openedAt, at },
        exhibits.map((one) => one.sealed),
      )
      const chain = { keyId: signer.keyId, sequence, previous }
      const linked = { ...draft, chain, ...(options.link ? { link: options.link } : {}) }
      const manifest = canonicalJson(withOwnRule((options.adjust ?? ((same) => same))(linked)))
      sequence += 1
      previous = createHash('sha256').update(manifest).digest('hex')
      const stored = exhibits.map(async ({ sealed, bytes }) => {
        const { name, sha256, mime } = sealed
        const folder = part === 'whole' ? stage : `${stage}-${part}`
        const key = `dossiers/${findingId}/${folder}/${name}`
        const { versionId } = await objects.put(key, { bytes }, { sha256, bytes: bytes.length, mime })
        return { name, key, versionId, bytes: bytes.length, sha256 }
      })
      const signature = signer.sign(Buffer.from(manifest))
      const folder = `dossiers/${findingId}/${part === 'whole' ? stage : `${stage}-${part}`}`
      await putSeals(objects, folder, { manifest, signature, publicKeyPem: signer.publicKeyPem })
      return dossierSubmittedSchema.parse({
        findingId,
        stage,
        part,
        manifest,
        signature,
        publicKeyPem: signer.publicKeyPem,
        objects: await Promise.all(stored),
      })
    },
  }
}

/** What a worker stores beside the exhibits. Sealed twice with other words it is a forgery: the first lies there already. */
async function putSeals(
  objects: Objects,
  folder: string,
  { manifest, signature, publicKeyPem }: Pick<DossierSubmitted, 'manifest' | 'signature' | 'publicKeyPem'>,
): Promise<void> {
  const seals = { 'manifest.json': manifest, 'manifest.sig': signature, 'public-key.pem': publicKeyPem }
  for (const [name, text] of Object.entries(seals)) {
    const bytes = Buffer.from(text)
    const putting = objects.put(
      `${folder}/${name}`,
      { bytes },
      { ...hashBytes(bytes), mime: mimeOfKey(name) },
    )
    await putting.catch((error: unknown) => {
      if (!(error instanceof CodedError) || error.code !== 'object_exists') throw error
    })
  }
}

interface Part {
  readonly sealed: SealedExhibit
  readonly bytes: Uint8Array
}

/** What a supplement shows besides the still of the first part. */
const closer = ({ sealed, bytes }: Part): Part => ({
  bytes,
  sealed: { ...sealed, name: sealed.name.replace('wide.jpg', 'close-up.jpg') },
})

/** A rule is of one zone and one kind: each has its own, unless the test names one. */
const withOwnRule = (manifest: ManifestDraft): ManifestDraft => {
  const { kind, zone, rule } = manifest
  return rule.id === 'rule-1' ? { ...manifest, rule: { ...rule, id: `rule-${zone.id}-${kind}` } } : manifest
}

function manifestOf(
  about: { sourceId: string; findingId: string; stage: Stage; openedAt: number; at: number },
  exhibits: SealedExhibit[],
): Omit<ManifestDraft, 'chain'> {
  const { sourceId, findingId, stage, openedAt, at } = about
  return {
    format: 'sightline.dossier/1',
    findingId,
    stage,
    kind: 'illegal_parking',
    sealedAt: at + 1_000,
    source: {
      id: sourceId,
      name: '滨江路12号',
      kind: 'fixed',
      place: '滨江路12号人行道',
      position: null,
      approval: { state: 'in_use', revision: 1, basis: '设备审核〔2026〕1号' },
      video: { codec: 'h264', width: 1280, height: 720, fps: 5 },
      fingerprint: 'f'.repeat(64),
    },
    clock: { source: 'camera-ntp', offsetMs: 12, limitMs: 1000 },
    zone: { id: `zone-${sourceId}`, version: 1, name: '人行道', polygon: square, bays: [], hours: [] },
    rule: { id: 'rule-1', version: 1, params: {} },
    network: { name: 'yolox-nano', sha256: 'e'.repeat(64), threshold: 0.4 },
    software: { sightline: '0.1.0', ffmpeg: '5.1.9' },
    finding: {
      trackId: 1,
      class: 'car',
      openedAt,
      at,
      box,
      dwell: { fromAt: openedAt, toAt: at, seenFrames: 100, longestGapMs: 4000 },
      reason: stage === 'closed' ? 'left' : null,
    },
    standing: 'evidence',
    clueReasons: [],
    exhibits,
  }
}
