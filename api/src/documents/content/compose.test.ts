import { describe, expect, it } from 'vitest'
import { documentKinds, missingOf, type DocumentField, type DocumentKind } from '../../../law/documents.ts'
import { alertIdSchema, lawEntryIdSchema } from '../../../contract/ids.ts'
import type { Material } from '../material.ts'
import { whole } from '../test/material.ts'
import { numberText, documentOf, recordedNumber } from './compose.ts'
import { fieldsOf } from './fields.ts'

const textOf = (kind: DocumentKind, material: Material = whole): string =>
  JSON.stringify(documentOf(kind, material, '文〔2026〕1号'))
const lacks = (kind: DocumentKind, material: Material) => missingOf(kind, fieldsOf(material))

/** One material for each field, in which it alone is missing. */
const without: Record<DocumentField, readonly Partial<Material>[]> = {
  place: [{ place: '' }, { place: ' \n ' }],
  certificate: [{ isMakerCertified: false }, { maker: { name: '吴晓', certificate: null } }],
  sealed: [{ isAwaited: true }],
  original: [{ sealed: whole.sealed.map((one) => ({ ...one, items: one.items.slice(1) })) }],
  inspection: [{ inspections: [] }, { inspections: [{ ...whole.inspections[0]!, text: '\n' }] }],
  provision: [{ kind: 'kitchen_phone' }],
  order: [],
  order_content: [{ order: { ...whole.order!, text: ' ' } }],
  proposed: [{ proposed: null }],
  officers: [
    { reviews: whole.reviews.slice(0, 1) },
    { reviews: [whole.reviews[0]!, whole.reviews[0]!] },
    { reviews: whole.reviews.map((one) => ({ ...one, officer: { ...one.officer, certificate: null } })) },
    { reviews: whole.reviews.map((one, i) => ({ ...one, verdict: i === 0 ? 'confirm' : 'reject' })) },
  ],
  not_filed_reason: [{ notFiled: null }, { notFiled: { reason: '', at: 1 } }],
  receiver: [{ transfer: { ...whole.transfer!, receiver: '' } }],
  transfer_reason: [{ transfer: { ...whole.transfer!, reason: '' } }],
}
const rows = documentKinds.flatMap((kind) =>
  Object.entries(without).flatMap(([field, all]) => all.map((part, i) => ({ kind, field, i, part }))),
)
const needing = rows.filter(({ kind, part }) => lacks(kind, { ...whole, ...part }).length > 0)

describe('what a document needs', () => {
  it.each(documentKinds)('%s lacks nothing where all is recorded', (kind) => {
    expect(lacks(kind, whole)).toEqual([])
  })
  it.each(needing)('$kind lacks $field ($i) and says so alone', ({ kind, field, part }) => {
    expect(lacks(kind, { ...whole, ...part })).toEqual([field])
  })
  it('is asked of every field by some document', () => {
    const asked = new Set([
      ...needing.map(({ field }) => field),
      ...lacks('correction_order', { ...whole, order: null }),
    ])
    expect([...asked].sort()).toEqual(Object.keys(without).sort())
  })
  it('of an order that is not there names the order and what it asks for', () => {
    expect(lacks('correction_order', { ...whole, order: null })).toEqual(['order', 'order_content'])
  })
})

describe('what is printed', () => {
  it.each(documentKinds)('%s finds nobody guilty by a machine', (kind) => {
    for (const word of ['违法事实成立', '违法事实清楚', '成立', '认定', 'undefined', 'null', 'NaN'])
      expect(textOf(kind)).not.toContain(word)
  })
  it.each<[DocumentKind, readonly string[]]>([
    [
      'extraction',
      [
        '达到取证标准',
        '渝滨城管设审〔2026〕3号',
        '准予取证（第 2 次审核）',
        '偏差 -282 毫秒（限值 1000 毫秒）',
        'H264，1920×1080，25 帧/秒',
        '历时5分',
        'SM3',
        '东经 106.551234°，北纬 29.562345°（CGCS2000，误差 1.8 米）',
      ],
    ],
    [
      'inspection',
      [
        '占用盲道约1.2米',
        '2026年11月21日10时35分',
        '被检查人',
        '□ 已出示执法证件',
        '郑明华（执法证号',
        '在场人员：行人王某',
        '北纬 29.563700°，东经 106.550500°',
        '现场照片',
        '77777777777777777777777777777777',
        '文件自述：2026年11月21日10时35分26秒',
      ],
    ],
    ['filing', ['2026-000012', '《道路交通安全法》第九十三条第二款', '郑明华', '审核通过', '建议立案调查']],
    [
      'correction_order',
      [
        '滨江路12号门前人行道',
        '2026年11月22日10时05分前改正',
        '六十日内',
        '六个月内',
        '（号牌 渝A12345 车辆）',
      ],
    ],
    ['no_filing', ['轻微并及时改正', '建议不予立案']],
    ['transfer', ['滨江区公安分局交通巡逻警察支队：', '不属本机关管辖', '电取〔2026〕1号', '3 件']],
    ['catalogue', ['视听资料', '电取〔2026〕1号', '现场照片', '点位标志、标线照片', '2026-06-01', '共 6 项']],
  ])('%s says what is recorded', (kind, texts) => {
    for (const text of texts) expect(textOf(kind)).toContain(text)
  })
  it('is about clues as about clues', () => {
    const clue = {
      ...whole,
      standing: 'clue' as const,
      clueReasons: ['clock_unproven' as const, 'key_waiting' as const],
    }
    expect(textOf('extraction', clue)).toContain(
      '仅为线索，不得单独作为证据；设备时钟未经校准；封存所用的密钥尚未经人员认可',
    )
  })
  it('invents no party: what nobody recorded is a line or a cell to write on', () => {
    const unknown = { ...whole, plate: null, agency: '' }
    expect(textOf('correction_order', unknown)).toContain('"＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿："')
    expect(textOf('filing', unknown)).toContain('["当事人",""]')
    expect(textOf('filing', unknown)).toContain('＿（机关名称）')
  })
  it('tells of a camera that shows nothing without accusing anybody', () => {
    const capture = {
      ...whole.capture!,
      models: [],
      source: { ...whole.capture!.source, video: null, fingerprint: null },
    }
    const fault = textOf('extraction', { ...whole, kind: 'camera_health', plate: null, capture })
    expect(fault).toContain('没有收到画面')
    expect(fault).not.toContain('涉嫌')
  })
  it('cites the law of the day of the act', () => {
    const angling = { ...whole, kind: 'angling' as const }
    expect(textOf('filing', angling)).toContain('《生态环境法典》第一千一百四十五条第二款')
    const before = { ...angling, openedAt: Date.parse('2026-08-14T23:59:59+08:00') }
    expect(textOf('filing', before)).toContain('《水污染防治法》第九十一条第二款')
  })
})

describe('what officers said of the matter', () => {
  const first = { answer: 'does_not_apply' as const, reason: '半年内第二次停放', party: null, cites: [] }
  const said: NonNullable<Material['matter']> = {
    matter: {
      id: lawEntryIdSchema.parse('e1'),
      code: 'M01',
      name: '人行道违法停放机动车',
      violates: '《某条例》第二十一条',
      penalty: '《某条例》第六十七条：可处二百元以下罚款',
      documentNumber: '渝城管〔2026〕1号',
      fromDay: null,
      toDay: null,
    },
    lawReason: '',
    tier: { name: '一般', condition: '', min: 60, max: 140, unit: 'yuan', of: 'any', facts: '停放五分钟' },
    authority: null,
    first,
    ledger: { since: 1, isNobody: false, reminders: [], acts: [] },
    gaps: ['authority_unknown'],
    asksMore: [],
    limitedTo: Date.parse('2028-11-21T10:10:00+08:00'),
  }
  const of = (kind: DocumentKind) => textOf(kind, { ...whole, matter: said })
  it.each(['filing', 'no_filing'] as const)(
    'stands in %s: matter, hint, answer, what was left open',
    (kind) => {
      for (const text of [
        'M01 人行道违法停放机动车（渝城管〔2026〕1号）',
        '《某条例》第六十七条',
        '支持该阶次的事实：停放五分钟。仅供参考，不是决定',
        '没有登记的在先违法',
        '不适用首违免罚，理由：半年内第二次停放',
        '追究时效至2028年11月21日',
        '权限表中没有登记',
      ])
        expect(of(kind)).toContain(text)
    },
  )
  it('tells no amount as decided, and counts a reminder as none', () => {
    expect(of('filing')).not.toContain('140')
    const reminders = [{ alertId: alertIdSchema.parse('a'), at: 1, isObeyed: true }]
    const ledger = { ...said.ledger!, reminders }
    const text = textOf('filing', { ...whole, matter: { ...said, ledger } })
    expect(text).toContain('没有登记的在先违法，提醒、劝导1次（不是违法）')
  })
  it('says nothing where nobody was asked', () => expect(textOf('filing')).not.toContain('首次违法'))
})

describe('numbers', () => {
  it('are of the pool, but for what people numbered themselves', () => {
    expect(numberText('extraction', { year: 2026, serial: 12 })).toBe('电取〔2026〕12号')
    expect(recordedNumber('correction_order', whole)).toBe('滨城管责改〔2026〕7号')
    expect(recordedNumber('transfer', whole)).toBeNull()
    expect(recordedNumber('transfer', { ...whole, transfer: { ...whole.transfer!, number: '移1' } })).toBe(
      '移1',
    )
    expect(recordedNumber('filing', whole)).toBeNull()
  })
})
