import type { ProfileCode } from '@sightline/api/law/profile'

/** Where a point that fails is mended: a page of its own, or a place of this page. */
export type Mend = { readonly page: string } | { readonly here: string }

interface Of {
  readonly sourceId: string
  readonly zoneId: string | null
}

/** Of the steps: what the pictures lack an officer who goes there makes good. */
const steps: Mend = { here: '#steps' }
const recordings: Mend = { here: '#exhibits' }
const source = ({ sourceId }: Of): Mend => ({ page: `/sources/${sourceId}` })

const mends: Record<ProfileCode, (of: Of) => Mend> = {
  first: () => steps,
  later: () => steps,
  close: () => steps,
  sign: ({ sourceId }) => ({ page: `/sources/${sourceId}#approval` }),
  interval: () => steps,
  resolution: source,
  target: () => steps,
  sharpness: source,
  plate: () => recordings,
  clock: source,
  view: (of) => (of.zoneId === null ? source(of) : { page: `/sources/${of.sourceId}/zones/${of.zoneId}` }),
  record: () => steps,
}

export const mendOf = (point: ProfileCode, of: Of): Mend => mends[point](of)
