import type { Sprite } from './sprite.ts'

/** How far the tallest tongue ducks in each pose, in no order that an eye would follow, and how far the tips lean. */
const ducks = [0, 74, 22, 96, 40, 8, 88, 30, 60, 14]
const leans = [10, -14, 22, -6, 16, -20, 4, -10, 20, -16]
const foot = 372

/** One tongue: a body as wide as told, swung to a tip. */
function tongue([x, top, half, lean]: readonly [number, number, number, number]): string {
  const up = (share: number): number => foot - (foot - top) * share
  return `<path d="M${x - half},${foot} C${x - half * 1.25},${up(0.45)} ${x - half * 0.5 + lean},${up(0.7)} ${x + lean},${top} C${x + half * 0.55 + lean},${up(0.65)} ${x + half * 1.3},${up(0.4)} ${x + half},${foot} Z"/>`
}

/** The three tongues at a share of their size, blurred: how hot it is there, as grey. */
function heat(phase: number, { share, grey, blur }: { share: number; grey: number; blur: number }): string {
  const [duck = 0, lean = 0] = [ducks[phase], leans[phase]]
  const tongues: readonly [number, number, number, number][] = [
    [108, 250 + (96 - duck) / 2, 42, -lean],
    [164, 140 + duck, 56, lean],
    [220, 230 + duck * 0.4, 38, -lean * 0.6],
  ]
  const shrunk = tongues.map(([x, top, half, to]) =>
    tongue([x, foot - (foot - top) * share, half * (0.35 + 0.65 * share), to * share]),
  )
  return `<g filter="url(#soft${blur})" fill="rgb(${grey},${grey},${grey})">${shrunk.join('')}</g>`
}

const soft = (blur: number): string =>
  `<filter id="soft${blur}" x="-.3" y="-.3" width="1.6" height="1.6"><feGaussianBlur stdDeviation="${blur}"/></filter>`

/**
 * Heat to flame: one noise tears its edges, another, drawn out upwards, mottles it, and what is hot glows from dark red over
 * orange to nearly white. Flat shapes in three colours are no fire to a model that was taught on photographs.
 */
const burning = (
  phase: number,
): string => `<filter id="burn" filterUnits="userSpaceOnUse" x="0" y="0" width="320" height="420" color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency=".03 .018" numOctaves="4" seed="${phase * 7 + 3}" result="tears"/>
<feDisplacementMap in="SourceGraphic" in2="tears" scale="110" xChannelSelector="R" yChannelSelector="G" result="torn"/>
<feTurbulence type="fractalNoise" baseFrequency=".03 .0135" numOctaves="4" seed="${phase * 11 + 5}" result="noise"/>
<feColorMatrix in="noise" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2.2 0 0 -.62" result="mottled"/>
<feColorMatrix in="torn" values="1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0" result="hot"/>
<feComposite in="hot" in2="mottled" operator="arithmetic" k1=".9" k2=".55"/>
<feColorMatrix values="0 0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 0"/>
<feComponentTransfer><feFuncR type="table" tableValues=".35 .75 .95 1 1 1"/><feFuncG type="table" tableValues=".05 .2 .42 .62 .82 .96"/><feFuncB type="table" tableValues="0 .02 .04 .08 .25 .7"/><feFuncA type="table" tableValues="0 .75 1 1 1 1"/></feComponentTransfer>
</filter>`

const smoke = (phase: number): string =>
  [0, 1, 2]
    .map(
      (i) =>
        `<ellipse cx="${164 + i * 18 + (ducks[phase] ?? 0) / 4}" cy="${190 - i * 62}" rx="${86 + i * 14}" ry="${62 + i * 6}" fill="url(#smoke)"/>`,
    )
    .join('')

/** A few sticks before the flames; more of them, and the model sees less of a fire. */
const sticks = [70, 150, 206]
  .map(
    (x, i) =>
      `<path d="M${x},${408 - (i % 2) * 9} l70,${i === 1 ? -26 : -30} l5,9 l-64,26 z" fill="#150d08"/>`,
  )
  .join('')

/** The warm pixels of each pose: left, top, right, bottom. */
const bodies = [
  [8, 115, 286, 420],
  [38, 202, 292, 420],
  [22, 147, 314, 409],
  [33, 188, 300, 420],
  [27, 145, 281, 415],
  [27, 128, 308, 420],
  [41, 207, 275, 420],
  [33, 158, 297, 420],
  [33, 172, 297, 420],
  [27, 147, 297, 420],
].map(([left = 0, top = 0, right = 0, bottom = 0]) => ({ left, top, right, bottom }))

/** Brushwood that burns, with smoke. Its body is the flame alone: the smoke is nobody's box. */
export const fire: Sprite = {
  width: 320,
  height: 420,
  foot: { x: 160, y: 410 },
  body: { left: 50, top: 150, right: 276, bottom: 404 },
  bodies,
  glows: true,
  poses: { count: ducks.length, seconds: 0.12 },
  draw: (_, phase) =>
    `<defs>${soft(8)}${soft(12)}${burning(phase)}<radialGradient id="smoke"><stop offset="0" stop-color="#4c4a48" stop-opacity=".5"/><stop offset="1" stop-color="#6d6b69" stop-opacity="0"/></radialGradient><radialGradient id="glow"><stop offset="0" stop-color="#ffb347" stop-opacity=".7"/><stop offset="1" stop-color="#ff7a1a" stop-opacity="0"/></radialGradient></defs>
${smoke(phase)}<ellipse cx="160" cy="388" rx="158" ry="30" fill="url(#glow)"/><path d="M36,412 Q60,366 110,360 L220,358 Q272,368 290,412 Z" fill="#1c130c"/>
<g filter="url(#burn)">${heat(phase, { share: 1, grey: 120, blur: 12 })}${heat(phase, { share: 0.82, grey: 185, blur: 8 })}${heat(phase, { share: 0.55, grey: 255, blur: 12 })}</g>${sticks}`,
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
