import { createReadStream } from 'node:fs'
import { createDurably } from '@sightline/infra/platform/durable-file'
import { z } from 'zod'
import {
  datasetKinds,
  newDatasetApprovalSchema,
  newDatasetExportSchema,
  type LabelDiff,
} from '../../contract/datasets.ts'
import type { Shell } from '../command-line.ts'
import { listApprovals, recordApproval } from './approve.ts'
import { beginExport } from './begin-export.ts'
import type { Values } from './dataset-options.ts'
import { correctedDocument, lookAtLabels, readLabels, takeLabels } from './labels/take-labels.ts'
import { localDestination } from './local-export.ts'
import { runExport } from './run-export.ts'
import { listExports, type ServerDeps } from './server-export.ts'
import { removeLeftFolders } from './tidy-exports.ts'

export type Opened = Omit<ServerDeps, 'closing'>

export interface Asked {
  readonly opened: Opened
  readonly shell: Shell
  readonly words: readonly string[]
  readonly values: Values
  readonly actor: string
}
type Command = (asked: Asked) => Promise<number>

const listed = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)

/** What was typed, by the schema of the screens; what is wrong with it is named. */
function parsed<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  const result = schema.safeParse(given)
  if (!result.success) throw new Error(z.prettifyError(result.error))
  return result.data
}

function needed(word: string | undefined, name: string): string {
  if (!word) throw new Error(`缺少 / missing: ${name}`)
  return word
}

const approvals: Command = async ({ opened, shell }) => {
  const all = await listApprovals(opened)
  const rows = all.map(({ id, number, state, validUntil, recordedBy, coversPlates, kinds }) =>
    [
      id,
      number,
      state,
      `至 until ${validUntil}`,
      recordedBy.name,
      coversPlates ? '含号牌 plates' : '',
      kinds.join(','),
    ].join('  '),
  )
  shell.say(rows.length > 0 ? rows.join('\n') : '尚无批准 no approval yet')
  return 0
}

const approve: Command = async ({ opened, shell, values, actor }) => {
  const given = parsed(newDatasetApprovalSchema, {
    number: values.number,
    approvedBy: values.by,
    approvedOn: values.on,
    purpose: values.purpose,
    validUntil: values.until,
    kinds: listed(values.kinds) ?? datasetKinds,
    sourceIds: listed(values.sources) ?? null,
    fromDay: values.from,
    toDay: values.to,
    coversPlates: values.plates ?? false,
  })
  const { id, number } = await recordApproval(opened, given, actor)
  shell.say(`${id}  ${number}`)
  return 0
}

const list: Command = async ({ opened, shell }) => {
  const rows = (await listExports(opened)).map(({ id, approval, set, state, progress, counts, failure }) =>
    [
      id,
      approval.number,
      set,
      state,
      failure ?? '',
      `${progress.done}/${progress.of}`,
      counts ? `${counts.pictures} 图 pictures` : '',
    ].join('  '),
  )
  shell.say(rows.length > 0 ? rows.join('\n') : '尚无导出 no export yet')
  return 0
}

/** Ends with the program: what was begun is gone then, and said to be. */
function untilInterrupted(): { signal: AbortSignal; stop: () => void } {
  const ending = new AbortController()
  const end = (): void =>
    ending.abort(new Error('已中断，没有留下任何内容 / interrupted: nothing of it is left'))
  process.once('SIGINT', end).once('SIGTERM', end)
  return { signal: ending.signal, stop: () => void process.off('SIGINT', end).off('SIGTERM', end) }
}

const exportSet: Command = async ({ opened, shell, words, values, actor }) => {
  const asked = parsed(newDatasetExportSchema, {
    approvalId: words[0],
    set: values.set ?? 'objects',
    kinds: listed(values.kinds),
    sourceIds: listed(values.sources),
    fromDay: values.from,
    toDay: values.to,
    most: numberOf(values.most),
    mostMegabytes: numberOf(values.megabytes),
    seed: numberOf(values.seed),
  })
  const out = needed(values.out, '--out')
  const { destination, folder, dirFor } = await localDestination(out, opened.now)
  const begun = await beginExport(opened, asked, actor)
  await removeLeftFolders(opened, folder)
  const { signal, stop } = untilInterrupted()
  try {
    const onProgress = (done: number, of: number): void => shell.warn(`${done}/${of}`)
    const running = { begun, dir: dirFor(begun.id), destination, signal, onProgress }
    const { sha256, bytes } = await runExport(opened, running)
    shell.say(`${begun.id}  ${out}  ${bytes} B  sha256 ${sha256}`)
    return 0
  } finally {
    stop()
  }
}

function describe({ problems, changes, ...diff }: LabelDiff): string {
  const { pictures, kept, added, removed, moved, renamed, taken } = diff
  return [
    ...problems.map(({ path, code, found }) => `${path}: ${code} ${found}`),
    ...changes.map(({ picture, change, before, after }) =>
      [
        picture,
        change,
        before?.class ?? '',
        before?.box.join(',') ?? '',
        '->',
        after?.class ?? '',
        after?.box.join(',') ?? '',
      ].join(' '),
    ),
    `图片 pictures ${pictures}  未改 kept ${kept}  增 added ${added}  删 removed ${removed}  移 moved ${moved}  改类 renamed ${renamed}`,
    taken ? '已采纳 taken' : '未采纳 not taken (--take)',
  ].join('\n')
}

const importLabels: Command = async ({ opened, shell, words, values, actor }) => {
  const [exportId, path] = words
  const read = await readLabels(createReadStream(needed(path, 'annotations.json')))
  const file = { exportId: needed(exportId, 'EXPORT'), ...read }
  const seen = await lookAtLabels(opened, file)
  const isSound = seen.problems.length === 0
  const shown = { sha256: seen.sha256, against: seen.against }
  const diff = isSound && values.take ? await takeLabels(opened, { ...file, shown, actor }) : seen
  shell.say(describe(diff))
  return isSound ? 0 : 1
}

const labels: Command = async ({ opened, shell, words, values, actor }) => {
  const out = needed(values.out, '--out')
  const document = await correctedDocument(opened, needed(words[0], 'EXPORT'), actor)
  if (!(await createDurably(out, JSON.stringify(document))))
    throw new Error(`已存在，不会覆盖 / is there already and is not replaced: ${out}`)
  shell.say(out)
  return 0
}

export const commands: Readonly<Record<string, Command>> = {
  approvals,
  approve,
  list,
  export: exportSet,
  import: importLabels,
  labels,
}
