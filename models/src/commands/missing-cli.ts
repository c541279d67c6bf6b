import { violationKinds } from '@sightline/detectors/finding'
import type { ObjectClass } from '@sightline/detectors/detection'
import { isServed, rules } from '@sightline/detectors/rules/table'
import type { Manifest, Task } from '../manifest.ts'
import { fallbackModel, models } from '../models.ts'
import { offeredClasses } from '../offered.ts'
import { verifyModel } from '../verify.ts'
import type { Command } from './command.ts'

interface Both {
  readonly zh: string
  readonly en: string
}

const offered = (some: readonly Manifest[]): ReadonlySet<ObjectClass> =>
  new Set(some.flatMap((manifest) => offeredClasses(manifest)))

/** What a model of this task does beside the rules; the rules say for themselves what they lack. */
const withoutIt: Partial<Record<Task, Both>> = {
  'plate-detector': { zh: '不识别号牌', en: 'number plates are not read' },
  reader: { zh: '不识别号牌', en: 'number plates are not read' },
  pose: {
    zh: '头部只按人框估计，口罩识别较差；不按服装颜色判断未戴帽、未穿工作服、未戴手套',
    en: 'heads are guessed from the boxes of people, so that fewer masks are seen; hats, work clothes and gloves are not judged by colour',
  },
  'face-detector': {
    zh: '外传图片时不按人脸而按头部或上半身打码',
    en: 'in pictures that are given out heads, or upper bodies, are hidden in place of faces',
  },
  embedder: { zh: '不按外貌再认人员', en: 'people are not known again by their looks' },
}

const withoutThis: Readonly<Record<string, Both>> = {
  'yolox-nano': { zh: '由备用模型代替，准确度较低', en: 'the fallback looks in its place, less exactly' },
  'hyperlpr-colour': { zh: '不识别号牌颜色', en: 'the colour of number plates is not read' },
}

/** The rules that find nothing for want of this one model. */
function silencedBy(missing: Manifest, present: readonly Manifest[]): Both[] {
  const [without, withIt] = [offered(present), offered([...present, missing])]
  return violationKinds
    .filter((kind) => isServed(kind, {}, withIt) && !isServed(kind, {}, without))
    .map((kind) => rules[kind].name)
}

function wayTo({ name, files }: Manifest): Both {
  if (files.every(({ sources }) => sources.length > 0))
    return { zh: `npx sightline models pull ${name}`, en: `npx sightline models pull ${name}` }
  const wanted = files.map((file) => `${file.name} (sha256 ${file.sha256})`).join(', ')
  return {
    zh: `把 ${wanted} 放入一个文件夹，然后 npx sightline models pull ${name} --mirror 文件夹`,
    en: `put ${wanted} into a folder, then npx sightline models pull ${name} --mirror FOLDER`,
  }
}

/** Every model that is not here, once: what is silent without it, and how it can be had. */
export async function missing({ dir }: Command): Promise<number> {
  const rows = await Promise.all(
    models.map(async (manifest) => {
      const states = await verifyModel(manifest, dir)
      return { manifest, isHere: states.every(({ kind }) => kind === 'whole') }
    }),
  )
  const present = rows.filter(({ isHere }) => isHere).map(({ manifest }) => manifest)
  const isDefaultHere = rows[0]?.isHere ?? false
  for (const { manifest, isHere } of rows) {
    if (isHere || (manifest.name === fallbackModel && isDefaultHere)) continue
    const more = withoutThis[manifest.name] ?? withoutIt[manifest.task]
    const silent = [...silencedBy(manifest, present), ...(more ? [more] : [])]
    const way = wayTo(manifest)
    console.log(`缺少模型 missing model: ${manifest.name} (${manifest.title.zh} / ${manifest.title.en})`)
    if (silent.length > 0) {
      console.log(`  因此无效：${silent.map(({ zh }) => zh).join('、')}`)
      console.log(`  silent without it: ${silent.map(({ en }) => en).join('; ')}`)
    }
    console.log(`  获取方式 to get it: ${way.zh === way.en ? way.zh : `${way.zh}\n    ${way.en}`}`)
  }
  return 0
}
