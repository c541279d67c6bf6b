import { certificateFailure, type Certificate } from './certificate.ts'
import { exclusionFailure } from './exclusions.ts'
import type { Failure } from './failure.ts'
import type { StandingStep, StepKind } from './steps.ts'

/** What an officer brings from the place (R47): 照片, 录像 (执法记录仪), 扫描件. */
export const siteFileKinds = ['photo', 'video', 'scan'] as const
export type SiteFileKind = (typeof siteFileKinds)[number]

/** The steps that are taken on site, or by an officer who watches: what is recorded of them is sealed. */
export const takesSiteRecord: Readonly<Record<StepKind, boolean>> = {
  voice_warning: false,
  advice: false,
  reminder: false,
  dispatch: false,
  push: false,
  rectification: false,
  order: true,
  recheck: true,
  inspection: true,
  remote_check: true,
}

/** So many files at the most of one step, and of one officer at one alert that no step has yet. */
export const mostSiteFiles = 40

/** So many bytes at the most are recorded of one alert: its package is read as one file by who checks it. */
export const mostSiteBytes = 1_073_741_824

/**
 * What an on-site record lacks to count for a case. `record`: there is none. `picture`: neither a photograph nor a video, nor why
 * none could be taken. `second_officer`: why none could be taken is said, and nobody is named who was there.
 */
export const onSiteGaps = ['record', 'text', 'picture', 'second_officer'] as const
export type OnSiteGap = (typeof onSiteGaps)[number]
export type RecordGap = Exclude<OnSiteGap, 'record'>

export interface RecordedOnSite {
  readonly text: string
  /** Kinds of its files. */
  readonly files: readonly SiteFileKind[]
  readonly noPictureReason: string
  readonly hasSecondOfficer: boolean
}

/** What this record lacks to count; null: nothing. Words alone prove no more than that somebody wrote them. */
export function recordGap({
  text,
  files,
  noPictureReason,
  hasSecondOfficer,
}: RecordedOnSite): RecordGap | null {
  if (text.trim() === '') return 'text'
  if (files.some((kind) => kind !== 'scan')) return null
  if (noPictureReason.trim() === '') return 'picture'
  return hasSecondOfficer ? null : 'second_officer'
}

/** A step that stands, with what its record lacks; of steps that nobody takes on site null. */
export interface SiteStep extends StandingStep {
  readonly gap: RecordGap | null
}

/** An officer as known when the step is recorded. */
export interface NamedOfficer {
  readonly id: string
  readonly isOfficer: boolean
  /** Takes no part in this matter (art. 43). */
  readonly isRecused?: boolean
  readonly certificate: Certificate | null
}

/**
 * Why somebody may not be named as the second officer of a step (R15): who recorded it himself, who is no officer, and whose
 * certificate was not in date when it was taken. `second` null: nobody of that id.
 */
export function secondOfficerFailure(
  second: NamedOfficer | null,
  { recorderId, ...when }: { readonly recorderId: string; readonly at: number; readonly place: string },
): Failure | null {
  const fails = (why: string, message: string, more: object = {}): Failure => ({
    code: 'site_officer_invalid',
    facts: { why, ...more },
    problems: [{ path: 'site.secondOfficerId', message }],
  })
  if (!second?.isOfficer) return fails('no_officer', 'name an officer')
  if (exclusionFailure('attend_on_site', second.id, { recorder: [recorderId] }))
    return fails('same_person', 'name somebody else than who records it')
  if (second.isRecused) return fails('recused', 'name somebody who is not recused')
  const uncertified = certificateFailure(second.certificate, when)
  return uncertified
    ? fails('certificate', 'a certificate in date, for the place, when the step was taken', uncertified.facts)
    : null
}

/** Where people are named freely, the first sign of each word stays: 张三（摊主） is 张*（摊*）. */
export const maskedPeople = (text: string): string =>
  text.replace(/[\p{L}\p{N}]+/gu, (word) => {
    const [first = '', ...rest] = [...word]
    return first + '*'.repeat(Math.min(rest.length, 3))
  })

/** What a file says of itself does not fit what is known here: told, never a reason to refuse. */
export const siteNotes = [
  'no_time',
  'time_differs',
  'before_opening',
  'after_arrival',
  'far_from_source',
] as const
export type SiteNote = (typeof siteNotes)[number]

export interface Place {
  readonly lat: number
  readonly lon: number
}

/** Half an hour: officers write up what they did after they did it. */
const sameTimeMs = 30 * 60_000
/** Two clocks that agree well enough. */
const clockMs = 5 * 60_000
/** A street and its surroundings, m. */
const nearM = 500

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Over the ground, m, on a sphere: half a percent is nothing here. */
export function distanceM(a: Place, b: Place): number {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)]
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)))
}

export const isFar = (place: Place | null, source: Place | null): boolean =>
  place !== null && source !== null && distanceM(place, source) > nearM

export interface ToldByFile {
  /** Epoch ms. */
  readonly takenAt: number | null
  readonly position: Place | null
}
export interface KnownHere {
  readonly arrivedAt: number
  /** When the step was taken; null: none has this file yet. */
  readonly stepAt: number | null
  readonly openedAt: number
  readonly source: Place | null
}

/** What a file says of itself (EXIF, the head of a video) held against what is known here. */
export function siteNotesOf(told: ToldByFile, known: KnownHere): SiteNote[] {
  const { takenAt, position } = told
  const { arrivedAt, stepAt, openedAt, source } = known
  const isFound: Record<SiteNote, boolean> = {
    no_time: takenAt === null,
    time_differs: takenAt !== null && stepAt !== null && Math.abs(takenAt - stepAt) > sameTimeMs,
    before_opening: takenAt !== null && takenAt < openedAt,
    after_arrival: takenAt !== null && takenAt > arrivedAt + clockMs,
    far_from_source: isFar(position, source),
  }
  return siteNotes.filter((note) => isFound[note])
}
