import { maxManifestChars, ownManifestTextSchema, type OwnManifestText } from '@sightline/api/contract/models'
import type { zhModels } from '../../words/zh-models.ts'

/** What the page begins with; the same as `models/own-model.example.json`. */
export const exampleManifest = {
  name: 'kitchen-hats',
  title: { zh: '厨帽检测', en: 'kitchen hats' },
  task: 'detector',
  licence: { name: 'Apache-2.0', note: 'trained on our own pictures' },
  input: {
    width: 640,
    height: 640,
    channels: 'rgb',
    layout: 'nchw',
    letterbox: 'centre',
    pad: 114,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  looksAt: 'heads',
  decoder: 'yolov8',
  classes: ['no_hat', null],
  thresholds: { score: 0.4, overlap: 0.45 },
} satisfies OwnManifestText

const oneLine = (list: string): string => `[${list.trim().replaceAll(/,\n\s*/g, ', ')}]`

/** Indented JSON; a list of plain values, such as the classes, on one line. No JSON string holds a line break. */
export const toManifestText = (manifest: OwnManifestText): string =>
  `${JSON.stringify(manifest, null, 2).replaceAll(/\[\n([^[\]{}]*)\n\s*\]/g, (_, list: string) => oneLine(list))}\n`

export interface ManifestProblem {
  readonly code: keyof typeof zhModels.problem
  readonly detail: string
}
export type ReadManifest =
  { readonly manifest: OwnManifestText } | { readonly problems: readonly ManifestProblem[] }

/**
 * Reads what an admin typed as far as the api does, so that what it would refuse is said while they type. The rest of a
 * manifest is judged by the worker that tries the model.
 */
export function readManifest(text: string): ReadManifest {
  const json = parseJson(text)
  if ('detail' in json) return { problems: [{ code: 'not_json', detail: json.detail }] }
  const parsed = ownManifestTextSchema.safeParse(json.value)
  if (parsed.success) return { manifest: parsed.data }
  const problems = parsed.error.issues.map(({ code, path }) => problemOf(code, path.map(String)))
  return { problems: problems.filter((one, i) => problems.findIndex(({ code }) => code === one.code) === i) }
}

function problemOf(issue: string, path: readonly string[]): ManifestProblem {
  const detail = path.join('.')
  const [first] = path
  if (issue === 'custom') return { code: 'too_long', detail }
  if (first === undefined) return { code: 'not_object', detail }
  if (first === 'licence') return { code: 'licence_missing', detail }
  if (first === 'name' || first === 'title') return { code: first, detail }
  return { code: 'other', detail }
}

function parseJson(text: string): { value: unknown } | { detail: string } {
  if (text.length > 4 * maxManifestChars) return { detail: `> ${maxManifestChars}` }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { detail: error instanceof Error ? error.message : String(error) }
  }
}
