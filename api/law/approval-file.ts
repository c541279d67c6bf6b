/** What an agency holds of a source: what was reviewed, and what was recorded beside it. Days are `2026-11-22` in Asia/Shanghai. */
export interface ApprovalFile {
  /** Why a camera is needed there. */
  readonly necessity: string
  /** The law, regulation or document that it stands on. */
  readonly basis: string
  /** Whose camera it is. */
  readonly owner: string
  /** It watches a public place: filed with the police then (R71). */
  readonly isPublicPlace: boolean
  /** Its stream is the police's or of public safety: used for penalties only by a recorded authority (R69). */
  readonly isPoliceStream: boolean
  readonly accessAuthority: string
  /** The assessment of what it means for people's personal information (PIPL 55, 56; R70): made before it goes live. */
  readonly assessment: { readonly number: string; readonly on: string } | null
  readonly policeFiling: { readonly number: string; readonly on: string } | null
  /** `until`: the last day on which it counts, itself included. */
  readonly calibration: { readonly number: string; readonly until: string } | null
  readonly sign: ApprovalSign | null
  readonly publication: Publication | null
  /** The last day of a trial, itself included; null: none. */
  readonly trialUntil: string | null
}

/** The photograph of the sign by which people see that they are watched. */
export type ApprovalSign = {
  readonly sha256: string
  readonly bytes: number
  readonly takenOn: string
  readonly versionId: string | null
}

/** Where its place was made public, from when on and for how long before its pictures count. */
export type Publication = {
  readonly on: string
  readonly url: string
  readonly noticeDays: number
  /** The place as it was published. */
  readonly place: string
}

export const emptyFile: ApprovalFile = {
  necessity: '',
  basis: '',
  owner: '',
  isPublicPlace: true,
  isPoliceStream: false,
  accessAuthority: '',
  assessment: null,
  policeFiling: null,
  calibration: null,
  sign: null,
  publication: null,
  trialUntil: null,
}

/** What is reviewed: changed only before the review, never after it. */
const reviewedFields = [
  'necessity',
  'basis',
  'owner',
  'isPublicPlace',
  'isPoliceStream',
  'accessAuthority',
] as const
/** What somebody writes, whenever it is known: a certificate is renewed while the camera is in use. */
export type WrittenFile = Pick<
  ApprovalFile,
  (typeof reviewedFields)[number] | 'assessment' | 'policeFiling' | 'calibration'
>

/** What is written names a document or a reason, in at least so many characters. */
export const textMin = 4

type NeededField = 'necessity' | 'basis' | 'owner' | 'accessAuthority'

/** What of the file is missing for a review, by its field. */
export function missingFields(file: Pick<ApprovalFile, NeededField | 'isPoliceStream'>): NeededField[] {
  const isShort = (text: string): boolean => text.trim().length < textMin
  const needed = [
    'necessity',
    'basis',
    ...(file.isPoliceStream ? (['accessAuthority'] as const) : []),
  ] as const
  const short = needed.filter((field) => isShort(file[field]))
  return file.owner.trim() === '' ? [...short, 'owner'] : [...short]
}

/** Which of the reviewed fields a change would change. */
export const changedReviewed = (before: ApprovalFile, next: WrittenFile): (keyof ApprovalFile)[] =>
  reviewedFields.filter((field) => before[field] !== next[field])
