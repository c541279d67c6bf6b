import { expect, it } from 'vitest'
import type { SealedStage, StagePart } from '@sightline/api/contract/dossier'
import { createLog } from '@sightline/infra/platform/log'
import type { FindingRecord } from '../findings/finding-record.ts'
import type { Held } from './held.ts'
import type { SealName } from '../spool/spool-name.ts'
import type { Spool, SpooledDossier } from '../spool/spool.ts'
import { createStages, type Stages } from './stages.ts'
import type { StagesDeps } from './stages-deps.ts'
import { createTurns } from './turns.ts'
import { sampleFault, sampleRecord } from './test/sample-record.ts'

/** A recording that stands still where it is told, and a spool in memory. */
function bench() {
  const sealed = new Map<string, SpooledDossier>()
  const events: string[] = []
  let newestAt = 0
  let waiting: (() => void)[] = []
  const nameOf = ({ stage, part }: Pick<SealName, 'stage' | 'part'>): string => `${stage} ${part}`
  const spool: Pick<Spool, 'find' | 'seal'> = {
    find: async (name) => sealed.get(nameOf(name)) ?? null,
    async seal(job) {
      await job.fill('into')
      const dossier = { ...job, sequence: sealed.size, folder: nameOf(job), dir: nameOf(job) }
      sealed.set(nameOf(job), dossier)
      return dossier
    },
  }
  const pin = { format: 'sightline.pin/1', askedFromAt: 0, askedToAt: 0, segment: null } as const
  const held: Held = {
    pin: async ({ stage, isAtOnce }) => {
      events.push(`pin ${stage}${isAtOnce ? ' at once' : ''}`)
      return { dir: '', pin }
    },
    releaseAtOnce: async () => undefined,
    release: async () => void events.push('release'),
  }
  const deps: StagesDeps = {
    clock: { now: () => newestAt, monotonic: () => 0 },
    random: () => 0,
    watchDir: '',
    log: createLog({ app: 'test', level: 'silent' }),
    held,
    spool: spool as Spool,
    fill: async () => async () => new Uint8Array(),
    sealTurns: createTurns({ places: 2, clock: { monotonic: () => 0 } }),
    recording: {
      newestAt: () => newestAt,
      isLive: () => true,
      isOver: () => false,
      hold: () => () => undefined,
    },
    pause: () => new Promise((resolve) => waiting.push(resolve)),
    onSealed: (dossier) => void events.push(nameOf(dossier)),
    carriedOut: async ({ event }) => void events.push(`done ${event.stage}`),
  }
  /** Lets everything go on that can. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve()
  }
  return {
    deps,
    events,
    sealed,
    settle,
    async recordUntil(at: number): Promise<void> {
      newestAt = at
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
      await settle()
    },
    async accept(stages: Stages, ...records: FindingRecord[]): Promise<void> {
      stages.accept(records)
      await settle()
    },
  }
}

const stay = (stage: SealedStage, wasConfirmed = false): FindingRecord => {
  const record = sampleRecord()
  const { openedAt } = record.event
  const at = openedAt + { opened: 0, confirmed: 10_000, closed: 40_000 }[stage]
  return { ...record, wasConfirmed, event: { ...record.event, stage, at } }
}
const { openedAt } = sampleRecord().event
const parts = (events: readonly string[]): string[] =>
  events.filter((one) => /first|supplement|whole/.test(one))

it('tells of the opening and the confirmation at once, whatever is not recorded yet', async () => {
  const { deps, events, accept } = bench()
  const stages = createStages(deps)
  await accept(stages, stay('opened'), stay('confirmed'))
  expect(parts(events)).toEqual(['opened first', 'confirmed first'])
  expect(stages.open()).toBe(2)
})

it('seals the rest when the recording has come, and only then is done', async () => {
  const { deps, events, accept, recordUntil } = bench()
  const stages = createStages(deps)
  await accept(stages, stay('opened'), stay('confirmed'))
  await recordUntil(openedAt + 15_000)
  expect(events.slice(-3)).toEqual(['pin confirmed', 'confirmed supplement', 'done confirmed'])
  await accept(stages, stay('closed', true))
  await recordUntil(openedAt + 120_000)
  expect(parts(events).slice(-2)).toEqual(['closed first', 'closed supplement'])
  expect(events.slice(-2)).toEqual(['release', 'done closed'])
  expect(stages.open()).toBe(0)
})

it('seals the rest with what is there as soon as nothing more is recorded', async () => {
  const { deps, events, accept } = bench()
  const recording = { ...deps.recording, isLive: () => false, isOver: () => true }
  const stages = createStages({ ...deps, recording })
  await accept(stages, stay('opened'), stay('confirmed'))
  await stages.idle()
  expect(parts(events)).toEqual(['opened first', 'confirmed first', 'confirmed supplement'])
  expect(stages.open()).toBe(0)
})

it('keeps of what ends in grace its opening and how the place looks after it, and no recording', async () => {
  const { deps, events, accept, recordUntil } = bench()
  await accept(createStages(deps), stay('opened'), stay('closed'))
  expect(parts(events)).toEqual(['opened first', 'closed first'])
  await recordUntil(openedAt + 120_000)
  expect(parts(events)).toEqual(['opened first', 'closed first'])
  expect(events.slice(-2)).toEqual(['release', 'done closed'])
})

it.each<[string, StagePart[], string[]]>([
  ['nothing was sealed', [], ['confirmed first', 'confirmed supplement']],
  ['the first was', ['first'], ['confirmed first', 'confirmed supplement']],
  ['both were', ['first', 'supplement'], ['confirmed first', 'confirmed supplement']],
  ['an older worker had sealed it whole', ['whole'], ['confirmed whole']],
])('goes on after a kill: %s', async (_name, known, told) => {
  const { deps, events, sealed, accept, recordUntil } = bench()
  const { findingId } = sampleRecord().event
  for (const part of known)
    await deps.spool.seal({
      findingId,
      stage: 'confirmed',
      part,
      fill: async () => async () => new Uint8Array(),
    })
  const before = sealed.size
  await accept(createStages(deps), stay('confirmed'))
  await recordUntil(openedAt + 120_000)
  expect(parts(events)).toEqual(told)
  expect(sealed.size).toBe(Math.max(before, told.length))
})

it('tells the end in grace once more after a kill, and seals it once', async () => {
  const { deps, events, sealed, accept, recordUntil } = bench()
  await accept(createStages(deps), stay('opened'), stay('closed'))
  await accept(createStages(deps), stay('closed'))
  await recordUntil(openedAt + 120_000)
  expect(parts(events)).toEqual(['opened first', 'closed first', 'closed first'])
  expect(sealed.size).toBe(2)
})

it("seals a camera's own fault as any other: the fact at once, the recording after it", async () => {
  const { deps, events, accept, recordUntil } = bench()
  const stages = createStages(deps)
  const opened = sampleFault({ stage: 'opened', at: openedAt })
  const closedAt = openedAt + 600_000
  const closed = { ...sampleFault({ stage: 'closed', at: closedAt, reason: 'ceased' }), wasConfirmed: true }
  await accept(stages, opened, sampleFault(), closed)
  expect(parts(events)).toEqual(['opened first', 'confirmed first', 'closed first'])
  await recordUntil(openedAt + 3_600_000)
  expect(parts(events).slice(3)).toEqual(['confirmed supplement', 'closed supplement'])
  expect(events.slice(-2)).toEqual(['release', 'done closed'])
})

it('seals the fact of a camera that never sent anything, where nothing can be pinned', async () => {
  const { deps, events, accept } = bench()
  const silent = { ...sampleFault({ fault: 'offline' }), newestAt: null }
  await accept(createStages(deps), silent)
  expect(parts(events)).toEqual(['confirmed first', 'confirmed supplement'])
  expect(events.filter((one) => one.startsWith('pin'))).toEqual([])
})
