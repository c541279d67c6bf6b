import { auditActions } from '@sightline/api/contract/audit'
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../words/en.ts'
import { zh } from '../../words/zh.ts'
import { sayFacts, saySubject } from './say-facts.ts'
import { sayActor, toSaying, type Saying } from './saying.ts'
import { id, otherId } from './sample.ts'
import { samples } from './trail-samples.ts'

const people = [{ id, name: '李四' }]
const saying = (language: 'zh' | 'en'): Saying => toSaying(i18next.getFixedT(language), language, people)

/** What no person should have to read: keys and codes, times in ms, JSON, words that were not found. */
const raw = /[a-z][A-Z]|[a-z]_[a-z]|\d{10}|[{}[\]"]|facts\.|code\.|undefined|null|NaN|[0-9a-f]{8}-/
/** Latin words that are people's own. */
const own = /rtsp:\/\/\S+|NTP|opset|ONNX|ONVIF|HTTP/g

beforeAll(() =>
  i18next.init({
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  }),
)

const cases = auditActions.flatMap((action) => samples[action].map((sample, i) => ({ action, i, ...sample })))

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  it.each(cases)('$action ($i) is told in words, and nothing of it is lost', ({ action, facts, folded }) => {
    const { said, technical } = sayFacts({ action, facts }, saying(language))
    expect(said.filter((line) => raw.test(line))).toEqual([])
    const latin = language === 'zh' ? said.filter((line) => /[a-z]{3}/i.test(line.replace(own, ''))) : []
    expect(latin).toEqual([])
    expect(technical.map(([key]) => key).sort()).toEqual([...folded].sort())
  })
})

const of = (action: keyof typeof samples, language: 'zh' | 'en', i = 0) =>
  sayFacts({ action, facts: samples[action][i]!.facts }, saying(language)).said

describe('sentences', () => {
  it.each([
    ['alert.claim', 'zh', ['状态由“待处理”改为“已领取”']],
    ['alert.claim', 'en', ['Status changed from “New” to “Claimed”']],
    [
      'permit.looked_up',
      'zh',
      ['查询时段：2026-11-29 10:43:48 至 2026-11-29 10:48:48', '当时登记的许可：渝装0007（只覆盖部分时段）'],
    ],
    ['matter.changed', 'zh', ['不先责令改正的依据设为“某条例第十条”', '版本：1']],
    ['zone.changed', 'zh', ['区域图形已修改（3 个点）', '生效时段由“全天”改为“一 二 07:00–21:00”']],
    [
      'zone.changed',
      'en',
      ['Shape changed (3 points)', 'Hours changed from “All day” to “Mo Tu 07:00–21:00”'],
    ],
    ['rule.changed', 'zh', ['提醒后的宽限时间由“300 秒”改为“600 秒”']],
    [
      'source.changed',
      'zh',
      [
        '坐标设为“29.10000, 106.60000”',
        '密码已保存由“否”改为“是”',
        '设备审核由“草稿”改为“准予取证”',
        '密码有变更',
      ],
    ],
    [
      'person.changed',
      'zh',
      [
        '名称由“王五”改为“王六”',
        '启用由“是”改为“否”',
        '执法证号设为“渝A0001，有效期至 2026-11-29”',
        '密码有变更',
      ],
    ],
    ['case.filed', 'zh', ['编号：2026-000001', '号牌：渝A12345', '复核人员：李四、人员 7a2e3b00']],
  ] as const)('%s in %s', (action, language, lines) => expect(of(action, language)).toEqual(lines))
})

describe('what this version does not know', () => {
  it.each([
    ['a key', 'alert.claim', { from: 'new', to: 'claimed', weather: 'rain' }, ['weather']],
    ['a state', 'alert.claim', { from: 'new', to: 'pondered' }, ['from', 'to']],
    ['a code', 'alert.dismiss', { standing: 'hearsay' }, ['standing']],
    ['a form', 'review.confirm', { answers: { isTrue: 'perhaps' } }, ['answers']],
    ['an action', 'alert.sung', { to: 'claimed', note: 'n' }, ['to']],
    ['a key of a thing', 'source.created', { to: { name: 'n', lens: 'wide' } }, ['to']],
  ] as const)('%s falls into the fold, as stored', (...[, action, facts, folded]) => {
    const { technical } = sayFacts({ action, facts }, saying('en'))
    expect(technical.map(([key]) => key)).toEqual(folded)
    for (const [key, text] of technical) {
      const stored = (facts as Record<string, unknown>)[key]
      expect(text).toBe(typeof stored === 'string' ? stored : JSON.stringify(stored))
    }
  })
})

describe('who and what', () => {
  it.each([
    ['worker', '采集节点'],
    ['system', '系统'],
    ['setup', '首次设置'],
    ['nobody', '未登录者'],
    [id, '李四'],
    [otherId, '人员 7a2e3b00'],
    ['李四', '李四'],
  ])('%s acted', (actor, name) => expect(sayActor(actor, saying('zh'))).toBe(name))

  it.each([
    [`rule/${id}`, '规则 6f1d2a00'],
    [`person/${id}`, '人员 李四'],
    [`person/${otherId}`, '人员 7a2e3b00'],
    ['person/nobody', '人员 未登录者'],
    ['matter/kitchen_no_mask', '责令改正前置 未戴口罩'],
    ['address/10.0.0.7:554', '地址 10.0.0.7:554'],
    ['machine', '本机'],
    [`network/${id}`, '算法模型 6f1d2a00'],
    ['planet/9', 'planet/9'],
  ])('%s', (subject, text) => expect(saySubject(subject, saying('zh'))).toBe(text))
})
