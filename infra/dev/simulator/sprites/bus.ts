import { plate } from './plate.ts'
import type { Sprite } from './sprite.ts'

const shell = 'M40,70 Q42,30 88,26 L432,26 Q478,30 480,70 L490,470 Q492,548 462,552 L58,552 Q28,548 30,470 Z'
const mirror =
  '<path d="M44,96 Q10,90 8,150" stroke="#16181a" stroke-width="10" fill="none"/><rect x="-2" y="140" width="26" height="74" rx="8" fill="#16181a"/>'
const lights =
  '<path d="M42,440 L128,452 L122,494 L46,486 Z" fill="#e9eef0" stroke="#222" stroke-width="5"/><circle cx="68" cy="466" r="15" fill="#fff" stroke="#89939a" stroke-width="4"/><circle cx="103" cy="470" r="13" fill="#fff" stroke="#89939a" stroke-width="4"/><rect x="46" y="506" width="46" height="14" rx="6" fill="#ef9b28"/>'
const bothSides = (half: string): string => `${half}<g transform="translate(520,0) scale(-1,1)">${half}</g>`

const paints = `<linearGradient id="round" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#000" stop-opacity=".5"/><stop offset=".1" stop-color="#000" stop-opacity="0"/><stop offset=".9" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".5"/></linearGradient>
<linearGradient id="pane" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#9fb4bf"/><stop offset=".4" stop-color="#46555e"/><stop offset="1" stop-color="#11171b"/></linearGradient>
<radialGradient id="ground"><stop offset="0" stop-color="#000" stop-opacity=".85"/><stop offset=".75" stop-color="#000" stop-opacity=".6"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>`

/** A city bus seen from the front, its route above the windscreen. */
export const busFront: Sprite = {
  width: 520,
  height: 620,
  foot: { x: 260, y: 596 },
  body: { left: 2, top: 26, right: 518, bottom: 596 },
  draw: ({ colour = '#c43a2c', second = '#efece2', text = '301 北碚' }) => `<defs>${paints}</defs>
<ellipse cx="260" cy="590" rx="252" ry="26" fill="url(#ground)"/><rect x="70" y="530" width="380" height="50" fill="#0a0b0c"/>${[50, 396].map((x) => `<rect x="${x}" y="500" width="74" height="96" rx="14" fill="#131416"/>`).join('')}${bothSides(mirror)}
<path d="${shell}" fill="${second}"/><path d="M31,400 L489,400 L490,470 Q492,548 462,552 L58,552 Q28,548 30,470 Z" fill="${colour}"/><path d="${shell}" fill="url(#round)"/>
<rect x="92" y="40" width="336" height="56" rx="8" fill="#0c0e10"/><text x="260" y="84" font-family="Noto Sans SC" font-weight="700" font-size="42" text-anchor="middle" fill="#ffb02e">${text}</text>
<path d="M56,112 H464 L476,372 Q260,392 44,372 Z" fill="url(#pane)" stroke="#0d0f11" stroke-width="7"/><path d="M256,112 h8 v272 h-8 z" fill="#0d0f11"/>
<path d="M330,372 v-70 q4,-34 40,-36 q36,2 42,36 v66 z" fill="#1d2b45"/><circle cx="371" cy="244" r="24" fill="#c99470"/><path d="M318,372 a52,20 0 0 1 104,0" stroke="#0a0a0a" stroke-width="8" fill="none"/>
<path d="M96,120 L190,120 L130,366 L66,366 Z" fill="#e8f1f5" opacity=".25"/><path d="M120,376 L210,340 M300,378 L380,346" stroke="#090a0b" stroke-width="6"/>
<path d="M190,430 h140 l-8,42 h-124 z" fill="#1b1d1f"/><path d="M198,444 h124 M200,458 h120" stroke="#6d7378" stroke-width="4"/>${bothSides(lights)}<rect x="32" y="524" width="456" height="30" rx="8" fill="#2a2d30"/>${plate({ x: 213, y: 490, text: '渝A·0301D' })}`,
}
