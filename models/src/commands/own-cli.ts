import { readFile } from 'node:fs/promises'
import { checkModel } from '../check/check-model.ts'
import type { Checked } from '../check/check-model.ts'
import { doubtText } from '../check/doubt.ts'
import { parseOwnManifest } from '../check/own-manifest.ts'
import { decodeTrialPicture } from '../check/trial-picture.ts'
import { installModel } from '../installed.ts'
import { ModelError } from '../model-error.ts'
import type { Command } from './command.ts'

/**
 * Dry run of an admin's model: what it sees on the picture, or the coded reason why it cannot serve. One that runs and
 * cannot be believed is not ready: there is no way round that but another manifest, another file or another picture.
 */
export async function check(command: Command): Promise<number> {
  const checked = await dryRun(command)
  show(checked, command)
  return checked.doubts.length === 0 ? 0 : 1
}

/** The same, then the model is in the model folder under its name. `implausible` where there is a doubt. */
export async function install(command: Command): Promise<number> {
  const { onnx, ...checked } = await dryRun(command)
  const { manifest, doubts } = checked
  show(checked, command)
  if (doubts.length > 0)
    throw new ModelError('implausible', {
      name: manifest.name,
      doubts: doubts.map(({ code }) => code).join(', '),
    })
  await installModel(command.dir, manifest, onnx)
  console.log(`已安装 installed  ${manifest.name}  ${manifest.files[0]?.sha256 ?? ''}`)
  return 0
}

async function dryRun({ words, picture: path }: Command): Promise<Checked & { onnx: Buffer }> {
  const [manifestPath = '', onnxPath = ''] = words
  const own = parseOwnManifest((await readGiven(manifestPath)).toString('utf8'))
  const onnx = await readGiven(onnxPath)
  const picture = path === undefined ? {} : { picture: await decodeTrialPicture(await readGiven(path)) }
  return { ...(await checkModel({ manifest: own, onnx, ...picture })), onnx }
}

/** A file that was named on the command line. */
async function readGiven(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    const system = cause instanceof Error && 'code' in cause ? { system: String(cause.code) } : {}
    throw new ModelError('file_unreadable', { path, ...system }, { cause })
  })
}

function show({ manifest, seen, doubts, tookMs }: Checked, { picture }: Command): void {
  const verdict = doubts.length === 0 ? '可用 usable' : '可疑，不能使用 doubtful, not ready'
  console.log(`${verdict}  ${manifest.name}  ${manifest.licence.name}  ${tookMs.toFixed(1)} ms`)
  for (const doubt of doubts) console.log(`  ! ${doubtText(doubt)}`)
  if ('scores' in seen)
    for (const [label, score] of Object.entries(seen.scores)) console.log(`  ${label}  ${score.toFixed(3)}`)
  else if (seen.detections.length === 0) console.log('  画面中无目标 nothing seen on the picture')
  else showDetections(seen.detections)
  if (picture === undefined)
    console.log(
      '  只用纯灰图片试过，请用 --picture 给一张真实图片 tried on plain grey only: give a real one by --picture',
    )
}

/** Hundreds of lines would hide what is said above them. */
const mostLines = 30

function showDetections(detections: Extract<Checked['seen'], { detections: unknown }>['detections']): void {
  for (const { class: name, score, box } of detections.slice(0, mostLines)) {
    const sides = [box.left, box.top, box.right, box.bottom].map((side) => side.toFixed(3))
    console.log(`  ${name}  ${score.toFixed(2)}  ${sides.join(' ')}`)
  }
  const more = detections.length - mostLines
  if (more > 0) console.log(`  另有 and ${more} 个 more`)
}
