import type { StricterWords } from './stricter-words.ts'

/** What a matter asks more of pictures: columns, how each number is said, on the review desk and the case. */
export const enStricter: StricterWords = {
  title: 'Asked more of pictures',
  none: 'As the product asks',
  asks: 'This matter asks more of the pictures than the product does (its version of the day of the act)',
  met: 'all of it is met',
  fails: '{{n}} not met: pictures alone make no case, an on-site inspection is needed',
  field: {
    intervalS: 'Interval s',
    leastWidthPx: 'Width px',
    leastHeightPx: 'Height px',
    targetPx: 'Target px',
    sharpness: 'Sharpness',
    plateFrames: 'Plate frames',
    plateHeightPx: 'Plate height px',
    plateConfidence: 'Plate confidence',
    clockS: 'Clock s',
    viewMatch: 'View match',
    gapS: 'Gap s',
    signDays: 'Sign days',
  },
  says: {
    intervalS: 'wide pictures at least {{value}} s apart',
    leastWidthPx: 'longer side of the picture at least {{value}} px',
    leastHeightPx: 'shorter side of the picture at least {{value}} px',
    targetPx: 'shorter side of the target at least {{value}} px',
    sharpness: 'sharpness at least {{value}}',
    plateFrames: 'plate read alike on at least {{value}} pictures',
    plateHeightPx: 'plate at least {{value}} px high',
    plateConfidence: 'plate read with a confidence of at least {{value}}',
    clockS: 'clock at most {{value}} s off',
    viewMatch: 'match of views at least {{value}}',
    gapS: 'no gap of more than {{value}} s in the recording',
    signDays: 'picture of the sign at most {{value}} days before the act',
  },
}
