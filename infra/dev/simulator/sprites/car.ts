import { plate } from './plate.ts'
import type { Sprite } from './sprite.ts'

const shell =
  'M38,206 Q36,166 56,146 L74,134 Q86,84 108,56 Q150,40 200,40 Q250,40 292,56 Q314,84 326,134 L344,146 Q364,166 362,206 L362,246 Q362,268 344,272 L56,272 Q38,268 38,246 Z'
const window =
  'M88,134 Q98,88 118,66 Q156,54 200,54 Q244,54 282,66 Q302,88 312,134 Q256,142 200,142 Q144,142 88,134 Z'
const rocker =
  'M42,246 L358,246 Q362,248 361,254 Q360,266 344,272 L320,276 L80,276 L56,272 Q40,266 39,254 Q38,248 42,246 Z'

const mirror = (side: 1 | -1, colour: string): string =>
  `<g transform="translate(${side < 0 ? 0 : 400},0) scale(${-side},1)"><path d="M68,146 L46,140" stroke="#111" stroke-width="7"/><path d="M48,128 Q24,124 20,140 Q20,154 30,156 L52,152 Z" fill="${colour}"/><path d="M46,128 Q24,124 20,140 Q20,154 30,156 Z" fill="#000" opacity=".3"/></g>`

/** Where light falls from the sky, and where none does: what tells a painted body from a flat shape. */
const paints = `<linearGradient id="light" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".55"/><stop offset=".16" stop-color="#fff" stop-opacity=".18"/><stop offset=".44" stop-color="#fff" stop-opacity=".3"/><stop offset=".5" stop-color="#000" stop-opacity=".04"/><stop offset=".8" stop-color="#000" stop-opacity=".34"/><stop offset="1" stop-color="#000" stop-opacity=".6"/></linearGradient>
<linearGradient id="round" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#000" stop-opacity=".5"/><stop offset=".12" stop-color="#000" stop-opacity=".06"/><stop offset=".3" stop-color="#fff" stop-opacity=".12"/><stop offset=".86" stop-color="#000" stop-opacity=".06"/><stop offset="1" stop-color="#000" stop-opacity=".55"/></linearGradient>
<linearGradient id="glass" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#93a7b3"/><stop offset=".3" stop-color="#3c4a53"/><stop offset="1" stop-color="#0d1216"/></linearGradient>
<linearGradient id="tyre" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#050505"/><stop offset=".5" stop-color="#2b2c2e"/><stop offset="1" stop-color="#050505"/></linearGradient>
<linearGradient id="lamp" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e8452f"/><stop offset=".5" stop-color="#a80f12"/><stop offset="1" stop-color="#5f0709"/></linearGradient>
<radialGradient id="ground"><stop offset="0" stop-color="#000" stop-opacity=".85"/><stop offset=".7" stop-color="#000" stop-opacity=".6"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>`

const body = (colour: string): string => `<defs>${paints}</defs>
<ellipse cx="200" cy="292" rx="198" ry="24" fill="url(#ground)"/><rect x="64" y="250" width="272" height="40" fill="#08090a"/>
${[50, 300].map((x) => `<path d="M${x},240 h50 v48 q0,12 -10,12 h-30 q-10,0 -10,-12 z" fill="url(#tyre)"/>`).join('')}
${mirror(-1, colour)}${mirror(1, colour)}
<path d="${shell}" fill="${colour}"/><path d="${shell}" fill="url(#light)"/><path d="${shell}" fill="url(#round)"/>
<path d="${window}" fill="url(#glass)" stroke="#0b0d0f" stroke-width="4"/>
<path d="M104,122 Q114,86 128,70 L176,62 Q146,90 138,128 Z" fill="#e6f0f5" opacity=".28"/><path d="M250,60 L272,64 Q288,84 296,124 L284,128 Q274,84 250,60 Z" fill="#e6f0f5" opacity=".16"/>
<path d="M60,150 Q200,136 340,150" stroke="#fff" stroke-opacity=".5" stroke-width="3" fill="none"/>`

const size = {
  width: 400,
  height: 320,
  foot: { x: 200, y: 300 },
  body: { left: 20, top: 38, right: 380, bottom: 300 },
}

/** A saloon seen from behind, its plate readable: what a camera along the street sees of a parked car. */
export const carRear: Sprite = {
  ...size,
  draw: ({ colour = '#c9ced4', text }) => `${body(colour)}
<path d="${rocker}" fill="#1d2022"/><path d="M120,262 h160 l-10,14 h-140 z" fill="#2c2f32"/><rect x="92" y="262" width="26" height="10" rx="4" fill="#8f9499"/><rect x="282" y="262" width="26" height="10" rx="4" fill="#8f9499"/>
${[1, -1].map((side) => `<g transform="translate(${side > 0 ? 0 : 400},0) scale(${side},1)"><path d="M40,172 Q46,156 66,158 L126,166 Q132,168 128,186 Q124,198 112,198 L42,200 Q38,186 40,172 Z" fill="url(#lamp)" stroke="#3c0505" stroke-width="2"/><path d="M50,168 L112,172 L108,178 L48,178 Z" fill="#ff8a72" opacity=".85"/><path d="M96,186 h24 l-4,9 h-22 z" fill="#f3e9e4" opacity=".8"/><rect x="56" y="240" width="40" height="7" rx="2" fill="#8d1414"/></g>`).join('')}
<path d="M130,172 Q134,222 146,226 L254,226 Q266,222 270,172" stroke="#000" stroke-opacity=".35" stroke-width="2.5" fill="none"/><rect x="142" y="184" width="116" height="38" rx="5" fill="#000" opacity=".28"/>
<rect x="140" y="174" width="120" height="7" rx="3" fill="#d9dde0"/><ellipse cx="200" cy="162" rx="12" ry="7" fill="#e4e8ea" stroke="#555"/>${plate({ x: 153, y: 188, text })}`,
}

/** The same saloon seen from the front: oncoming traffic. */
export const carFront: Sprite = {
  ...size,
  draw: ({ colour = '#c9ced4', text }) => `${body(colour)}
<path d="${rocker}" fill="#1d2022"/><path d="M110,250 h180 l-12,20 h-156 z" fill="#050607"/>
${[1, -1].map((side) => `<g transform="translate(${side > 0 ? 0 : 400},0) scale(${side},1)"><path d="M42,176 Q48,160 72,164 L128,178 L118,200 Q70,206 44,198 Z" fill="#dfe7ea" stroke="#15181a" stroke-width="4"/><circle cx="76" cy="184" r="11" fill="#fff" stroke="#667" stroke-width="3"/><circle cx="74" cy="250" r="10" fill="#dfe4e6" stroke="#333" stroke-width="3"/></g>`).join('')}
<path d="M130,176 L270,176 L262,208 L138,208 Z" fill="#0d0f10" stroke="#aab0b4" stroke-width="3"/><path d="M136,186 L264,186 M138,196 L262,196" stroke="#888e92" stroke-width="2.5"/><ellipse cx="200" cy="190" rx="14" ry="9" fill="#e4e8ea"/>
<path d="M90,150 Q200,140 310,150" stroke="#000" stroke-opacity=".3" stroke-width="3" fill="none"/>${plate({ x: 153, y: 214, text })}`,
}
