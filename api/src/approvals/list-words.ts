import type { sourceKinds } from '../../contract/sources.ts'
import type { ApprovalState } from '../../law/approval.ts'

export type ListLanguage = 'zh' | 'en'

interface ListWords {
  readonly inUse: readonly string[]
  readonly year: readonly string[]
  readonly state: Readonly<Record<ApprovalState, string>>
  readonly kind: Readonly<Record<(typeof sourceKinds)[number], string>>
  readonly yes: string
  readonly no: string
}

/** The words of files that leave the house: their readers have no screen of ours. */
export const listWords: Readonly<Record<ListLanguage, ListWords>> = {
  zh: {
    inUse: ['序号', '名称', '设置地点', '用途', '设置单位', '启用日期', '公示日期', '公示网址'],
    year: [
      '序号',
      '名称',
      '设置地点',
      '类型',
      '本年新增',
      '登记日期',
      '首次启用日期',
      '状态',
      '本年暂停次数',
      '必要性',
      '设置依据',
      '设置单位',
      '公安备案号',
      '公安备案日期',
      '检定证书号',
      '检定有效期至',
      '公示日期',
      '公示网址',
    ],
    state: {
      draft: '草稿',
      technical_review: '技术审核',
      legal_review: '法制审核',
      reviewed: '审核通过，待公示',
      published: '公示中',
      in_use: '准予取证',
      suspended: '暂停取证',
      retired: '已退役',
    },
    kind: { fixed: '固定监控', drone: '无人机', kitchen: '后厨监控' },
    yes: '是',
    no: '否',
  },
  en: {
    inUse: ['No.', 'Name', 'Place', 'Purpose', 'Owner', 'In use since', 'Published on', 'Published at'],
    year: [
      'No.',
      'Name',
      'Place',
      'Kind',
      'New this year',
      'Registered on',
      'First put in use on',
      'State',
      'Suspended this year (times)',
      'Necessity',
      'Basis',
      'Owner',
      'Police filing no.',
      'Police filing date',
      'Calibration certificate no.',
      'Calibrated until',
      'Published on',
      'Published at',
    ],
    state: {
      draft: 'draft',
      technical_review: 'technical review',
      legal_review: 'legal review',
      reviewed: 'reviewed, not published',
      published: 'published',
      in_use: 'in use for evidence',
      suspended: 'suspended',
      retired: 'retired',
    },
    kind: { fixed: 'fixed camera', drone: 'drone', kitchen: 'kitchen camera' },
    yes: 'yes',
    no: 'no',
  },
}
