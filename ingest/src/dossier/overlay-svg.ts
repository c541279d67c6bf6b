import type { Box, Point } from '@sightline/detectors/geometry/point'

export interface OverlayText {
  readonly place: string
  readonly sourceName: string
  readonly zoneName: string
  readonly findingId: string
  readonly ruleTitle: string
  readonly openedAt: number
  readonly at: number
  readonly clock: string
  /** The first digits of the still's SHA-256. */
  readonly shortHash: string
}

export interface OverlayInput {
  readonly widthPx: number
  readonly heightPx: number
  readonly own: Box
  readonly others: readonly Box[]
  readonly zone: readonly Point[]
  readonly bays: readonly (readonly Point[])[]
  readonly text: OverlayText
}

const inShanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** `2026-11-22 08:30:05.120 UTC+8`. */
export const toShanghai = (at: number): string =>
  `${inShanghai.format(at)}.${String(at % 1000).padStart(3, '0')} UTC+8`

/** What may stand in XML: everything else of a name typed by someone is escaped or, where XML knows no form for it, dropped. */
export const toXmlText = (text: string): string =>
  [...text]
    .filter((char) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(char))
    .join('')
    .replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** The drawing that is laid over a copy of a still (domain list R39): zone, bays, boxes, times, place, short hash. Originals are never drawn on. */
export function toOverlaySvg({ widthPx, heightPx, own, others, zone, bays, text }: OverlayInput): string {
  const lines = toLines(text)
  const size = Math.max(14, Math.round(heightPx / 42))
  const bandPx = Math.round(size * 1.45 * lines.length + size * 0.6)
  const points = (polygon: readonly Point[]): string =>
    polygon.map(({ x, y }) => `${px(x * widthPx)},${px(y * heightPx)}`).join(' ')
  const box = ({ left, top, right, bottom }: Box): string =>
    `x="${px(left * widthPx)}" y="${px(top * heightPx)}" width="${px((right - left) * widthPx)}" height="${px((bottom - top) * heightPx)}"`
  const rows = lines.map(
    (line, row) =>
      `<text x="${size}" y="${px(heightPx - bandPx + size * 1.45 * (row + 1) - size * 0.1)}">${toXmlText(line)}</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" fill="none" stroke-width="${px(size / 7)}">`,
    `<polygon points="${points(zone)}" stroke="#ffcc00" fill="#ffcc00" fill-opacity="0.08"/>`,
    ...bays.map(
      (bay) => `<polygon points="${points(bay)}" stroke="#33cc66" stroke-dasharray="${size} ${size / 2}"/>`,
    ),
    ...others.map((other) => `<rect ${box(other)} stroke="#ffffff" stroke-opacity="0.6"/>`),
    `<rect ${box(own)} stroke="#ff2d2d" stroke-width="${px(size / 5)}"/>`,
    `<rect x="0" y="${heightPx - bandPx}" width="${widthPx}" height="${bandPx}" fill="#000000" fill-opacity="0.6"/>`,
    `<g fill="#ffffff" font-family="Noto Sans SC, sans-serif" font-size="${size}">`,
    ...rows,
    '</g></svg>',
  ].join('')
}

function toLines(text: OverlayText): string[] {
  return [
    `${text.sourceName} ${text.place} | 区域 ${text.zoneName} | ${text.ruleTitle}`,
    `拍摄 ${toShanghai(text.at)} | 发现 ${toShanghai(text.openedAt)} | 时钟 ${text.clock}`,
    `证据编号 ${text.findingId} | 防伪码 ${text.shortHash} | 标注副本 ANNOTATED COPY`,
  ]
}

const px = (value: number): string => value.toFixed(1)
