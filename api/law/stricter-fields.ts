/** What a version of a matter may ask more of pictures than its kind does; lengths in pixels, times in seconds and days. */
export const stricterFields = [
  'intervalS',
  'leastWidthPx',
  'leastHeightPx',
  'targetPx',
  'sharpness',
  'plateFrames',
  'plateHeightPx',
  'plateConfidence',
  'clockS',
  'viewMatch',
  'gapS',
  'signDays',
] as const
export type StricterField = (typeof stricterFields)[number]

/** The numbers of a matter; what is not there is as its kind has it (`profiles.ts`). */
export type StricterProfile = { readonly [field in StricterField]?: number }
