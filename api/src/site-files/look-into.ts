import { open, type FileHandle } from 'node:fs/promises'
import sharp from 'sharp'
import type { SiteFileFault, Told } from '../../contract/site-files.ts'
import type { SiteFileKind } from '../../law/on-site-record.ts'
import { readExif } from './read-exif.ts'
import { readMp4 } from './read-mp4.ts'

/** The largest telephones take 108 million. What claims more is refused before a pixel of it is decoded. */
const mostPixels = 120_000_000
/** A picture takes a second or two. */
const decodingS = 30
/** A PDF ends so, within its last bytes. */
const pdfEnd = '%%EOF'
const pdfTailBytes = 2048

const silent: Told = {
  takenAt: null,
  make: '',
  model: '',
  position: null,
  width: null,
  height: null,
  lengthS: null,
}

interface Stored {
  readonly path: string
  readonly bytes: number
}

/** Decoded once to its end, small, so that what cannot be seen is not kept for a picture. */
async function lookAtPhoto({ path }: Stored): Promise<Told | SiteFileFault> {
  const options = { limitInputPixels: false, failOn: 'error', sequentialRead: true } as const
  try {
    const { width, height, exif } = await sharp(path, options).metadata()
    if (width * height > mostPixels) return 'too_many_pixels'
    await sharp(path, { ...options, limitInputPixels: mostPixels })
      .timeout({ seconds: decodingS })
      .resize({ width: 64 })
      .raw()
      .toBuffer()
    return { ...silent, ...readExif(exif), width, height }
  } catch (error) {
    // What sharp says of a damaged file is one sentence without a code.
    if (error instanceof Error) return 'undecodable'
    throw error
  }
}

async function withOpen<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path)
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), { position: at })
  return buffer.subarray(0, bytesRead)
}

const lookAtVideo = ({ path, bytes }: Stored): Promise<Told | SiteFileFault> =>
  withOpen(path, async (file) => {
    const says = await readMp4((at, length) => readAt(file, at, length), bytes)
    return typeof says === 'string' ? says : { ...silent, ...says }
  })

const lookAtScan = ({ path, bytes }: Stored): Promise<Told | SiteFileFault> =>
  withOpen(path, async (file) => {
    const tail = await readAt(file, Math.max(0, bytes - pdfTailBytes), pdfTailBytes)
    return tail.includes(pdfEnd) ? silent : 'truncated'
  })

const looks = { photo: lookAtPhoto, video: lookAtVideo, scan: lookAtScan } as const

/** What a file that arrived says of itself, or why it is none that can be shown. Nothing of it is changed. */
export const lookInto = (kind: SiteFileKind, file: Stored): Promise<Told | SiteFileFault> => looks[kind](file)
