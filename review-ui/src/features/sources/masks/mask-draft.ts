import type { ActionDispatch } from 'react'
import type { Point } from '@sightline/detectors/geometry/point'
import { shapeProblems, type ShapeProblem } from '../zones/shape-problems.ts'
import { edited, startDraft, type ZoneDraft, type ZoneEdit } from '../zones/zone-draft.ts'

type Shape = readonly Point[]

/** Masks are drawn as bays of a zone are, of a zone that is not there. */
export const startMasks = (shapes: readonly Shape[]): ZoneDraft => ({
  ...startDraft({ polygon: [], bays: shapes }),
  drawing: null,
})

/** A mask begins as a rectangle in the middle: its points are then put where they belong, by pointer or keyboard. */
type MaskEdit = ZoneEdit | { readonly type: 'add_rectangle' }

export type EditMasks = ActionDispatch<[MaskEdit]>

/** One edit later. There is no zone to draw: what would begin one does nothing. */
export function masksEdited(draft: ZoneDraft, edit: MaskEdit): ZoneDraft {
  const next =
    edit.type === 'add_rectangle'
      ? edited(edited(draft, { type: 'add_bay' }), { type: 'rectangle', shape: draft.shapes.bays.length })
      : edited(draft, edit)
  return next.drawing === 'zone' ? { ...next, drawing: null } : next
}

/** What is wrong with the masks; that there is no zone is not. */
export const problemsOf = ({ shapes }: ZoneDraft): readonly ShapeProblem[] =>
  shapeProblems(shapes).filter(({ shape }) => shape !== 'zone')

export const masksOf = ({ shapes }: ZoneDraft) => shapes.bays.map((bay) => bay.map(({ x, y }) => ({ x, y })))
