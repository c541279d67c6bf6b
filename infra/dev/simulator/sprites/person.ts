import type { SpriteStyle, Sprite } from './sprite.ts'

const skin = '#d9a57f'
const limb = (d: string, fill: string): string =>
  `<path d="${d}" fill="${fill}"/><path d="${d}" fill="url(#fold)"/>`

/** Light from the front, darker to both sides and downwards: a body, not a cut-out of paper. */
const fold = `<defs><linearGradient id="fold" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#000" stop-opacity=".42"/><stop offset=".3" stop-color="#000" stop-opacity=".04"/><stop offset=".5" stop-color="#fff" stop-opacity=".14"/><stop offset=".72" stop-color="#000" stop-opacity=".1"/><stop offset="1" stop-color="#000" stop-opacity=".5"/></linearGradient>
<radialGradient id="face" cx=".45" cy=".45" r=".6"><stop offset="0" stop-color="#f2c9a8"/><stop offset=".7" stop-color="#d9a57f"/><stop offset="1" stop-color="#9c6a4a"/></radialGradient></defs>`

const head = ({
  hat,
}: SpriteStyle): string => `<rect x="24.5" y="26" width="11" height="13" fill="#b07f5c"/><ellipse cx="18.6" cy="18" rx="2" ry="3.4" fill="#c08f6a"/><ellipse cx="41.4" cy="18" rx="2" ry="3.4" fill="#c08f6a"/><ellipse cx="30" cy="17" rx="11.5" ry="14.5" fill="url(#face)"/>
<path d="M17,18 Q15,0 30,0 Q45,0 43,18 Q41,8 30,8 Q19,8 17,18Z" fill="#221a15"/>
<path d="M22.5,14 h5 M32.5,14 h5" stroke="#2a1c14" stroke-width="1.3"/><circle cx="25.3" cy="16.6" r="1.2" fill="#20140e"/><circle cx="34.7" cy="16.6" r="1.2" fill="#20140e"/><path d="M30,17 l-1.6,5.4 h3" stroke="#a8744f" stroke-width=".9" fill="none"/><path d="M26.5,25.8 q3.5,1.6 7,0" stroke="#8f4a44" stroke-width="1.5" fill="none"/>
${hat ? '<path d="M17,9 L16,-14 Q23,-22 30,-18 Q37,-22 44,-14 L43,9 Q30,5 17,9Z" fill="#f4f4f0" stroke="#c9c9c4"/>' : ''}`

const bib =
  '<path d="M20,52 L40,52 L42,62 L46,122 L14,122 L18,62 Z" fill="#e8e8e2"/><path d="M14,84 L46,84" stroke="#b9b9b2" stroke-width="2"/>'

const torso = (colour: string): string =>
  limb('M12,43 Q20,36 30,36 Q40,36 48,43 L46,100 L14,100 Z', colour) +
  '<path d="M38,40 L46,100 L36,100 Z" fill="#000" opacity=".18"/><path d="M25,37 L30,45 L35,37" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="2"/>'

const arms = (colour: string, swing: number): string =>
  `<g transform="rotate(${swing} 13 46)">${limb('M12,43 L3,72 L6,96 L13,96 L13,72 L20,52 Z', colour)}<circle cx="9" cy="100" r="5" fill="${skin}"/></g>` +
  `<g transform="rotate(${swing} 47 46)">${limb('M48,43 L57,72 L54,96 L47,96 L47,72 L40,52 Z', colour)}<circle cx="51" cy="100" r="5" fill="${skin}"/></g>`

const legs = (trousers: string, left: number, right: number): string =>
  [left, right]
    .map((lift, side) => {
      const x = side === 0 ? 15 : 31
      const foot = 166 - lift
      return `${limb(`M${x},96 L${x + 1},${foot} L${x + 12},${foot} L${x + 15},96 Z`, trousers)}<path d="M${x - 2},${foot} h15 v7 h-17 z" fill="#1c1c1e"/>`
    })
    .join('') + '<line x1="30" y1="104" x2="30" y2="160" stroke="#000" stroke-opacity=".4" stroke-width="2"/>'

const frame = (inner: string): string =>
  `${fold}<g transform="translate(0,44) scale(1.7)"><ellipse cx="36" cy="173" rx="32" ry="6" fill="#000" opacity=".35"/><g transform="translate(6,0)">${inner}</g></g>`
const size = {
  width: 124,
  height: 350,
  foot: { x: 61, y: 338 },
  body: { left: 14, top: 44, right: 110, bottom: 338 },
  head: { left: 41, top: 44, right: 81, bottom: 100 },
  hands: { left: 14, top: 190, right: 110, bottom: 226 },
}

/**
 * Nobody is still: every second another of three poses, so that pictures two or four seconds apart, as key frames are, show
 * another one too.
 */
const restless = { count: 3, seconds: 1 } as const
const sways = [0, 1, -1] as const
const sway = (phase: number): number => sways[phase % sways.length] ?? 0
/** A head that turns and nods a little. */
const swayed = (inner: string, phase: number): string =>
  `<g transform="translate(${sway(phase) * 1.5} ${Math.abs(sway(phase))})">${inner}</g>`

/** A person seen from the front or behind, standing; shifts weight a little every second. */
export const standing: Sprite = {
  ...size,
  poses: restless,
  draw: (look, phase) =>
    frame(
      legs(look.second ?? '#2b2b33', 0, 0) +
        torso(look.colour ?? '#39538a') +
        (look.apron ? bib : '') +
        arms(look.colour ?? '#39538a', sway(phase) * 3) +
        swayed(head(look), phase),
    ),
}

const nape = ({ hat }: SpriteStyle): string =>
  `<rect x="24.5" y="26" width="11" height="13" fill="#b07f5c"/><path d="M18,20 Q16,2 30,2 Q44,2 42,20 Q42,33 30,33 Q18,33 18,20Z" fill="#1d1613"/>
${hat ? '<path d="M17,9 L16,-14 Q23,-22 30,-18 Q37,-22 44,-14 L43,9 Q30,5 17,9Z" fill="#f4f4f0" stroke="#c9c9c4"/>' : ''}`

/** The person who stands, seen from behind: no face, no front of an apron. */
export const turnedAway: Sprite = {
  ...size,
  poses: restless,
  draw: (look, phase) =>
    frame(
      legs(look.second ?? '#2b2b33', 0, 0) +
        torso(look.colour ?? '#39538a') +
        arms(look.colour ?? '#39538a', sway(phase) * 3) +
        swayed(nape(look), phase),
    ),
}

/** The same person walking towards or away from the camera. */
export const walking: Sprite = {
  ...size,
  poses: { count: 2, seconds: 0.4 },
  draw: (look, phase) =>
    frame(
      legs(look.second ?? '#2b2b33', phase ? 7 : 0, phase ? 0 : 7) +
        torso(look.colour ?? '#a33b3b') +
        arms(look.colour ?? '#a33b3b', phase ? 7 : -7) +
        head(look),
    ),
}

const lap = (trousers: string): string =>
  [13, 31]
    .map((x) =>
      limb(
        `M${x},92 Q${x - 3},104 ${x},114 L${x + 1},150 L${x + 13},150 L${x + 16},112 Q${x + 18},98 ${x + 15},92 Z`,
        trousers,
      ),
    )
    .join('') + [12, 30].map((x) => `<path d="M${x},150 h16 v8 h-18 z" fill="#1c1c1e"/>`).join('')

/** A person on a low stool, seen from the front; hands in the lap, nods a little. */
export const sitting: Sprite = {
  width: 124,
  height: 350,
  foot: { x: 61, y: 312 },
  body: { left: 14, top: 44, right: 110, bottom: 312 },
  head: size.head,
  poses: restless,
  draw: (look, phase) =>
    `${fold}<g transform="translate(0,44) scale(1.7)"><ellipse cx="36" cy="157" rx="34" ry="7" fill="#000" opacity=".35"/><g transform="translate(6,0)"><path d="M10,108 h40 l4,46 h-6 l-4,-38 h-28 l-4,38 h-6 z" fill="#5a4630"/>` +
    `${torso(look.colour ?? '#50603a')}${lap(look.second ?? '#3a3a44')}${arms(look.colour ?? '#50603a', sway(phase) * 3)}${swayed(head(look), phase)}</g></g>`,
}
