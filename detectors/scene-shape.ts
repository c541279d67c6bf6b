import { objectClasses } from './detection.ts'
import { violationKinds } from './finding.ts'
import type { Shape } from './shape.ts'

/** Raised whenever the saved form changes: an older state is then refused, never guessed at. */
export const sceneVersion = 1

const nullOr = (shape: Shape): Shape => ({ either: [{ oneOf: [null] }, shape] })
const point: Shape = { fields: { x: 'number', y: 'number' } }
const polygon: Shape = { listOf: point }
const box: Shape = { fields: { left: 'number', top: 'number', right: 'number', bottom: 'number' } }
const dwell: Shape = {
  fields: { fromAt: 'number', toAt: 'number', seenFrames: 'number', longestGapMs: 'number' },
}
const track: Shape = {
  fields: {
    id: 'number',
    kind: 'string',
    votes: { recordOf: 'number' },
    score: 'number',
    firstAt: 'number',
    seenAt: 'number',
    origin: box,
    box,
    velocity: point,
    anchor: box,
    place: box,
    still: dwell,
    away: nullOr({ fields: { since: 'number', frames: 'number' } }),
  },
}
const hours: Shape = {
  listOf: { fields: { days: { listOf: 'number' }, fromMinute: 'number', toMinute: 'number' } },
}
const rule: Shape = {
  fields: {
    id: 'string',
    version: 'number',
    kind: { oneOf: violationKinds },
    params: { recordOf: { either: ['number', 'boolean'] } },
    zone: { fields: { id: 'string', version: 'number', polygon, bays: { listOf: polygon }, hours } },
  },
}
const stay: Shape = {
  fields: {
    rule,
    trackId: 'number',
    stoodFrom: 'number',
    class: { oneOf: objectClasses },
    place: box,
    box,
    seenAt: 'number',
    dwell,
    clear: nullOr(dwell),
    isBroken: 'boolean',
    finding: nullOr({ fields: { id: 'string', at: 'number', confirmedAt: nullOr('number') } }),
  },
}

/** The saved form of a scene. */
export const sceneShape: Shape = {
  fields: {
    version: { oneOf: [sceneVersion] },
    tracker: { fields: { at: 'number', nextId: 'number', tracks: { listOf: track } } },
    stays: { listOf: stay },
  },
}
