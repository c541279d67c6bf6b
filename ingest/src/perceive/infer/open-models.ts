import type { LoadedModel, WantedModel } from '@sightline/api/contract/models'
import { installedModels } from '@sightline/models/installed'
import { ModelError } from '@sightline/models/model-error'
import { isSeeing } from '@sightline/models/offered'
import type { Eye, FurtherModel } from './eye.ts'
import { namedCandidate, ownCandidate, type FurtherOptions, type OpenedFurther } from './open-further.ts'
import { embedderCandidate, type OpenedEmbedder } from './open-embedder.ts'
import { mainCandidate, type MainOptions, type OpenedMain } from './open-main.ts'
import { takeSeat, type Candidate, type Seat, type SeatDeps } from './seat.ts'

export interface ModelsOptions extends MainOptions, FurtherOptions, SeatDeps {
  /** Of this build: run besides the main one where they can be had. */
  readonly further: readonly string[]
  /** Tells people apart; null: none does. */
  readonly embedder: string | null
}

/** All models of a worker: each comes when it can be had and is tried again until then; none waits for another. */
export interface Models {
  /** Null until the main model is there. The same object until something changes. */
  eye(): Eye | null
  /** Every model this worker was told to run, the main one first. */
  report(): LoadedModel[]
  /** The admin's models from now on: new ones are fetched and opened, others closed. */
  want(wanted: readonly WantedModel[]): void
  close(): Promise<void>
}

type FurtherSeat = Seat<OpenedFurther>

/**
 * The main model, those of this build that are named, those put into the model folder by hand, and those that the api
 * hands out. Resolves when the first try of the main one is over; the others come meanwhile.
 */
export async function openModels(options: ModelsOptions): Promise<Models> {
  const main = takeSeat(mainCandidate(options), options)
  const names = [...new Set([...options.further, ...(await installedNames(options))])]
  const besides = names.filter((name) => name !== options.name)
  const fixed = besides.map((name) => takeSeat(namedCandidate(name, options), options))
  const knowing = options.embedder ? takeSeat(embedderCandidate(options.embedder, options), options) : null
  const own = createOwn(options, (name) => name === options.name || besides.includes(name))
  const further = (): FurtherSeat[] => [...fixed, ...own.seats()]
  const together = createEye()
  await main.firstTry
  return {
    eye: () => together(main, further(), knowing),
    report: () => [main, ...further(), ...(knowing ? [knowing] : [])].map((seat) => seat.report()),
    want: (wanted) => own.want(wanted),
    async close() {
      await Promise.all([main.close(), own.close(), knowing?.close(), ...fixed.map((seat) => seat.close())])
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

/** The admin's models: one seat for each file and manifest. */
function createOwn(options: ModelsOptions, isTaken: (name: string) => boolean) {
  const seats = new Map<string, FurtherSeat>()
  const closing = new Set<Promise<void>>()
  const candidate = (wanted: WantedModel): Candidate<OpenedFurther> => {
    const found = ownCandidate(wanted, options)
    const { name } = wanted.manifest
    if (!isTaken(name)) return found
    return { ...found, open: () => Promise.reject(new ModelError('name_taken', { name })) }
  }
  function shut(key: string, seat: FurtherSeat): void {
    seats.delete(key)
    const end = seat.close().finally(() => closing.delete(end))
    closing.add(end)
  }
  return {
    seats: () => [...seats.values()],
    want(wanted: readonly WantedModel[]): void {
      const asked = new Map(wanted.map((one) => [JSON.stringify(one), one]))
      for (const [key, seat] of seats) if (!asked.has(key)) shut(key, seat)
      for (const [key, one] of asked) if (!seats.has(key)) seats.set(key, takeSeat(candidate(one), options))
    },
    async close(): Promise<void> {
      for (const [key, seat] of seats) shut(key, seat)
      await Promise.all(closing)
    },
  }
}

/** Puts what is open together, and gives the same object until that changes. */
function createEye() {
  let last: readonly (OpenedMain | OpenedFurther | OpenedEmbedder | null)[] = []
  let eye: Eye | null = null
  return (
    mainSeat: Seat<OpenedMain>,
    seats: readonly FurtherSeat[],
    knowing: Seat<OpenedEmbedder> | null,
  ): Eye | null => {
    const main = mainSeat.current()
    if (!main) return null
    const open = seats.flatMap((seat) => {
      const model = seat.current()
      return model ? [{ seat, model }] : []
    })
    const embedder = knowing?.current() ?? null
    const now = [main, embedder, ...open.map(({ model }) => model)]
    if (eye && now.length === last.length && now.every((one, i) => one === last[i])) return eye
    last = now
    eye = { ...toEye(mainSeat, main, open), embedder: knowing && embedder && tellingOf(knowing, embedder) }
    return eye
  }
}

type Open = { readonly seat: FurtherSeat; readonly model: OpenedFurther }

/** A look that fails for good tells the seat, which opens the model anew. */
function toEye(
  seat: Seat<OpenedMain>,
  { detector, input, classes, closeUp }: OpenedMain,
  open: readonly Open[],
): Omit<Eye, 'embedder'> {
  const further: FurtherModel[] = open.map(({ seat: own, model }) => ({
    ...model,
    look: (sourceId, task) => model.look(sourceId, task).catch(telling(own)),
  }))
  return {
    ...{ input, classes, further },
    closeUp: { look: (sourceId, task) => closeUp.look(sourceId, task).catch(telling(seat)) },
    detector: {
      ...detector,
      submit: (...frame) => detector.submit(...frame).catch(telling(seat)),
    },
    offered: [...new Set([...classes, ...further.flatMap((one) => one.classes)])],
  }
}

const tellingOf = (seat: Seat<OpenedEmbedder>, { model, look }: OpenedEmbedder): Eye['embedder'] => ({
  model,
  look: (picture, region) => look(picture, region).catch(telling(seat)),
})

const telling =
  (seat: Pick<Seat<unknown>, 'failed'>) =>
  (error: unknown): never => {
    seat.failed(error)
    throw error
  }
