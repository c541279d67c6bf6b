import { describe, expect, it } from 'vitest'
import type { BoundRule, HealthEvent, HealthFault } from '../finding.ts'
import { pavement, start } from '../test/drawn-scene.ts'
import { emptyLog, noteLook, refold, type HealthLog } from './health-runs.ts'
import { emptyHealth, stepHealth, type HealthLook, type Ward } from './health.ts'

const rule: BoundRule = { id: 'rule-1', version: 1, kind: 'camera_health', params: {}, zone: pavement }
const ward: Ward = { sourceId: 'camera-1', rules: [rule] }
const lookAt = (s: number, ...faults: HealthFault[]): HealthLook => ({
  at: start + s * 1000,
  faults,
  isSure: !faults.includes('offline'),
})

/** Folds and notes as a watch does. */
function watch(looks: readonly HealthLook[]) {
  let [record, log] = [emptyHealth, emptyLog]
  const told: { event: HealthEvent; log: HealthLog }[] = []
  for (const look of looks) {
    log = noteLook(log, look, record)
    const next = stepHealth(record, look, ward)
    record = next.record
    for (const event of next.events) told.push({ event, log })
  }
  return { log, told }
}
const seconds = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const shape = ({ runs }: HealthLog) =>
  runs.map(({ fromAt, toAt, faults }) =>
    [(fromAt - start) / 1000, (toAt - start) / 1000, ...faults].join(' '),
  )

describe('the looks that a fault rests on', () => {
  it('are runs of seconds, from the first look of the fault', () => {
    const { log } = watch([
      ...seconds(0, 50).map((s) => lookAt(s)),
      ...seconds(50, 60).map((s) => lookAt(s, 'covered')),
      ...seconds(61, 70).map((s) => lookAt(s, 'covered')),
      ...seconds(70, 80).map((s) => lookAt(s, 'covered', 'frozen')),
    ])
    expect(shape(log)).toEqual(['50 59 covered', '61 69 covered', '70 79 covered frozen'])
    expect(log.start.ailments).toEqual([])
  })

  it('give every event again, each from the log as it was then', () => {
    const { told } = watch([
      ...seconds(0, 100).map((s) => lookAt(s, 'covered')),
      ...seconds(103, 400).map((s) => lookAt(s, 'covered', ...(s % 7 === 0 ? (['frozen'] as const) : []))),
      ...seconds(400, 1010).map((s) => lookAt(s, 'offline')),
      ...seconds(1010, 1700).map((s) => lookAt(s, 'covered')),
      lookAt(1700),
    ])
    expect(told.map(({ event }) => `${event.fault} ${event.stage}`)).toEqual([
      'covered opened',
      'offline opened',
      'offline confirmed',
      'offline closed',
      'covered confirmed',
      'covered closed',
    ])
    for (const { event, log } of told) expect(refold(log, () => ward).events).toContainEqual(event)
  })

  it('of a camera that flickers for days stay few, and what comes later is still found again', () => {
    const { told, log } = watch([
      ...seconds(0, 700).map((s) => lookAt(s, 'covered')),
      ...seconds(700, 5000).map((s) => lookAt(s, 'covered', ...(s % 2 ? (['moved'] as const) : []))),
      lookAt(5000),
    ])
    expect(log.runs.length).toBeLessThan(2001)
    const closed = told.at(-1)!
    expect(closed.event).toMatchObject({ stage: 'closed', fault: 'covered', reason: 'ceased' })
    expect(refold(closed.log, () => ward).events).toContainEqual(closed.event)
  })
})
