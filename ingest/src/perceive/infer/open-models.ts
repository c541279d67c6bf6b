import type { LoadedModel, WantedModel } from '@sightline/api/contract/models'
import { installedModels } from '@sightline/models/installed'
import { ModelError } from '@sightline/models/model-error'
import { isSeeing } from '@sightline/models/offered'
import type { ModelSet, FurtherModel } from './model-set.ts'
import { namedCandidate, ownCandidate, type FurtherOptions, type OpenedFurther } from './open-further.ts'
import { embedderCandidate, type OpenedEmbedder } from './open-embedder.ts'
import { poseCandidate, type OpenedPose } from './open-pose.ts'
import { mainCandidate, type MainOptions, type OpenedMain } from './open-main.ts'
import { openSlot, type Candidate, type ModelSlot, type ModelSlotDeps } from './model-slot.ts'

export interface ModelsOptions extends MainOptions, FurtherOptions, ModelSlotDeps {
  /** Of this build: run besides the main one where they can be had. */
  readonly further: readonly string[]
  /** Tells people apart; null: none does. */
  readonly embedder: string | null
  /** Tells where joints are; null: none does. */
  readonly pose: string | null
}

/** All models of a worker: each comes when it can be had and is tried again until then; none waits for another. */
export interface Models {
  /** Null until the main model is there. The same object until something changes. */
  modelSet(): ModelSet | null
  /** Every model this worker was told to run, the main one first. */
  report(): LoadedModel[]
  /** The admin's models from now on: new ones are fetched and opened, others closed. */
  want(wanted: readonly WantedModel[]): void
  close(): Promise<void>
}

type FurtherSlot = ModelSlot<OpenedFurther>

/**
 * The main model, those of this build that are named, those put into the model folder by hand, and those that the api
 * hands out. Resolves when the first try of the main one is over; the others come meanwhile.
 */
export async function openModels(options: ModelsOptions): Promise<Models> {
  const main = openSlot(mainCandidate(options), options)
  const names = [...new Set([...options.further, ...(await installedNames(options))])]
  const besides = names.filter((name) => name !== options.name)
  const fixed = besides.map((name) => openSlot(namedCandidate(name, options), options))
  const knowing = options.embedder ? openSlot(embedderCandidate(options.embedder, options), options) : null
  const posing = options.pose ? openSlot(poseCandidate(options.pose, options), options) : null
  const beside = [knowing, posing].filter((slot) => slot !== null)
  const own = createOwn(options, (name) => name === options.name || besides.includes(name))
  const further = (): FurtherSlot[] => [...fixed, ...own.seats()]
  const together = createEye()
  await main.firstTry
  return {
    modelSet: () => together(main, further(), { knowing, posing }),
    report: () => [main, ...further(), ...beside].map((slot) => slot.report()),
    want: (wanted) => own.want(wanted),
    async close() {
      await Promise.all([main, own, ...beside, ...fixed].map((slot) => slot.close()))
    },
  }
}

/** What somebody installed by hand. One broken manifest stops none of the others of this worker. */
async function installedNames({ dir, log }: ModelsOptions): Promise<string[]> {
  try {
    return (await installedModels(dir)).filter(isSeeing).map(({ name }) => name)
  } catch (err) {
    if (!(err instanceof ModelError)) throw err
    log.error({ err }, 'the models in the model folder are not run')
    return []
  }
}

/** The admin's models: one slot for each file and manifest. */
function createOwn(options: ModelsOptions, isTaken: (name: string) => boolean) {
  const seats = new Map<string, FurtherSlot>()
  const closing = new Set<Promise<void>>()
  const candidate = (wanted: WantedModel): Candidate<OpenedFurther> => {
    const found = ownCandidate(wanted, options)
    const { name } = wanted.manifest
    if (!isTaken(name)) return found
    return { ...found, open: () => Promise.reject(new ModelError('name_taken', { name })) }
  }
  function shut(key: string, slot: FurtherSlot): void {
    seats.delete(key)
    const end = slot.close().finally(() => closing.delete(end))
    closing.add(end)
  }
  return {
    seats: () => [...seats.values()],
    want(wanted: readonly WantedModel[]): void {
      const asked = new Map(wanted.map((one) => [JSON.stringify(one), one]))
      for (const [key, slot] of seats) if (!asked.has(key)) shut(key, slot)
      for (const [key, one] of asked) if (!seats.has(key)) seats.set(key, openSlot(candidate(one), options))
    },
    async close(): Promise<void> {
      for (const [key, slot] of seats) shut(key, slot)
      await Promise.all(closing)
    },
  }
}

/** The places of those that report no classes. */
interface Beside {
  readonly knowing: ModelSlot<OpenedEmbedder> | null
  readonly posing: ModelSlot<OpenedPose> | null
}

/** Puts what is open together, and gives the same object until that changes. */
function createEye() {
  let last: readonly (OpenedMain | OpenedFurther | OpenedEmbedder | OpenedPose | null)[] = []
  let modelSet: ModelSet | null = null
  return (
    mainSlot: ModelSlot<OpenedMain>,
    seats: readonly FurtherSlot[],
    { knowing, posing }: Beside,
  ): ModelSet | null => {
    const main = mainSlot.current()
    if (!main) return null
    const open = seats.flatMap((slot) => {
      const model = slot.current()
      return model ? [{ slot, model }] : []
    })
    const embedder = knowing?.current() ?? null
    const pose = posing?.current() ?? null
    const now = [main, embedder, pose, ...open.map(({ model }) => model)]
    if (modelSet && now.length === last.length && now.every((one, i) => one === last[i])) return modelSet
    last = now
    modelSet = {
      ...toEye(mainSlot, main, open),
      embedder: knowing && embedder && tellingOf(knowing, embedder),
      pose: posing && pose && { model: pose.model, look: (task) => pose.look(task).catch(telling(posing)) },
    }
    return modelSet
  }
}

type Open = { readonly slot: FurtherSlot; readonly model: OpenedFurther }

/** A look that fails for good tells the slot, which opens the model anew. */
function toEye(
  slot: ModelSlot<OpenedMain>,
  { detector, input, classes, leastPx, closeUp }: OpenedMain,
  open: readonly Open[],
): Omit<ModelSet, 'embedder' | 'pose'> {
  const further: FurtherModel[] = open.map(({ slot: own, model }) => ({
    ...model,
    look: (sourceId, task) => model.look(sourceId, task).catch(telling(own)),
  }))
  return {
    input,
    classes,
    ...(leastPx && { leastPx }),
    further,
    closeUp: { look: (sourceId, task) => closeUp.look(sourceId, task).catch(telling(slot)) },
    detector: {
      ...detector,
      submit: (...frame) => detector.submit(...frame).catch(telling(slot)),
    },
    offered: [...new Set([...classes, ...further.flatMap((one) => one.classes)])],
  }
}

const tellingOf = (
  slot: ModelSlot<OpenedEmbedder>,
  { model, look }: OpenedEmbedder,
): ModelSet['embedder'] => ({
  model,
  look: (picture, region) => look(picture, region).catch(telling(slot)),
})

const telling =
  (slot: Pick<ModelSlot<unknown>, 'failed'>) =>
  (error: unknown): never => {
    slot.failed(error)
    throw error
  }
