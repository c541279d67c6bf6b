import type { Manifest } from '@sightline/api/contract/dossier'
import type { ObjectClass } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { CodedError } from '@sightline/infra/platform/error'
import type {
  Manifest as ModelManifest,
  ManifestOf,
  ModelInput,
  SeeingManifest,
} from '@sightline/models/manifest'
import { isSeeing, offeredClasses } from '@sightline/models/offered'
import { startPose } from '@sightline/models/pose/open-pose'
import type { PreparedModel } from '@sightline/models/prepared-model'
import { createDetector, type Detector } from '@sightline/models/session/detector'
import { createPartDetector } from '@sightline/models/session/part-detector'
import type { ModelSet, FurtherModel } from '../perceive/infer/model-set.ts'
import { openCloseUp } from '../perceive/infer/open-close-up.ts'
import { manifestNamed, notInstalled, openNamed } from './named-model.ts'

/** Of the models that a manifest names those that are here, to look a second time. */
export interface ReplayModels {
  /** Null: it is not here. Whom it saw is then as the trace has it. */
  readonly main: {
    readonly detector: Pick<Detector, 'model' | 'submit'>
    readonly classes: readonly ObjectClass[]
    readonly closeUp: ModelSet['closeUp']
    /** Enlarged parts that it looked at besides. */
    readonly closeUps: readonly Box[]
  } | null
  /** The main model's, by which all pictures were made. */
  readonly input: ModelInput
  /** In the order in which they looked. */
  readonly further: readonly FurtherModel[]
  /** By whose joints heads were cut out; null: by none. */
  readonly pose: ModelSet['pose']
  /** Whether any looked at parts of the pictures, which were then decoded larger. */
  readonly isDetailed: boolean
  /** Not here, or of other bytes. */
  readonly absent: readonly string[]
  /** Told people apart, and are not asked again. */
  readonly knowing: readonly string[]
}

type Named = NonNullable<Manifest['networks']>[number]
/** `model`: which the finding rests on. */
export interface NamedByManifest extends Pick<Manifest, 'networks'> {
  readonly model: Named
}
type Closers = (() => Promise<void>)[]

/**
 * Opens the models that a manifest names, from the model folder, by name and sha256, for as long as `use` takes. What the
 * finding rests on must be here: `model_not_installed`, `model_differs`; the others may be absent.
 */
export async function withReplayModels<T>(
  { modelDir, named }: { readonly modelDir: string; readonly named: NamedByManifest },
  use: (modelSet: ReplayModels) => Promise<T>,
): Promise<T> {
  const started: Closers = []
  try {
    return await use(await open(modelDir, named, started))
  } finally {
    await Promise.all(started.map((close) => close()))
  }
}

async function open(
  modelDir: string,
  { model: accusing, networks: models }: NamedByManifest,
  started: Closers,
): Promise<ReplayModels> {
  const [first = accusing, ...besides] = models ?? [accusing]
  const tasks = await Promise.all(
    besides.map(async ({ name }) => (await manifestNamed(modelDir, name))?.task),
  )
  const ofTask = (task: ModelManifest['task']) => besides.filter((_, i) => tasks[i] === task)
  const [knowing, posing] = [ofTask('embedder'), ofTask('pose')]
  const seeing = besides.filter((one) => !knowing.includes(one) && !posing.includes(one))
  const find = (named: Named) =>
    openIfHere(modelDir, named, { isWanted: isSeeing, isNeeded: named.name === accusing.name })
  const main = await startMain(await find(first), first, started)
  const pose = await startPosing(modelDir, posing, started)
  const further: FurtherModel[] = []
  for (const named of seeing) {
    const prepared = await find(named)
    if (prepared) further.push(await startFurther(prepared, named, started))
  }
  // Without the joints a head is cut out otherwise than then: what was seen in it cannot be compared.
  const comparable = further.filter(({ looksAt }) => looksAt !== 'heads' || posing.length === 0 || pose)
  const here = [main && first.name, pose?.model.name, ...comparable.map(({ model }) => model.name)]
  return {
    main,
    pose,
    further: comparable,
    isDetailed: seeing.length > 0 || Boolean(first.closeUps),
    input: await inputOf(modelDir, first),
    absent: [first, ...seeing, ...posing].map(({ name }) => name).filter((name) => !here.includes(name)),
    knowing: knowing.map(({ name }) => name),
  }
}

const isPose = (manifest: ModelManifest): manifest is ManifestOf<'pose'> => manifest.task === 'pose'

async function startPosing(
  dir: string,
  [named]: readonly Named[],
  started: Closers,
): Promise<ReplayModels['pose']> {
  const prepared = named && (await openIfHere(dir, named, { isWanted: isPose, isNeeded: false }))
  if (!prepared) return null
  const thresholds = { score: named.threshold }
  const pose = await startPose({ ...prepared, manifest: { ...prepared.manifest, thresholds } })
  started.push(pose.close)
  return pose
}

interface Wanted<M extends ModelManifest> {
  readonly isWanted: (manifest: ModelManifest) => manifest is M
  readonly isNeeded: boolean
}

/** Null: it is not here, and need not be. */
async function openIfHere<M extends ModelManifest>(
  dir: string,
  named: Named,
  { isWanted, isNeeded }: Wanted<M>,
): Promise<PreparedModel<M> | null> {
  try {
    return await openNamed(dir, named, isWanted)
  } catch (error) {
    const isAbsent = error instanceof CodedError && absences.includes(error.code)
    if (isAbsent && !isNeeded) return null
    throw error
  }
}
const absences = ['model_not_installed', 'model_differs']

async function startMain(
  prepared: PreparedModel<SeeingManifest> | null,
  { threshold, closeUps = [] }: Named,
  started: Closers,
): Promise<ReplayModels['main']> {
  if (prepared?.manifest.task !== 'detector') return null
  const model = { ...prepared, manifest: prepared.manifest }
  const detector: Detector = await createDetector({ model, workers: 1, threshold })
  const closeUp = openCloseUp(model, threshold)
  started.push(detector.close, closeUp.close)
  return { detector, classes: offeredClasses(model.manifest), closeUp, closeUps }
}

async function startFurther(
  prepared: PreparedModel<SeeingManifest>,
  { threshold }: Named,
  started: Closers,
): Promise<FurtherModel> {
  const manifest = withThreshold(prepared.manifest, threshold)
  const { model, look, close } = await createPartDetector({ ...prepared, manifest })
  started.push(close)
  return { model, look, looksAt: manifest.looksAt ?? 'picture', classes: offeredClasses(manifest) }
}

/** What it reported from then: the same bytes may have been installed with another threshold since. */
function withThreshold(manifest: SeeingManifest, threshold: number): SeeingManifest {
  if (manifest.task === 'classifier') return { ...manifest, least: threshold }
  return { ...manifest, thresholds: { ...manifest.thresholds, score: threshold } }
}

async function inputOf(dir: string, { name }: Named): Promise<ModelInput> {
  const manifest = await manifestNamed(dir, name)
  if (!manifest) throw notInstalled(name, dir)
  return manifest.input
}
