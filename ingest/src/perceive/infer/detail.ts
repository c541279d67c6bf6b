import type { Area } from '@sightline/models/raster/raster'
import type { SharedPart } from '@sightline/models/raster/shared-part'
import { createSlots } from '@sightline/models/session/slots'
import { reduce, type DecodeLayout } from './decode-layout.ts'

/** A picture that several models look at, in memory that their threads see, until it is released. */
export interface HeldPicture {
  readonly picture: SharedPart
  /** The main model's input. */
  readonly main: Buffer
  readonly release: () => void
}

/** Keeps the pictures of one decoder while models look at them. */
export interface Detail {
  /** Where the camera's picture lies in the main model's input. */
  readonly mainContent: Area
  readonly hold: (picture: Uint8Array) => HeldPicture
}

export function createDetail(layout: DecodeLayout): Detail {
  const { factor, size, content } = layout
  const mainSize = { width: size.width / factor, height: size.height / factor }
  const large = createSlots(size.width * size.height * 3)
  const small = createSlots(mainSize.width * mainSize.height * 3)
  return {
    mainContent: {
      x: content.x / factor,
      y: content.y / factor,
      width: content.width / factor,
      height: content.height / factor,
    },
    hold(picture) {
      const data = large.take(picture)
      const main = factor === 1 ? data : small.blank()
      const mainBytes = Buffer.from(main)
      if (factor > 1) reduce(picture, layout, mainBytes)
      return {
        picture: { data, ...size },
        main: mainBytes,
        release() {
          large.give(data)
          if (main !== data) small.give(main)
        },
      }
    },
  }
}
