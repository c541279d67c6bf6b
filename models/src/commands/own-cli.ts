import { readFile } from 'node:fs/promises'
import { checkModel } from '../check/check-model.ts'
import type { Checked } from '../check/check-model.ts'
import { parseOwnManifest } from '../check/own-manifest.ts'
import { installModel } from '../installed.ts'
import { readPictures } from '../raster/ffmpeg.ts'
import type { Command } from './command.ts'

/** Dry run of an admin's model: what it sees on the picture, or the coded reason why it cannot serve. */
export async function check(command: Command): Promise<number> {
  show(await dryRun(command))
  return 0
}

/** The same, then the model is in the model folder under its name. */
export async function install(command: Command): Promise<number> {
  const { onnx, ...checked } = await dryRun(command)
  const { manifest } = checked
  show(checked)
  await installModel(command.dir, manifest, onnx)
  console.log(`已安装 installed  ${manifest.name}  ${manifest.files[0]?.sha256 ?? ''}`)
  return 0
}

async function dryRun({ words, picture: path, ffmpeg }: Command): Promise<Checked & { onnx: Buffer }> {
  const [manifestPath = '', onnxPath = ''] = words
  const own = parseOwnManifest(await readFile(manifestPath, 'utf8'))
  const onnx = await readFile(onnxPath)
  const [picture] = path ? await readPictures(ffmpeg, path) : []
  return { ...(await checkModel({ manifest: own, onnx, ...(picture ? { picture } : {}) })), onnx }
}

function show({ manifest, seen, tookMs }: Checked): void {
  console.log(`可用 usable  ${manifest.name}  ${manifest.licence.name}  ${tookMs.toFixed(1)} ms`)
  if ('scores' in seen)
    for (const [label, score] of Object.entries(seen.scores)) console.log(`  ${label}  ${score.toFixed(3)}`)
  else if (seen.detections.length === 0) console.log('  画面中无目标 nothing seen on the picture')
  else
    for (const { class: name, score, box } of seen.detections) {
      const sides = [box.left, box.top, box.right, box.bottom].map((side) => side.toFixed(3))
      console.log(`  ${name}  ${score.toFixed(2)}  ${sides.join(' ')}`)
    }
}
