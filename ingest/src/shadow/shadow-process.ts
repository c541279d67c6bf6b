import { toReason } from '@sightline/infra/platform/error'
import { ModelError } from '@sightline/models/model-error'
import type { FromShadow, ShadowSetup, ShadowSource, ToShadow } from './messages.ts'
import { openShadowModel, type ShadowModel } from './shadow-model.ts'
import { openScenes, type Scenes } from './shadow-scenes.ts'

/** The process of a shadow: what crashes it, fills its memory or never ends takes nothing else with it. */
interface Running {
  readonly model: ShadowModel
  readonly scenes: Scenes
  readonly sources: Map<string, ShadowSource>
}

let running: Running | null = null

const answer = (told: FromShadow): void => void process.send?.(told)

async function open(setup: ShadowSetup): Promise<void> {
  const model = await openShadowModel(setup)
  running = { model, scenes: openScenes(setup), sources: new Map() }
  answer({ kind: 'opened', classes: model.classes, input: model.input })
}

/** Of all its threads, ms. */
function usedCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function look({ id, task }: Extract<ToShadow, { kind: 'look' }>): Promise<void> {
  const tell = (outcome: Extract<FromShadow, { kind: 'looked' }>['outcome']): void =>
    answer({ kind: 'looked', id, outcome, cpuMs: usedCpuMs(), residentBytes: process.memoryUsage.rss() })
  const source = running?.sources.get(task.sourceId)
  if (!running || !source) return tell({ kind: 'idle' })
  const { model, scenes } = running
  const began = performance.now()
  try {
    const detections = await model.look(source, task)
    if (detections === null) return tell({ kind: 'idle' })
    const found = await scenes.look(source, { ...task, detections })
    tell({ kind: 'seen', ms: performance.now() - began, found })
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    tell({ kind: 'failed', code: error.code })
  }
}

async function obey(told: ToShadow): Promise<void> {
  switch (told.kind) {
    case 'open':
      return open(told.setup)
    case 'source':
      return void running?.sources.set(told.source.id, told.source)
    case 'look':
      return look(told)
    case 'suspend':
      running?.model.forget(told.sourceId)
      return running?.scenes.suspend(told.sourceId, told.at)
    case 'draw':
      answer({
        kind: 'drawn',
        id: told.id,
        jpeg: (await running?.scenes.draw(told.sourceId, told.at)) ?? null,
      })
  }
}

/** One thing at a time, in the order in which it was asked. */
let turns: Promise<void> = Promise.resolve()
process.on('message', (told: ToShadow) => {
  turns = turns
    .then(() => obey(told))
    .catch((error: unknown) => {
      process.stderr.write(`shadow: ${toReason(error)}\n`)
      if (told.kind !== 'open' || !(error instanceof ModelError)) process.exit(1)
      answer({ kind: 'refused', code: error.code })
    })
})
// Nobody asks any more: it ends with who started it.
process.once('disconnect', () => process.exit(0))
