import { scaleAt, standAt, strip, type Ground } from '../perspective.ts'
import { canvas } from '../scene.ts'

/** The street of the pavement scenes, seen from a pole beside it. */
export const ground: Ground = { vanishX: 0.4, horizonY: 0.22, unitY: 0.72 }
export const kerb = { left: -0.46, right: 0.15 }
const wall = 0.62
const far = 0.24

const windows = (x: number, y: number, { across, down }: { across: number; down: number }): string =>
  Array.from(
    { length: across * down },
    (_, k) =>
      `<rect x="${x + (k % across) * 52}" y="${y + Math.floor(k / across) * 50}" width="30" height="32" fill="#4c5b66"/>`,
  ).join('')

const houses = [0, 1, 2, 3, 4, 5, 6]
  .map((i) => {
    const x = i * 200 - 40
    const top = 36 + ((i * 37) % 70)
    const fill = ['#b9a894', '#a8a39b', '#c2b6a2', '#9c9890', '#b0a08c', '#a3a9ad', '#bfb4a4'][i]
    return `<rect x="${x}" y="${top}" width="200" height="240" fill="${fill}"/>${windows(x + 18, top + 20, { across: 3, down: 4 })}`
  })
  .join('')

const shops = [
  ['便利店', '#b23a2e'],
  ['渝味小面', '#2e6d46'],
  ['五金', '#375a8c'],
  ['药房', '#2f7f72'],
  ['文具', '#a5752a'],
  ['理发', '#6a4a86'],
] as const
/** The rows on which the shops begin and end, from the camera away. */
const edges = [1.2, 0.86, 0.64, 0.5, 0.41, 0.35, 0.31]

interface Upright {
  /** 0 at the shop's near edge, 1 at its far edge. */
  readonly from: number
  readonly to: number
  /** Canvas units above the pavement, at scale 1. */
  readonly low: number
  readonly high: number
  readonly fill: string
}

/** A rectangle on the wall of one shop, in perspective. */
function upright(shop: number, { from, to, low, high, fill }: Upright): string {
  const [near, distant] = [edges[shop] ?? 1, edges[shop + 1] ?? 1]
  const at = (share: number, height: number): string => {
    const { x, y, scale } = standAt(ground, 0, { across: wall, y: near + (distant - near) * share })
    return `${(x * canvas.width).toFixed(1)},${(y * canvas.height - height * scale).toFixed(1)}`
  }
  return `<path d="M${at(from, low)} L${at(to, low)} L${at(to, high)} L${at(from, high)} Z" fill="${fill}"/>`
}

function sign(shop: number, name: string): string {
  const y = ((edges[shop] ?? 1) + (edges[shop + 1] ?? 1)) / 2
  const middle = standAt(ground, 0, { across: wall, y })
  const size = 70 * middle.scale
  const [left, top] = [middle.x * canvas.width, y * canvas.height - 555 * middle.scale + size / 3]
  return `<text transform="translate(${left},${top}) skewY(-29) scale(.55,1)" font-family="Noto Sans SC" font-weight="700" font-size="${size}" text-anchor="middle" fill="#fff">${name}</text>`
}

/** One shop: wall, two panes with what hangs in them, a door, the sign. Glass and goods, so that cars stand out of something. */
function shopFront([name, colour]: readonly [string, string], i: number): string {
  const glass = i % 2 ? '#39474f' : '#2f3a40'
  const parts: readonly Upright[] = [
    { from: 0, to: 1, low: 640, high: 1500, fill: '#b7ab99' },
    { from: 0, to: 1, low: 0, high: 470, fill: '#77736b' },
    { from: 0, to: 1, low: 470, high: 640, fill: colour },
    { from: 0.06, to: 0.36, low: 56, high: 432, fill: glass },
    { from: 0.1, to: 0.32, low: 235, high: 404, fill: '#6f8189' },
    { from: 0.42, to: 0.6, low: 0, high: 404, fill: '#20282c' },
    { from: 0.66, to: 0.95, low: 56, high: 432, fill: glass },
    { from: 0.7, to: 0.92, low: 94, high: 235, fill: shops[(i + 3) % shops.length]?.[1] ?? colour },
    { from: 0, to: 0.012, low: 0, high: 1500, fill: '#00000040' },
  ]
  return parts.map((part) => upright(i, part)).join('') + sign(i, name)
}

const dashes = Array.from({ length: 14 }, (_, i) => {
  const y = (depth: number): number => ground.horizonY + (ground.unitY - ground.horizonY) / depth
  const depth = 0.5 + i * 0.55
  return `<polygon points="${strip(ground, { from: -0.158, to: -0.142, near: y(depth), far: y(depth + 0.28) })}" fill="#ece6cf"/>`
}).join('')

const slabs = Array.from({ length: 22 }, (_, i) => {
  const y = ground.horizonY + (ground.unitY - ground.horizonY) / (0.55 + i * 0.2)
  const ends = [kerb.right, wall].map((across) => standAt(ground, 0, { across, y }).x * canvas.width)
  return `<line x1="${ends[0]}" y1="${y * 1080}" x2="${ends[1]}" y2="${y * 1080}" stroke="#000" stroke-opacity=".13" stroke-width="${(2.5 * scaleAt(ground, y)).toFixed(2)}"/>`
}).join('')

const area = (from: number, to: number, fill: string): string =>
  `<polygon points="${strip(ground, { from, to, near: 1.3, far })}" fill="${fill}"/>`

/** The empty street. */
export const street = `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#9fbfda"/><stop offset="1" stop-color="#e2eaee"/></linearGradient>
<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence baseFrequency=".8" numOctaves="2" seed="3"/><feColorMatrix values="0 0 0 0 .45 0 0 0 0 .45 0 0 0 0 .45 0 0 0 .5 0"/></filter></defs>
<rect width="1920" height="300" fill="url(#sky)"/>${houses}<rect y="250" width="1920" height="830" fill="#8f8b80"/>
${area(-2.6, kerb.left, '#a39e92')}${area(kerb.left, kerb.right, '#56585c')}${area(kerb.right, wall + 0.4, '#aca79b')}
${area(kerb.left - 0.02, kerb.left, '#c9c6bc')}${area(kerb.right, kerb.right + 0.025, '#cfccc3')}${dashes}${slabs}
<rect y="250" width="1920" height="830" filter="url(#grain)" opacity=".28"/>${shops.map(shopFront).join('')}`
