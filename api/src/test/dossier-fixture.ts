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
  /** As older workers sealed it: the moment alone, nothing read or measured. What is whole of it is a clue. */
  readonly isBare?: true
  /** What the machine read beyond doubt; null: there is no plate. */
  readonly plate?: string | null
  /** Where the car is in the trace, and as it was measured by. */
  readonly own?: typeof box
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
  ): Promise<Part> {
    const { bytes, role, mime, at, of = null } = part
    const name = `${stage}/${part.name}`
    const sealed: SealedExhibit = { name, role, stage, at, of, mime, ...hashBytes(bytes) }
    return { sealed, bytes }
  }

  async function segmentOf(stage: Stage, at: number): Promise<Part> {
    const clip = makeClip(stage === 'confirmed' ? 'red' : 'blue')
    const { bytes, initSha256 } = clip
    const made = await exhibit(stage, { name: 'segment.mp4', role: 'segment', mime: 'video/mp4', bytes, at })
    const fragments = clip.fragments.map((one, i) => ({
      ...one,
      at: at + i * 200,
      arrivedAt: at + i * 200,
      isKey: i === 0,
    }))
    return { ...made, sealed: { ...made.sealed, initSha256, fragments } }
  }

  async function wideOf(stage: Stage, at: number, picture?: Uint8Array): Promise<Part> {
    const bytes = picture ?? (await plainPicture(stage === 'confirmed' ? '#a00' : '#00a'))
    const of = `${stage}/segment.mp4`
    return exhibit(stage, { name: 'wide.jpg', role: 'still', mime: 'image/jpeg', bytes, at, of })
  }

  async function traceOf(stage: Stage, { sourceId, ...options }: Timed): Promise<Part> {
    const { at, looks, seen: others = [], judgedAfterMs = 0 } = options
    const detections = [{ class: 'car' as const, score: 0.9, box }, ...others]
    const moments =
      stage === 'confirmed' && options.link?.part !== 'first' && !options.isBare
        ? [at - offsets.confirmed, at]
        : [at]
    const frames = moments.map((moment) => ({
      at: moment + judgedAfterMs,
      detections,
      own: options.own ?? box,
    }))
    const seen = looks ? { trackId: null, looks, frames: [] } : { trackId: 1, frames }
    const trace: z.input<typeof traceSchema> = { format: 'sightline.trace/1', sourceId, ...seen }
    const bytes = canonicalBytes(trace)
    return exhibit(stage, { name: 'trace.json', role: 'trace', mime: 'application/json', bytes, at })
  }

  /** Of each part of a stage what its worker puts there; a confirmed one shows the opening too. */
  async function parts(stage: Stage, options: Timed): Promise<Part[]> {
    const { at, picture, link } = options
    const part = link?.part ?? 'whole'
    const trace = await traceOf(stage, options)
    const wide = part === 'supplement' ? [] : [await wideOf(stage, at, picture)]
    if (part === 'first') return [...wide, trace]
    const segment = await segmentOf(stage, at)
    const near = { name: 'close-up.jpg', role: 'still', mime: 'image/jpeg', at } as const
    const bytes = await plainPicture('#0a0')
    if (stage !== 'confirmed' || options.isBare) {
      const closer =
        part === 'supplement' ? [await exhibit(stage, { ...near, bytes, of: `${stage}/wide.jpg` })] : []
      return [segment, ...wide, ...closer, trace]
    }
    const openedAt = at - offsets.confirmed
    return [
      segment,
      ...wide,
      await segmentOf('opened', openedAt),
      await wideOf('opened', openedAt),
      await exhibit(stage, { ...near, bytes, of: `${stage}/wide.jpg` }),
      trace,
    ]
  }

  return {
    signer,
    /** Seals one stage and stores its objects; answers what a worker would submit. */
    async seal(options: DossierOptions): Promise<DossierSubmitted> {
      const { sourceId, findingId = 'finding-1', stage = 'confirmed', openedAt = 1_700_000_000_000 } = options
      const at = openedAt + offsets[stage]
      const exhibits = await parts(stage, { ...options, at })
      const part = options.link?.part ?? 'whole'
      const draft = {
        ...manifestOf(
          { sourceId, findingId, stage, openedAt, at },
          exhibits.map((one) => one.sealed),
        ),
        ...(stage === 'confirmed' && part !== 'first' && !options.looks && !options.isBare
          ? await measuresOf(exhibits, options)
          : {}),
      }
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
type Timed = DossierOptions & { readonly at: number }

/** When each stage is, after the opening, ms. */
const offsets = { opened: 0, confirmed: 300_000, closed: 600_000 }

const plainPictures = new Map<string, Promise<Buffer>>()
/** A picture of one colour, as large as evidence has to be; made once. */
function plainPicture(background: string): Promise<Buffer> {
  const create = { width: 1280, height: 720, channels: 3, background } as const
  const made = plainPictures.get(background) ?? sharp({ create }).jpeg().toBuffer()
  plainPictures.set(background, made)
  return made
}

/** What a worker measures of the wide stills, and reads of the plate: all as the profile asks. */
async function measuresOf(
  exhibits: readonly Part[],
  { plate = '渝A12345', picture, own = box }: DossierOptions,
) {
  const wide = exhibits.filter(({ sealed }) => sealed.name.endsWith('wide.jpg')).map(({ bytes }) => bytes)
  // Of a supplement the picture of the moment is in the first part.
  const shown = wide.length === 2 ? wide : [...wide, picture ?? (await plainPicture('#a00'))]
  const pictures = await Promise.all(
    shown.map(async (bytes) => {
      const { width, height } = await sharp(bytes).metadata()
      const side = Math.min(width * (own.right - own.left), height * (own.bottom - own.top))
      const targetPx = Math.round(side)
      return { sha256: hashBytes(bytes).sha256, widthPx: width, heightPx: height, targetPx, sharpness: 0.5 }
    }),
  )
  const read = { text: plate ?? '', confidence: plate === null ? 0 : 0.97 }
  const tall = plate === null ? {} : { heightPx: 30 }
  return {
    measures: { pictures, viewMatch: 0.9 },
    plate: {
      verdict: plate === null ? ('not_legible' as const) : ('legible' as const),
      text: read.text,
      confidences: [...read.text].map(() => 0.97),
      colour: null,
      reason: plate === null ? ('no_plate' as const) : null,
      frames: (['opened', 'confirmed'] as const).map((stage, i) => ({ at: i, stage, ...read, ...tall })),
      networks: [],
    },
  }
}

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
