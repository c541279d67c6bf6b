import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { cocoDocumentSchema, type CocoDocument } from '../../../contract/coco.ts'
import {
  maxLabelsBytes,
  mostShownChanges,
  type LabelChange,
  type labelDiffSchema,
  type LabelProblem,
} from '../../../contract/datasets.ts'
import { appendAudit } from '../../audit/append.ts'
import { takeLock } from '../../database/locks.ts'
import type { Tx } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { found, Refusal } from '../../refusal.ts'
import { usableApproval } from '../approval-of.ts'
import { compareLabels, kindOf, type Change, type Compared } from './compare-labels.ts'
import { exportedLabels, fromStored, laterOver, toStored, type Label, type Labels } from './label.ts'
import { labelsDocument } from './labels-document.ts'
import { parseLabels } from './parse-labels.ts'

type World = Pick<Deps, 'db' | 'now'>
type Diff = z.input<typeof labelDiffSchema>

/** The document of an export and the labels of its pictures as they are now. */
interface Known {
  readonly document: CocoDocument
  readonly labels: Labels
  readonly corrected: Labels
  /** 0: as exported. */
  readonly version: number
}

async function knownOf(db: Pick<Tx, 'datasetExport' | 'datasetLabels'>, id: string): Promise<Known> {
  const row = found(await db.datasetExport.findUnique({ where: { id } }), 'export')
  if (row.document === null) throw new Refusal('not_found', { what: 'annotations' })
  const document = cocoDocumentSchema.parse(row.document)
  const versions = await db.datasetLabels.findMany({
    where: { exportId: id },
    orderBy: { version: 'asc' },
  })
  const corrected = versions.map(({ labels }) => fromStored(labels)).reduce(laterOver, new Map())
  const labels = laterOver(exportedLabels(document), corrected)
  return { document, labels, corrected, version: versions.at(-1)?.version ?? 0 }
}

/** The whole body as text, refused as soon as it is too long. */
export async function readLabels(body: Readable): Promise<{ text: string; sha256: string }> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Not destroyed when we refuse: the connection still has to carry the reason back.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxLabelsBytes) throw new Refusal('dataset_labels_too_large', { maxBytes: maxLabelsBytes })
    chunks.push(chunk)
  }
  const whole = Buffer.concat(chunks)
  return { text: whole.toString('utf8'), sha256: createHash('sha256').update(whole).digest('hex') }
}

const shownLabel = (label: Label | null): LabelChange['before'] =>
  label && { class: label.class, box: [label.box[0], label.box[1], label.box[2], label.box[3]] }

function toDiff(
  { document, version }: Known,
  { compared, problems, sha256 }: { compared: Compared; problems: readonly LabelProblem[]; sha256: string },
): Diff {
  const nameOf = new Map(document.images.map(({ id, file_name }) => [id, file_name]))
  const count = (kind: ReturnType<typeof kindOf>): number =>
    compared.changes.filter((change) => kindOf(change) === kind).length
  const shown = (change: Change) => ({
    picture: nameOf.get(change.picture) ?? '',
    change: kindOf(change),
    before: shownLabel(change.before),
    after: shownLabel(change.after),
  })
  return {
    sha256,
    against: version,
    problems: [...problems],
    pictures: compared.labels.size,
    kept: compared.kept,
    added: count('added'),
    removed: count('removed'),
    moved: count('moved'),
    renamed: count('renamed'),
    changes: compared.changes.slice(0, mostShownChanges).map(shown),
    taken: false,
  }
}

export interface LabelsFile {
  readonly exportId: string
  readonly text: string
  readonly sha256: string
}

async function compare(
  db: Pick<Tx, 'datasetExport' | 'datasetLabels'>,
  { exportId, text, sha256 }: LabelsFile,
) {
  const known = await knownOf(db, exportId)
  const { given, problems } = parseLabels(text, known.document)
  const ids = [...known.labels.values()].flatMap((all) => all.map(({ id }) => id))
  const nextId = ids.reduce((most, id) => Math.max(most, id), 0) + 1
  const compared = compareLabels(known.labels, given, nextId)
  return { compared, problems, version: known.version, diff: toDiff(known, { compared, problems, sha256 }) }
}

/** What a file of labels would change; nothing is written. */
export const lookAtLabels = async ({ db }: World, file: LabelsFile): Promise<Diff> =>
  (await compare(db, file)).diff

/**
 * Takes corrected labels as they were shown: the same file, against the same labels, or `changed_meanwhile`. A file with a
 * problem is refused as a whole. Dossiers, alerts and verdicts know nothing of it.
 */
export async function takeLabels(
  { db, now }: World,
  {
    shown,
    actor,
    ...file
  }: LabelsFile & { readonly shown: { sha256: string; against: number }; readonly actor: string },
): Promise<Diff> {
  if (shown.sha256 !== file.sha256) throw new Refusal('changed_meanwhile', { what: 'file' })
  return db.$transaction(async (tx) => {
    await takeLock(tx, 'datasets')
    const { compared, problems, version, diff } = await compare(tx, file)
    if (problems.length > 0) {
      const told = problems.map(({ path, code }) => ({ path, message: code }))
      throw new Refusal('dataset_labels_invalid', { problems: problems.length }, told)
    }
    if (version !== shown.against) throw new Refusal('changed_meanwhile', { version })
    const at = now()
    const { pictures, kept, added, removed, moved, renamed } = diff
    const counts = { kept, added, removed, moved, renamed }
    await tx.datasetLabels.create({
      data: {
        exportId: file.exportId,
        version: version + 1,
        sha256: file.sha256,
        pictures,
        labels: toStored(compared.labels),
        counts,
        at: new Date(at),
        byId: actor,
      },
    })
    const facts = { version: version + 1, pictures, ...counts, sha256: file.sha256 }
    const entry = { at, actor, action: 'dataset.labelled' as const, subject: `dataset/${file.exportId}` }
    await appendAudit(tx, [{ ...entry, facts }])
    return { ...diff, taken: true }
  })
}

/** annotations.json with the labels as they are now; by the approval as it is now. */
export async function correctedDocument(
  { db, now }: World,
  id: string,
  actor: string,
): Promise<CocoDocument> {
  const { document, corrected, version } = await knownOf(db, id)
  const { approvalId } = await db.datasetExport.findUniqueOrThrow({
    where: { id },
    select: { approvalId: true },
  })
  await usableApproval(db, approvalId, { now: now(), personId: actor })
  return labelsDocument(document, corrected, version)
}
