import type { SiteFileKind } from '../../../law/on-site-record.ts'
import type { Block } from '../blocks.ts'
import type { Brought, Inspected } from '../material.ts'
import { hashesText } from './exhibit-table.ts'
import { bytesText, momentText } from './text.ts'

const names: Readonly<Record<SiteFileKind, string>> = {
  photo: '现场照片',
  video: '现场录像（执法记录仪）',
  scan: '现场文书扫描件',
}
/** 证据种类 (art. 46 of the administrative penalty law). */
export const broughtKindOf: Readonly<Record<SiteFileKind, string>> = {
  photo: '视听资料',
  video: '视听资料',
  scan: '书证',
}

/** What such a file is called in print: by the first signs of its hash, which is its name in no other list. */
export const broughtTitle = ({ kind, sha256 }: Pick<Brought, 'kind' | 'sha256'>): string =>
  `${names[kind]}\n${sha256.slice(0, 12)}`

/** The table of what officers brought from the place; nothing where they brought nothing. */
export function broughtBlocks(inspections: readonly Inspected[]): Block[] {
  const files = inspections.flatMap((one) => one.files)
  if (files.length === 0) return []
  return [
    { type: 'heading', text: '现场拍摄、提取的材料' },
    {
      type: 'table',
      isDense: true,
      columns: [
        { head: '序号', share: 0.07 },
        { head: '名称', share: 0.2 },
        { head: '时间', share: 0.24 },
        { head: '大小', share: 0.13 },
        { head: '完整性校验值', share: 0.36 },
      ],
      rows: files.map((file, i) => [
        String(i + 1),
        broughtTitle(file),
        `收到：${momentText(file.arrivedAt)}\n文件自述：${file.toldAt === null ? '未载明' : momentText(file.toldAt)}`,
        bytesText(file.bytes),
        hashesText(file),
      ]),
    },
  ]
}
