/** One coded picture: its NAL units without start codes. A key unit carries its parameter sets. */
export interface AccessUnit {
  readonly nals: readonly Buffer[]
  readonly key: boolean
}

/** H.264 as a player needs it: pictures in decoding order (no B-frames) and the stream's parameter sets. */
export interface CodedVideo {
  readonly units: readonly AccessUnit[]
  readonly sps: Buffer
  readonly pps: Buffer
}

export const nalType = (nal: Buffer): number => (nal[0] ?? 0) & 31

const startCode = Buffer.from([0, 0, 1])

function nalsOf(stream: Buffer): Buffer[] {
  const nals: Buffer[] = []
  let start = stream.indexOf(startCode)
  while (start >= 0) {
    const next = stream.indexOf(startCode, start + 3)
    let end = next < 0 ? stream.length : next
    while (end > start + 3 && stream[end - 1] === 0) end--
    nals.push(stream.subarray(start + 3, end))
    start = next
  }
  return nals
}

/** A slice whose first macroblock is 0 begins a picture (7.4.1.2.4); so do the units 6..9 after a slice. */
function beginsPicture(nal: Buffer): boolean {
  const type = nalType(nal)
  if (type === 1 || type === 5) return ((nal[1] ?? 0) & 0x80) !== 0
  return type >= 6 && type <= 9
}

/** Reads an Annex B byte stream. Throws where it holds no picture or no parameter sets. */
export function readAnnexB(stream: Buffer): CodedVideo {
  const units: AccessUnit[] = []
  let nals: Buffer[] = []
  const flush = (): void => {
    if (nals.length > 0) units.push({ nals, key: nals.some((nal) => nalType(nal) === 5) })
    nals = []
  }
  let hasSlice = false
  const all = nalsOf(stream)
  for (const nal of all) {
    if (hasSlice && beginsPicture(nal)) {
      flush()
      hasSlice = false
    }
    nals.push(nal)
    hasSlice ||= nalType(nal) === 1 || nalType(nal) === 5
  }
  flush()
  const sps = all.find((nal) => nalType(nal) === 7)
  const pps = all.find((nal) => nalType(nal) === 8)
  if (!sps || !pps || !units[0]?.key)
    throw new Error('the video does not begin with a key frame and its parameter sets')
  return { units, sps, pps }
}
