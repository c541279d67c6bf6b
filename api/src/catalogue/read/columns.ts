import { rules } from '@sightline/detectors/rules/table'
import { violationKinds } from '@sightline/detectors/finding'
import type { LawProblem } from '../../../contract/catalogue.ts'
import {
  authorityKinds,
  leniencyLists,
  matterFlags,
  penaltyKinds,
  tierFor,
  tierUnits,
  type LawSubject,
} from '../../../law/catalogue.ts'
import { evidenceModes } from '../../../law/evidence-mode.ts'
import type { StricterField } from '../../../law/stricter-fields.ts'
import { toDay } from '../../permits/import/read-row.ts'

type Read = { readonly value: unknown } | { readonly code: LawProblem['code'] }

export interface Column {
  readonly headings: readonly string[]
  /** Reads a cell that is not empty. */
  readonly read: (text: string) => Read
}

const asText = (text: string): Read => ({ value: text })
const asDay = (text: string): Read => {
  const day = toDay(text)
  return day === null ? { code: 'bad_day' } : { value: day }
}
/** `1,000`, `１０００元`, `2万`. */
const asNumber = (text: string): Read => {
  const plain = text.normalize('NFKC').replace(/[,\s]|元$/g, '')
  const [, digits, many] = /^(\d+(?:\.\d{1,2})?)(万?)$/.exec(plain) ?? []
  return digits === undefined ? { code: 'bad_number' } : { value: Number(digits) * (many ? 10_000 : 1) }
}

/** A measure: `0.85`, `1,280`. */
const asMeasure = (text: string): Read => {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  return /^\d+(?:\.\d{1,6})?$/.test(plain) ? { value: Number(plain) } : { code: 'bad_number' }
}

type Words<T extends string> = Readonly<Record<T, readonly string[]>>
const wordOf = <T extends string>(values: readonly T[], words: Words<T>, text: string): T | undefined =>
  values.find((value) => value === text || words[value].includes(text))

const asWord =
  <T extends string>(values: readonly T[], words: Words<T>) =>
  (text: string): Read => {
    const value = wordOf(values, words, text)
    return value === undefined ? { code: 'bad_word' } : { value }
  }
const asWords =
  <T extends string>(values: readonly T[], words: Words<T>) =>
  (text: string): Read => {
    const found = text
      .split(/[、,，;；\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== '')
      .map((word) => wordOf(values, words, word))
    return found.some((one) => one === undefined) ? { code: 'bad_word' } : { value: [...new Set(found)] }
  }

const kindWords = Object.fromEntries(
  violationKinds.map((kind) => [kind, [rules[kind].name.zh, rules[kind].name.en]]),
) as unknown as Words<(typeof violationKinds)[number]>

const inForce = {
  documentNumber: { headings: ['文号', '公布文号', 'document number'], read: asText },
  sourceUrl: { headings: ['公布网址', '网址', 'source url'], read: asText },
  publishedOn: { headings: ['公布日期', 'published on'], read: asDay },
  fromDay: { headings: ['施行日期', '生效日期', 'from'], read: asDay },
  toDay: { headings: ['失效日期', 'to'], read: asDay },
}

/** What a matter asks more of pictures than its kinds do. */
export const profileColumns: Readonly<Record<StricterField, Column>> = {
  intervalS: { headings: ['全景间隔秒', '两图间隔秒', 'interval s'], read: asMeasure },
  leastWidthPx: { headings: ['画面宽像素', 'width px'], read: asMeasure },
  leastHeightPx: { headings: ['画面高像素', 'height px'], read: asMeasure },
  targetPx: { headings: ['目标像素', 'target px'], read: asMeasure },
  sharpness: { headings: ['清晰度', 'sharpness'], read: asMeasure },
  plateFrames: { headings: ['号牌一致画面数', 'plate frames'], read: asMeasure },
  plateHeightPx: { headings: ['号牌高像素', 'plate height px'], read: asMeasure },
  plateConfidence: { headings: ['号牌置信度', 'plate confidence'], read: asMeasure },
  clockS: { headings: ['时钟偏差秒', 'clock s'], read: asMeasure },
  viewMatch: { headings: ['视角一致度', 'view match'], read: asMeasure },
  gapS: { headings: ['录像间断秒', 'gap s'], read: asMeasure },
  signDays: { headings: ['标志照片天数', 'sign days'], read: asMeasure },
}

const matterColumns = {
  code: { headings: ['事项编码', '编码', 'code'], read: asText },
  name: { headings: ['事项名称', '事项', 'name'], read: asText },
  kinds: { headings: ['违法类型', '监测类型', 'kinds'], read: asWords(violationKinds, kindWords) },
  violates: { headings: ['违反条款', '违法依据', 'violates'], read: asText },
  penalty: { headings: ['处罚条款', '处罚依据', 'penalty'], read: asText },
  penaltyKinds: {
    headings: ['处罚种类', 'penalty kinds'],
    read: asWords(penaltyKinds, {
      warning: ['警告'],
      criticism: ['通报批评'],
      fine: ['罚款'],
      confiscation: ['没收', '没收违法所得', '没收非法财物'],
      licence: ['暂扣许可证件', '吊销许可证件', '吊销许可证', '降低资质等级'],
      suspension: ['责令停产停业', '停产停业', '责令关闭', '限制开展生产经营活动'],
      other: ['其他'],
    }),
  },
  personMin: { headings: ['个人罚款下限', 'person min'], read: asNumber },
  personMax: { headings: ['个人罚款上限', 'person max'], read: asNumber },
  unitMin: { headings: ['单位罚款下限', 'unit min'], read: asNumber },
  unitMax: { headings: ['单位罚款上限', 'unit max'], read: asNumber },
  first: { headings: ['首违规则', 'first violation'], read: asText },
  lookBackMonths: { headings: ['首违回溯月数', 'look back months'], read: asNumber },
  mode: {
    headings: ['取证方式', 'evidence mode'],
    read: asWord(evidenceModes, { CLUE_ONLY: ['线索'], REMOTE_CONFIRM: ['远程核查'], DIRECT: ['直接取证'] }),
  },
  flags: {
    headings: ['承接方式', '领取方式', 'flags'],
    read: asWords(matterFlags, { mandatory: ['必领'], optional: ['自选'], entrusted: ['委托'] }),
  },
  unsure: {
    headings: ['待确认', 'unsure'],
    read: (text: string): Read => ({
      value: text
        .split('\n')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    }),
  },
  ...inForce,
} satisfies Record<string, Column>

/** Each row is a tier; those of the matter stand in its first. */
export const tierColumns = {
  tierName: { headings: ['裁量阶次', '阶次', 'tier'], read: asText },
  tierCondition: { headings: ['适用情形', '适用条件', 'condition'], read: asText },
  tierMin: { headings: ['阶次下限', 'tier min'], read: asNumber },
  tierMax: { headings: ['阶次上限', 'tier max'], read: asNumber },
  tierUnit: {
    headings: ['阶次单位', 'tier unit'],
    read: asWord(tierUnits, { yuan: ['元'], times: ['倍'], none: ['无'] }),
  },
  tierOf: {
    headings: ['适用对象', 'tier for'],
    read: asWord(tierFor, { any: ['不限'], person: ['个人', '公民'], unit: ['单位', '法人'] }),
  },
} satisfies Record<string, Column>

const authorityColumns = {
  matterCode: { headings: ['事项编码', 'matter code'], read: asText },
  agency: { headings: ['执法机关', '机关', 'agency'], read: asText },
  regionCode: { headings: ['区划代码', 'region code'], read: asText },
  regionName: { headings: ['区划名称', 'region'], read: asText },
  kind: {
    headings: ['权限来源', 'kind'],
    read: asWord(authorityKinds, { statutory: ['法定'], granted: ['赋权'], entrusted: ['委托'] }),
  },
  onBehalfOf: { headings: ['委托机关', 'on behalf of'], read: asText },
  ...inForce,
} satisfies Record<string, Column>

const leniencyColumns = {
  list: {
    headings: ['清单', 'list'],
    read: asWord(leniencyLists, { mitigate: ['减轻'], lenient: ['从轻'], exempt: ['不予', '不予处罚'] }),
  },
  code: { headings: ['序号', '条目编码', 'code'], read: asText },
  matterCode: { headings: ['事项编码', 'matter code'], read: asText },
  condition: { headings: ['适用情形', 'condition'], read: asText },
  basis: { headings: ['依据', 'basis'], read: asText },
  ...inForce,
} satisfies Record<string, Column>

/** The columns of a file, and those without which nothing can be read. */
export const columnsOf: Readonly<
  Record<
    LawSubject,
    { readonly columns: Readonly<Record<string, Column>>; readonly needed: readonly string[] }
  >
> = {
  matters: {
    columns: { ...matterColumns, ...profileColumns, ...tierColumns },
    needed: ['code', 'name', 'violates', 'penalty', 'penaltyKinds'],
  },
  authorities: { columns: authorityColumns, needed: ['matterCode', 'agency', 'kind'] },
  leniency: { columns: leniencyColumns, needed: ['list', 'code', 'condition', 'basis'] },
}
