import { plate } from './plate.ts'
import type { Sprite } from './sprite.ts'

const paint = (id: string, colour: string): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".5"/>` +
  `<stop offset=".45" stop-color="${colour}" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".5"/></linearGradient>`

const glass = `<linearGradient id="glass" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#5c7484"/><stop offset="1" stop-color="#121a20"/></linearGradient>`

const shell =
  'M26,172 Q24,148 44,138 L60,130 Q72,70 96,46 Q130,34 180,34 Q230,34 264,46 Q288,70 300,130 L316,138 Q336,148 334,172 L336,236 Q336,262 318,266 L42,266 Q24,262 24,236 Z'
const window =
  'M76,130 Q88,78 106,58 Q140,48 180,48 Q220,48 254,58 Q272,78 284,130 Q230,138 180,138 Q130,138 76,130 Z'

const body = (colour: string): string => `<defs>${paint('shade', colour)}${glass}</defs>
<ellipse cx="180" cy="296" rx="186" ry="16" fill="#000" opacity=".45"/>
${[38, 274].map((x) => `<rect x="${x}" y="226" width="48" height="74" rx="12" fill="#15161a"/>`).join('')}
<path d="${shell}" fill="${colour}"/><path d="${shell}" fill="url(#shade)"/>
<path d="${window}" fill="url(#glass)"/><path d="M96,124 Q108,80 124,62 L160,56 L122,128 Z" fill="#cfe0ea" opacity=".25"/>
<path d="M26,150 L10,138 Q4,126 16,122 L34,128 Z" fill="${colour}"/><path d="M334,150 L350,138 Q356,126 344,122 L326,128 Z" fill="${colour}"/>`

const size = {
  width: 360,
  height: 316,
  foot: { x: 180, y: 300 },
  body: { left: 10, top: 34, right: 350, bottom: 300 },
}

/** A saloon seen from behind, its plate readable: what a camera along the street sees of a parked car. */
export const carRear: Sprite = {
  ...size,
  draw: ({ colour = '#c9ced4', text }) => `${body(colour)}
<path d="M28,176 L96,180 Q104,182 100,200 L92,208 L30,204 Z" fill="#b3141c"/><path d="M332,176 L264,180 Q256,182 260,200 L268,208 L330,204 Z" fill="#b3141c"/>
<path d="M34,182 L84,185 L80,194 L34,191 Z" fill="#ff6a5e"/><path d="M326,182 L276,185 L280,194 L326,191 Z" fill="#ff6a5e"/>
<line x1="62" y1="158" x2="298" y2="158" stroke="#000" stroke-opacity=".35" stroke-width="3"/>
<path d="M26,238 L334,238 L330,264 L30,264 Z" fill="#24272b"/><rect x="60" y="246" width="34" height="9" fill="#8c1016"/><rect x="266" y="246" width="34" height="9" fill="#8c1016"/>
<ellipse cx="180" cy="168" rx="11" ry="7" fill="#eef2f4" stroke="#555"/>${plate({ x: 133, y: 196, text })}`,
}

/** The same saloon seen from the front: oncoming traffic. */
export const carFront: Sprite = {
  ...size,
  draw: ({ colour = '#c9ced4', text }) => `${body(colour)}
<path d="M30,172 Q60,160 104,178 L98,200 Q60,202 34,194 Z" fill="#f4f8fa" stroke="#444" stroke-width="3"/><path d="M330,172 Q300,160 256,178 L262,200 Q300,202 326,194 Z" fill="#f4f8fa" stroke="#444" stroke-width="3"/>
<path d="M112,176 L248,176 L240,206 L120,206 Z" fill="#17191c"/><path d="M116,186 L244,186 M118,196 L242,196" stroke="#888" stroke-width="2"/>
<ellipse cx="180" cy="190" rx="13" ry="9" fill="#dfe4e8"/>
<path d="M30,240 L330,240 L322,264 L38,264 Z" fill="#202327"/><circle cx="62" cy="246" r="9" fill="#e9edf0"/><circle cx="298" cy="246" r="9" fill="#e9edf0"/>
<path d="M60,140 Q180,128 300,140" stroke="#000" stroke-opacity=".3" stroke-width="3" fill="none"/>${plate({ x: 133, y: 212, text })}`,
}
