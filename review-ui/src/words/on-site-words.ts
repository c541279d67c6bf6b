import type { SiteFileFault } from '@sightline/api/contract/site-files'
import type { OnSiteGap, SiteFileKind, SiteNote } from '@sightline/api/law/on-site-record'

type Text = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** Words of what is brought from a place: a new code does not compile until both languages have it. */
export type OnSiteWords = Text & {
  readonly kindName: Record<SiteFileKind, string>
  readonly note: Record<SiteNote, string>
  /** What a record lacks to count for a case. */
  readonly gap: Record<OnSiteGap, string>
  readonly fault: Record<SiteFileFault, string>
}
