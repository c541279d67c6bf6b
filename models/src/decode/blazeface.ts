import type { Box } from '@sightline/detectors/geometry/point'
import { toPicture } from '../letterbox.ts'
import type { Placement } from '../letterbox.ts'
import type { Tensor } from './output.ts'
import { keepBest } from './suppress.ts'

/** A face in 0..1 of what the model was shown. Whose it is nobody asks. */
export interface Face {
  readonly score: number
  readonly box: Box
}

interface FaceContext {
  readonly input: { readonly width: number; readonly height: number }
  readonly threshold: number
  readonly overlap: number
  readonly placed: Placement
}

/** Numbers of one anchor: place, size, and six points of the face as x, y. */
const numbers = 16
/** Anchors of a cell on the finer and on the coarser map; all are of the size of the input. */
const anchorsOfCell = [2, 6] as const

/**
 * BlazeFace (Bazarevsky et al., 2019), cut before its last reshapes: on each of two maps a logit and 16 numbers for every
 * anchor of a cell, in pixels of the input from the middle of the cell.
 */
export function decodeBlazeface(outputs: Readonly<Record<string, Tensor>>, context: FaceContext): Face[] {
  const found = anchorsOfCell.flatMap((anchors) =>
    readMap(
      { logits: ofChannels(outputs, anchors), numbersOf: ofChannels(outputs, anchors * numbers), anchors },
      context,
    ),
  )
  return keepBest(found, context.overlap)
}

function ofChannels(outputs: Readonly<Record<string, Tensor>>, channels: number): Tensor {
  const found = Object.values(outputs).find(({ dims }) => dims[1] === channels)
  if (!found) throw new Error(`the model gave no map of ${channels} channels`)
  return found
}

interface FaceMap {
  readonly logits: Tensor
  readonly numbersOf: Tensor
  readonly anchors: number
}

function readMap({ logits, numbersOf, anchors }: FaceMap, context: FaceContext): Face[] {
  const [, , rows = 0, columns = 0] = logits.dims
  const cells = rows * columns
  const faces: Face[] = []
  for (let anchor = 0; anchor < anchors; anchor++)
    for (let cell = 0; cell < cells; cell++) {
      const score = 1 / (1 + Math.exp(-(logits.data[anchor * cells + cell] ?? -Infinity)))
      if (score < context.threshold) continue
      const number = (k: number): number => numbersOf.data[(anchor * numbers + k) * cells + cell] ?? 0
      const middle = {
        x: (((cell % columns) + 0.5) / columns) * context.input.width + number(0),
        y: ((Math.floor(cell / columns) + 0.5) / rows) * context.input.height + number(1),
      }
      const [aside, above] = [number(2) / 2, number(3) / 2]
      const inInput = {
        left: middle.x - aside,
        right: middle.x + aside,
        top: middle.y - above,
        bottom: middle.y + above,
      }
      const box = toPicture(inInput, context.placed)
      if (box) faces.push({ score, box })
    }
  return faces
}
