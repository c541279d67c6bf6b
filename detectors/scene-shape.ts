import { objectClasses } from './detection.ts'
import { findingFlags, healthFaults, stayKinds } from './finding.ts'
import type { Shape } from './shape.ts'

/** Raised whenever the saved form changes: an older state is then refused, never guessed at. */
export const sceneVersion = 5

const nullOr = (shape: Shape): Shape => ({ either: [{ oneOf: [null] }, shape] })
const point: Shape = { fields: { x: 'number', y: 'number' } }
const polygon: Shape = { listOf: point }
const box: Shape = { fields: { left: 'number', top: 'number', right: 'number', bottom: 'number' } }
const dwell: Shape = {
  fields: { fromAt: 'number', toAt: 'number', seenFrames: 'number', longestGapMs: 'number' },
}
const axis: Shape = {
  fields: { value: 'number', speed: 'number', valueVar: 'number', covar: 'number', speedVar: 'number' },
}
const life: Shape = {
  fields: {
    spans: { listOf: { fields: { fromAt: 'number', measured: 'number', lively: 'number' } } },
    sway: 'number',
  },
}
const track: Shape = {
  fields: {
    id: 'number',
    kind: 'string',
    votes: { recordOf: 'number' },
    score: 'number',
    appearance: nullOr({ listOf: 'number' }),
    learntAt: nullOr('number'),
    otherwiseAt: nullOr('number'),
    standing: nullOr({ listOf: 'number' }),
    firstAt: 'number',
    seenAt: 'number',
    looked: 'number',
    seenShare: 'number',
    origin: box,
    box,
    motion: { fields: { x: axis, y: axis, width: axis, height: axis } },
    anchor: box,
    place: box,
    flicker: 'number',
    life,
    still: dwell,
    away: nullOr({ fields: { since: 'number', frames: 'number' } }),
  },
}
const hours: Shape = {
  listOf: { fields: { days: { listOf: 'number' }, fromMinute: 'number', toMinute: 'number' } },
}
const ruleOf = (kinds: readonly string[]): Shape => ({
  fields: {
    id: 'string',
    version: 'number',
    kind: { oneOf: kinds },
    params: { recordOf: { either: ['number', 'boolean'] } },
    zone: { fields: { id: 'string', version: 'number', polygon, bays: { listOf: polygon }, hours } },
  },
})
const opened = nullOr({ fields: { id: 'string', at: 'number', confirmedAt: nullOr('number') } })
const looks: Shape = {
  listOf: { fields: { at: 'number', box: nullOr(box), holds: 'boolean' } },
}
const candidate: Shape = {
  fields: { ruleId: 'string', ruleVersion: 'number', zoneVersion: 'number', trackId: 'number', looks },
}
const stay: Shape = {
  fields: {
    rule: ruleOf(stayKinds),
    trackId: 'number',
    shownBy: { listOf: 'number' },
    stoodFrom: 'number',
    class: { oneOf: objectClasses },
    place: box,
    box,
    seenAt: 'number',
    dwell: nullOr(dwell),
    pending: nullOr(dwell),
    looked: 'number',
    clear: nullOr(dwell),
    away: nullOr({ fields: { since: 'number', looks: 'number', isSure: 'boolean' } }),
    wasStanding: 'boolean',
    appearance: nullOr({ listOf: 'number' }),
    looks,
    flags: { listOf: { oneOf: findingFlags } },
    isBroken: 'boolean',
    finding: opened,
  },
}

/** The saved form of a scene. */
export const sceneShape: Shape = {
  fields: {
    version: { oneOf: [sceneVersion] },
    tracker: { fields: { at: 'number', nextId: 'number', tracks: { listOf: track } } },
    stays: { listOf: stay },
    candidates: { listOf: candidate },
  },
}

/** The saved form of a camera's health (`rules/health.ts`). */
export const healthShape: Shape = {
  fields: {
    at: 'number',
    ailments: {
      listOf: {
        fields: { rule: ruleOf(['camera_health']), fault: { oneOf: healthFaults }, dwell, finding: opened },
      },
    },
  },
}
