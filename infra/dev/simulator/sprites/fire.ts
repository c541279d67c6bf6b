import type { Sprite } from './sprite.ts'

const tongue = (x: number, top: number, width: number): string =>
  `M${x - width},196 Q${x - width * 1.3},${(top + 196) / 2} ${x - width * 0.2},${top} Q${x + width * 0.3},${(top + 196) / 2 - 18} ${x + width * 0.5},${top + 34} Q${x + width * 1.4},${(top + 196) / 2 + 20} ${x + width},196 Z`

/** How far the middle flame ducks in each pose, while its neighbours rise. */
const lifts = [0, 74, 22, 96]

/** Brushwood that burns, with smoke. Its body is the flame alone: the smoke is nobody's box. */
export const fire: Sprite = {
  width: 320,
  height: 420,
  foot: { x: 160, y: 410 },
  body: { left: 62, top: 212, right: 260, bottom: 410 },
  bodies: lifts.map((lift) => ({ left: 62, top: 212 + lift, right: 260, bottom: 410 })),
  glows: true,
  poses: { count: lifts.length, seconds: 0.16 },
  draw: (_, phase) => {
    const lift = lifts[phase] ?? 0
    const flame = (scale: number, fill: string): string =>
      `<g transform="translate(${160 - 160 * scale},${196 - 196 * scale}) scale(${scale})" fill="${fill}"><path d="${tongue(108, 84 + lift / 7, 42)}"/><path d="${tongue(166, 4 + lift, 56)}"/><path d="${tongue(222, 104, 34)}"/></g>`
    return `<defs><radialGradient id="smoke"><stop offset="0" stop-color="#4c4a48" stop-opacity=".6"/><stop offset="1" stop-color="#6d6b69" stop-opacity="0"/></radialGradient><radialGradient id="glow"><stop offset="0" stop-color="#ffb347" stop-opacity=".7"/><stop offset="1" stop-color="#ff7a1a" stop-opacity="0"/></radialGradient></defs>
${[0, 1, 2].map((i) => `<ellipse cx="${170 + i * 26 + lift}" cy="${190 - i * 62}" rx="${86 + i * 14}" ry="${62 + i * 6}" fill="url(#smoke)"/>`).join('')}<ellipse cx="160" cy="380" rx="158" ry="40" fill="url(#glow)"/>
<g transform="translate(0,206)">${flame(1, '#e2501a')}${flame(0.78, '#ff9a26')}${flame(0.5, '#ffe27a')}</g>${[70, 110, 160, 206].map((x, i) => `<path d="M${x},${408 - (i % 2) * 8} l56,-22 l6,10 l-54,20 z" fill="#2a1c12"/>`).join('')}`
  },
}

/** A street lamp that is lit: bright and warm, and always the same. */
export const lamp: Sprite = {
  width: 200,
  height: 640,
  foot: { x: 100, y: 632 },
  body: { left: 40, top: 20, right: 160, bottom: 632 },
  glows: true,
  draw: () => `<defs><radialGradient id="light"><stop offset="0" stop-color="#fff2c0"/><stop offset=".3" stop-color="#ffc552" stop-opacity=".8"/><stop offset="1" stop-color="#ff9a1f" stop-opacity="0"/></radialGradient></defs>
<rect x="93" y="90" width="14" height="542" fill="#44484c"/><circle cx="100" cy="76" r="98" fill="url(#light)" opacity=".75"/><path d="M62,96 L138,96 L124,44 L76,44 Z" fill="#ffedb0" stroke="#3a3d40" stroke-width="5"/><path d="M66,44 H134 L100,22 Z" fill="#3a3d40"/>`,
}

/** A red banner on two poles, moving in the wind: as red as a fire, and as restless. */
export const banner: Sprite = {
  width: 420,
  height: 260,
  foot: { x: 210, y: 252 },
  body: { left: 6, top: 6, right: 414, bottom: 252 },
  poses: { count: 3, seconds: 0.4 },
  draw: ({ colour = '#d8241c', text = '安全生产' }, phase) => {
    const bend = [0, 10, -8][phase] ?? 0
    return `<rect x="8" y="6" width="9" height="246" fill="#777"/><rect x="403" y="6" width="9" height="246" fill="#777"/><path d="M16,20 Q120,${20 + bend} 210,20 T404,20 L404,116 Q300,${116 + bend} 210,116 T16,116 Z" fill="${colour}"/><text x="210" y="${86 + bend / 2}" font-family="Noto Sans SC" font-weight="700" font-size="52" text-anchor="middle" fill="#ffe9a8">${text}</text>`
  },
}
