import type { ViolationKind } from '@sightline/detectors/finding'
import type { ChainState } from '../../contract/alerts.ts'
import type { CaseMatter } from '../../contract/case-matter.ts'
import type { Manifest, SealedExhibit } from '../../contract/dossier.ts'
import type { SignExhibit } from '../../contract/profile.ts'
import type { DocumentKind } from '../../law/documents.ts'
import type { SiteFileKind } from '../../law/on-site-record.ts'
import type { ClueReason, Standing } from '../../law/standing.ts'
import type { EndReason } from '../../law/statuses.ts'

/** Who acted, with the certificate (执法证) that is printed beside the name. */
export interface Named {
  readonly name: string
  readonly certificate: string | null
}

export type Item = Pick<
  SealedExhibit,
  'name' | 'role' | 'stage' | 'at' | 'of' | 'mime' | 'bytes' | 'sha256' | 'sm3'
>

/** A sealed list of exhibits, as its worker signed it. */
export interface Sealed {
  readonly stage: Manifest['stage']
  readonly sealedAt: number
  readonly keyId: string
  readonly sequence: number
  readonly manifestSha256: string
  readonly items: readonly Item[]
}

/** By what, and how, was recorded: of the newest sealed list. */
export interface Capture {
  readonly source: Pick<
    Manifest['source'],
    'id' | 'name' | 'kind' | 'position' | 'approval' | 'video' | 'fingerprint'
  >
  readonly clock: Manifest['clock']
  readonly zone: { readonly name: string; readonly version: number }
  readonly rule: { readonly id: string; readonly version: number }
  readonly models: readonly { readonly name: string; readonly sha256: string; readonly threshold: number }[]
  readonly software: Manifest['software']
  readonly dwell: Manifest['finding']['dwell']
}

/** An officer's recorded judgement. */
export interface Judged {
  readonly officer: Named
  readonly verdict: 'confirm' | 'reject'
  readonly at: number
  readonly reason: EndReason | null
  readonly note: string
}

/** A file that an officer brought from the place. */
export interface Brought {
  readonly kind: SiteFileKind
  readonly arrivedAt: number
  /** When it was taken, by its own word. */
  readonly toldAt: number | null
  readonly bytes: number
  readonly sha256: string
  readonly sm3: string
}

/** An on-site inspection as it was recorded. */
export interface Inspected {
  readonly at: number
  /** Who went there, where that is not who recorded it. */
  readonly doneBy: string
  readonly recordedBy: Named
  readonly text: string
  /** Another officer who was there. */
  readonly second: Named | null
  readonly personsPresent: string
  /** WGS-84; null: nobody said where. */
  readonly position: { readonly lat: number; readonly lon: number } | null
  /** Why no picture could be taken. */
  readonly noPictureReason: string
  readonly files: readonly Brought[]
}

/** An order to correct, as it was recorded. */
export interface Ordered {
  readonly at: number
  readonly number: string
  readonly dueAt: number
  readonly text: string
  readonly recordedBy: Named
}

/** All that documents are made of: recorded facts alone, as plain data that is kept with what was made of it. */
export interface Material {
  /** The agency's full name; empty: a line to write it on. */
  readonly agency: string
  readonly madeAt: number
  readonly maker: Named
  /** The maker's certificate is in date. */
  readonly isMakerCertified: boolean
  readonly findingId: string
  readonly kind: ViolationKind
  readonly place: string
  readonly sourceName: string
  readonly openedAt: number
  readonly confirmedAt: number
  readonly closedAt: number | null
  /** What two officers typed alike; null: none, or not yet. */
  readonly plate: string | null
  readonly standing: Standing
  readonly clueReasons: readonly ClueReason[]
  readonly chain: ChainState
  /** Some of what was sealed is still on its way. */
  readonly isAwaited: boolean
  readonly capture: Capture | null
  readonly sealed: readonly Sealed[]
  /** The picture of the sign or marking of the source that was in force (P4); null: none, or none was asked then. */
  readonly sign: Pick<SignExhibit, 'sha256' | 'bytes' | 'takenOn' | 'revision'> | null
  readonly reviews: readonly Judged[]
  /** What was said last of the matter; null: nobody was asked. */
  readonly matter: CaseMatter | null
  /** Oldest first. */
  readonly inspections: readonly Inspected[]
  /** Brought from the place with any step that stands, in the order of arrival. */
  readonly brought: readonly Brought[]
  /** The newest that stands. */
  readonly order: Ordered | null
  /** 拟立案: what two officers agreed on. */
  readonly proposed: { readonly number: string; readonly at: number } | null
  /** 立案: by the head of the agency. */
  readonly filed: { readonly number: string; readonly at: number } | null
  readonly notFiled: { readonly reason: string; readonly at: number } | null
  readonly transfer: {
    readonly receiver: string
    readonly reason: string
    /** Null: the pool gives one. */
    readonly number: string | null
  } | null
  /** By which permission its pictures are originals; null: faces and plates in them are hidden. */
  readonly originals: { readonly permission: string; readonly receiver: string } | null
  /** Documents made before, those that were replaced left out. */
  readonly documents: readonly {
    readonly kind: DocumentKind
    readonly number: string
    readonly pages: number
    readonly madeAt: number
  }[]
}

/** Every exhibit of every sealed list, in the order of sealing. */
export const itemsOf = ({ sealed }: Pick<Material, 'sealed'>): readonly Item[] =>
  sealed.flatMap(({ items }) => items)
