import type { Block, Column } from '../blocks.ts'
import { itemsOf, type Item, type Material } from '../material.ts'
import { bytesText, hashLines, momentText } from './text.ts'
import { roleNames, stageNames } from './words.ts'

/** What a file is called in print, and in the package. */
export const itemTitle = ({ role, stage, name }: Pick<Item, 'role' | 'stage' | 'name'>): string =>
  `${roleNames[role]}\n${stageNames[stage]}阶段\n${name}`

export const hashesText = ({ sha256, sm3 }: Pick<Item, 'sha256' | 'sm3'>): string =>
  `SHA-256\n${hashLines(sha256)}\nSM3\n${hashLines(sm3)}`

const columns: readonly Column[] = [
  { head: '序号', share: 0.07 },
  { head: '名称', share: 0.28 },
  { head: '形成时间', share: 0.16 },
  { head: '大小', share: 0.13 },
  { head: '完整性校验值', share: 0.36 },
]

/** Every exhibit with what proves that it was not changed. */
export const exhibitTable = (material: Material): Block => ({
  type: 'table',
  isDense: true,
  columns,
  rows: itemsOf(material).map((item, i) => [
    String(i + 1),
    itemTitle(item),
    momentText(item.at),
    bytesText(item.bytes),
    hashesText(item),
  ]),
})

/** So many pictures at most are printed; all of them are listed. */
const mostPictures = 6

/**
 * The stills that are printed with a document: originals all, else those that were decoded from a recording; of what was cut
 * out of one nobody knows where in it people stood.
 */
export const printedStills = ({
  originals,
  ...material
}: Pick<Material, 'sealed' | 'originals'>): readonly Item[] =>
  itemsOf(material)
    .filter(({ role, mime }) => role === 'still' && mime === 'image/jpeg')
    .filter(({ of }) => originals !== null || (of?.endsWith('.mp4') ?? false))
    .slice(0, mostPictures)

const titleOf = ({ originals }: Pick<Material, 'originals'>): string =>
  originals
    ? `附：截图打印件（原始图像，未经遮挡，仅供${originals.receiver}；为便于阅读缩小打印，原文件见上表）`
    : '附：截图打印件（人脸及无关号牌已遮挡，带水印；为便于阅读缩小打印，原文件见上表）'

export function pictureBlocks(material: Material): readonly Block[] {
  const stills = printedStills(material)
  if (stills.length === 0) return []
  const numberOf = new Map(itemsOf(material).map((item, i) => [item.name, i + 1]))
  return [
    {
      type: 'pictures',
      title: titleOf(material),
      pictures: stills.map((item) => ({
        name: item.name,
        caption: `序号${numberOf.get(item.name)}　${item.name}　${momentText(item.at)}　原件 SHA-256：${item.sha256}`,
      })),
    },
  ]
}
