/** Runs of code points, as `cmap` tables list them. */
type Runs = readonly (readonly [first: number, last: number])[]

const atOf = (font: Buffer, table: string): number => {
  const count = font.readUInt16BE(4)
  for (let i = 0; i < count; i += 1) {
    const at = 12 + 16 * i
    if (font.toString('latin1', at, at + 4) === table) return font.readUInt32BE(at + 8)
  }
  throw new Error(`a font has no table ${table}`)
}

/** Of the subtable that lists all of Unicode (format 12). */
function runsOf(font: Buffer): Runs {
  const cmap = atOf(font, 'cmap')
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i += 1) {
    const at = cmap + font.readUInt32BE(cmap + 8 + 8 * i)
    if (font.readUInt16BE(at) !== 12) continue
    return Array.from({ length: font.readUInt32BE(at + 12) }, (_, group) => {
      const run = at + 16 + 12 * group
      return [font.readUInt32BE(run), font.readUInt32BE(run + 4)] as const
    })
  }
  throw new Error('a font does not list all of Unicode')
}

/** Which characters a font (TrueType) can draw; line breaks need no drawing. */
export function coverOf(font: Buffer): (character: string) => boolean {
  const covered = new Set<number>([10])
  for (const [first, last] of runsOf(font)) for (let one = first; one <= last; one += 1) covered.add(one)
  return (character) => covered.has(character.codePointAt(0) ?? 0)
}

/** The text with the number of each character that cannot be drawn in its place: none is lost without a trace. */
export function drawable(text: string, covers: (character: string) => boolean): string {
  return [...text]
    .map((one) =>
      covers(one) ? one : `[U+${one.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .join('')
}
