import { expect, it } from 'vitest'
import { toOverlaySvg, toShanghai, toXmlText } from './overlay-svg.ts'

it('shows times in Shanghai, to the millisecond', () => {
  expect(toShanghai(Date.UTC(2026, 10, 21, 23, 59, 59, 7))).toBe('2026-11-22 07:59:59.007 UTC+8')
})

it.each([
  ['markup', '<b>&"\'', '&#60;b&#62;&#38;&#34;&#39;'],
  ['control characters', 'a\u0000\nb', 'ab'],
  ['a lone surrogate', 'a\ud800b', 'ab'],
  ['Chinese and an emoji', '人行道🚗', '人行道🚗'],
])('a name with %s', (_name, text, expected) => expect(toXmlText(text)).toBe(expected))

it('R39: the copy says when, where, by which camera and zone, which evidence it is, and that it is a copy', () => {
  const svg = toOverlaySvg({
    widthPx: 1920,
    heightPx: 1080,
    own: { left: 0.1, top: 0.2, right: 0.3, bottom: 0.4 },
    others: [],
    zone: [],
    bays: [],
    text: {
      place: '滨江路12号',
      sourceName: '东门 03',
      zoneName: '人行道禁停区',
      findingId: 'f-20261121-000123',
      ruleTitle: '人行道违停',
      openedAt: Date.UTC(2026, 10, 21, 2, 0, 0, 5),
      at: Date.UTC(2026, 10, 21, 2, 5, 31, 120),
      clock: '设备时钟偏差 −282 毫秒',
      shortHash: '0a1b2c3d',
    },
  })
  const told = ['2026-11-21 10:05:31.120 UTC+8', '2026-11-21 10:00:00.005 UTC+8', '滨江路12号', '东门 03']
  const named = ['人行道禁停区', '人行道违停', 'f-20261121-000123', '0a1b2c3d', '−282 毫秒', '标注副本']
  expect([...told, ...named].filter((text) => !svg.includes(text))).toEqual([])
})

it('draws in pixels of the picture', () => {
  const svg = toOverlaySvg({
    widthPx: 1000,
    heightPx: 500,
    own: { left: 0.1, top: 0.2, right: 0.3, bottom: 0.4 },
    others: [],
    zone: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
    ],
    bays: [],
    text: {
      place: '</svg>',
      sourceName: '东门',
      zoneName: '',
      findingId: 'f',
      ruleTitle: '',
      openedAt: 0,
      at: 0,
      clock: '',
      shortHash: '',
    },
  })
  expect(svg).toContain('x="100.0" y="100.0" width="200.0" height="100.0"')
  expect(svg).toContain('0.0,0.0 1000.0,0.0 1000.0,500.0')
  expect(svg.match(/<\/svg>/g)).toHaveLength(1)
})
