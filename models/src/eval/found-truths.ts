import { proportion, type Proportion } from '@sightline/detectors/measures/proportion'
import type { Dataset, DatasetTruth } from './coco-dataset.ts'
import { byScore, overlap, type Found } from './match.ts'

/** So much of both is shared by an object and what was found of it. */
const sameIou = 0.5

/** What became of the objects of one rule or one class. */
export interface FoundRow {
  readonly name: string
  /** Of the objects that are there. */
  readonly found: Proportion
  /** Of what was reported in checked pictures: elsewhere nobody knows what is there. Null: of a rule, which reports no class. */
  readonly right: Proportion | null
}
export interface FoundTables {
  readonly rules: readonly FoundRow[]
  readonly classes: readonly FoundRow[]
}

interface Matched {
  readonly hit: ReadonlySet<DatasetTruth>
  /** Reported in checked pictures: on an object, and on nothing. */
  readonly right: readonly Found[]
  readonly wrong: readonly Found[]
}

/** The highest score first, each takes the free object of its class that it overlaps most; what lies on one that counts for nothing counts for nothing. */
function matchAll({ images, truths }: Dataset, reported: readonly Found[]): Matched {
  const checked = new Set(images.filter((image) => image.checked).map(({ id }) => id))
  const hit = new Set<DatasetTruth>()
  const right: Found[] = []
  const wrong: Found[] = []
  for (const one of byScore(reported)) {
    const rivals = truths.filter(({ image, category }) => image === one.image && category === one.category)
    const [best] = rivals
      .filter((truth) => !truth.crowd && !hit.has(truth))
      .map((truth) => ({ truth, shared: overlap(one.box, truth.box, false) }))
      .toSorted((a, b) => b.shared - a.shared)
    const isOnCrowd = rivals.some((truth) => truth.crowd && overlap(one.box, truth.box, true) >= sameIou)
    if (best && best.shared >= sameIou) {
      hit.add(best.truth)
      if (checked.has(one.image)) right.push(one)
    } else if (!isOnCrowd && checked.has(one.image)) wrong.push(one)
  }
  return { hit, right, wrong }
}

/** How many of the objects a model finds, by rule and by class, with the intervals that so few or so many allow. */
export function foundTables(dataset: Dataset, found: readonly Found[], least: number): FoundTables {
  const matched = matchAll(
    dataset,
    found.filter(({ score }) => score >= least),
  )
  const there = dataset.truths.filter(({ crowd }) => !crowd)
  const rowOf = (name: string, truths: readonly DatasetTruth[]): Omit<FoundRow, 'right'> => ({
    name,
    found: proportion(truths.filter((truth) => matched.hit.has(truth)).length, truths.length),
  })
  const of = (list: readonly Found[], name: string): number =>
    list.filter(({ category }) => category === name).length
  const rules = [...new Set(there.flatMap(({ rule }) => rule ?? []))].toSorted()
  const classes = [...new Set(there.map(({ category }) => category))].toSorted()
  return {
    rules: rules.map((name) => ({
      ...rowOf(
        name,
        there.filter(({ rule }) => rule === name),
      ),
      right: null,
    })),
    classes: classes.map((name) => ({
      ...rowOf(
        name,
        there.filter(({ category }) => category === name),
      ),
      right: proportion(of(matched.right, name), of(matched.right, name) + of(matched.wrong, name)),
    })),
  }
}
