import type { StricterField } from '@sightline/api/law/stricter-fields'

/** Words of what a matter asks more of pictures: a new number does not compile until both languages have it. */
export interface StricterWords {
  readonly title: string
  readonly none: string
  readonly asks: string
  readonly met: string
  readonly fails: string
  /** As a column of a file is called. */
  readonly field: Record<StricterField, string>
  readonly says: Record<StricterField, string>
}
