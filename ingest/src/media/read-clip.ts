import { createReadStream } from 'node:fs'
import { type BoxEvent, createBoxReader } from './boxes.ts'

/** A piece of a clip as it lies on the disk, and what ends in it. */
export interface ClipPiece {
  readonly bytes: Buffer
  readonly events: readonly BoxEvent[]
}

/** As `readWhole`, but read in pieces of 64 kB: a clip is megabytes, and no camera waits for it. */
export async function* readClip(path: string): AsyncGenerator<ClipPiece> {
  const reader = createBoxReader()
  for await (const chunk of createReadStream(path)) {
    const bytes = chunk as Buffer
    yield { bytes, events: reader.push(bytes) }
  }
}
