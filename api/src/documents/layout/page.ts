/** Points in a millimetre. */
const mm = 72 / 25.4

/** A4 upright, in points from the top left. */
export const page = {
  left: 25 * mm,
  right: 185 * mm,
  /** Of what is written on. */
  width: 160 * mm,
  top: 24 * mm,
  bottom: 272 * mm,
  /** Where number and page stand. */
  foot: 279 * mm,
  marginRight: 25 * mm,
  marginBottom: 25 * mm,
} as const

export const bodyHeight = page.bottom - page.top

export interface Style {
  readonly font: 'text' | 'bold'
  readonly size: number
}
export const styles = {
  title: { font: 'bold', size: 19 },
  agency: { font: 'bold', size: 13 },
  heading: { font: 'bold', size: 11 },
  text: { font: 'text', size: 11 },
  note: { font: 'text', size: 9.5 },
  label: { font: 'bold', size: 10 },
  cell: { font: 'text', size: 10 },
  head: { font: 'bold', size: 9 },
  row: { font: 'text', size: 9 },
  small: { font: 'text', size: 7.5 },
  foot: { font: 'text', size: 9 },
} as const satisfies Record<string, Style>

/** Between two lines, points. */
export const lineGap = 3
