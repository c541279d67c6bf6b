import { faultOf, type Authority, type LawEntry } from './catalogue.ts'

/** Who may handle a matter on a day. `unknown`: nobody has entered any, or the agency has no name here. */
export type AuthorityAnswer =
  | { readonly state: 'unknown'; readonly why: 'no_rows' | 'no_agency' }
  | { readonly state: 'own'; readonly by: Authority }
  | { readonly state: 'other'; readonly by: readonly Authority[] }

interface Asked {
  readonly matterCode: string
  readonly day: string
  /** Of the place of the act; empty: not known, and every region's rows are looked at. */
  readonly regionCode: string
  /** This agency's name, as the table has it. */
  readonly agency: string
}

/** Of a division's code what those of everything in it begin with: 500110000 is 500110, 500000 is 50. */
const stem = (code: string): string =>
  code
    .slice(0, 6)
    .replace(/(?:00)+$/, '')
    .concat(code.slice(6).replace(/(?:000)+$/, ''))

/** Whether a region of the table takes in the place of an act. */
export const covers = (regionCode: string, place: string): boolean =>
  regionCode === '' || place === '' || place.startsWith(stem(regionCode))

/**
 * Which agency may handle a matter at a place on a day (R2, 行政处罚法 art. 18, 20, 24). Asked when a case is proposed and
 * when it is filed; a case that was filed stays with whom it is, whatever changes since (R4).
 */
export function authorityOn(
  entries: readonly LawEntry<Authority>[],
  { matterCode, day, regionCode, agency }: Asked,
): AuthorityAnswer {
  const published = entries.filter(({ state }) => state === 'published' || state === 'withdrawn')
  if (published.length === 0) return { state: 'unknown', why: 'no_rows' }
  if (agency === '') return { state: 'unknown', why: 'no_agency' }
  const valid = published
    .filter((one) => faultOf(one, day) === null)
    .map(({ content }) => content)
    .filter((one) => one.matterCode === matterCode && covers(one.regionCode, regionCode))
  const own = valid.find((one) => one.agency === agency)
  return own ? { state: 'own', by: own } : { state: 'other', by: valid }
}
