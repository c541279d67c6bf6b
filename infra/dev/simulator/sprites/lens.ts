import { standing, walking } from './person.ts'
import type { Sprite } from './sprite.ts'

/** An insect that sits on the lens or crawls over it: large, dark and out of focus. */
export const insect: Sprite = {
  width: 260,
  height: 200,
  foot: { x: 130, y: 190 },
  body: { left: 20, top: 20, right: 240, bottom: 180 },
  poses: { count: 2, seconds: 0.2 },
  draw: (_, phase) =>
    `<defs><filter id="far"><feGaussianBlur stdDeviation="7"/></filter></defs><g filter="url(#far)" opacity=".8"><ellipse cx="130" cy="100" rx="62" ry="36" fill="#15120f"/><ellipse cx="196" cy="96" rx="24" ry="20" fill="#15120f"/>${[60, 100, 150].map((x, i) => `<path d="M${x + 20},${110} L${x + (phase === i % 2 ? 0 : 16)},172 M${x + 20},90 L${x + (phase === i % 2 ? 14 : 0)},28" stroke="#15120f" stroke-width="9"/>`).join('')}</g>`,
}

/** A drop of rain on the lens: it bends what is behind it into a bright blur. */
export const drop: Sprite = {
  width: 180,
  height: 200,
  foot: { x: 90, y: 190 },
  body: { left: 20, top: 16, right: 160, bottom: 184 },
  draw: () =>
    '<defs><filter id="wet"><feGaussianBlur stdDeviation="6"/></filter><radialGradient id="drop" cx=".45" cy=".7" r=".7"><stop offset="0" stop-color="#eef4f8" stop-opacity=".85"/><stop offset=".6" stop-color="#9fb0b8" stop-opacity=".6"/><stop offset="1" stop-color="#2b343a" stop-opacity=".75"/></radialGradient></defs><path filter="url(#wet)" d="M90,18 Q150,60 150,120 Q150,180 90,180 Q30,180 30,120 Q30,60 90,18Z" fill="url(#drop)"/>',
}

/** Two headlights of a car that comes, with their glare. */
export const headlights: Sprite = {
  width: 420,
  height: 220,
  foot: { x: 210, y: 200 },
  body: { left: 60, top: 60, right: 360, bottom: 180 },
  glows: true,
  draw: () =>
    `<defs><radialGradient id="beam"><stop offset="0" stop-color="#fffbe8"/><stop offset=".25" stop-color="#fff2c4" stop-opacity=".9"/><stop offset="1" stop-color="#ffe7a0" stop-opacity="0"/></radialGradient></defs>${[110, 310].map((x) => `<circle cx="${x}" cy="110" r="104" fill="url(#beam)"/><circle cx="${x}" cy="110" r="16" fill="#fff"/>`).join('')}`,
}

/** Thrown far over the ground by a low sun: the outline of somebody, and nobody. */
export const shadow: Sprite = {
  width: 420,
  height: 190,
  foot: { x: 40, y: 172 },
  body: { left: 20, top: 20, right: 410, bottom: 180 },
  poses: { count: 2, seconds: 0.4 },
  draw: (_, phase) =>
    `<g opacity=".62"><path d="M30,176 L58,160 L${phase ? 190 : 176},96 L${phase ? 176 : 190},128 Z" fill="#14161a"/><path d="M150,132 L300,52 L326,70 L190,150 Z" fill="#14161a"/><path d="M210,${phase ? 132 : 118} L286,${phase ? 106 : 92} L292,100 L220,140 Z" fill="#14161a"/><ellipse cx="346" cy="44" rx="34" ry="20" fill="#14161a" transform="rotate(-28 346 44)"/></g>`,
}

/** Somebody who walks by, as a pane of glass shows him: pale and half seen. */
export const reflection: Sprite = {
  ...walking,
  draw: (look, phase) => `<g opacity=".45">${walking.draw(look, phase)}</g>`,
}

/** Somebody who stands before a pane, as it shows him. */
export const standingReflection: Sprite = {
  ...standing,
  draw: (look, phase) => `<g opacity=".5">${standing.draw(look, phase)}</g>`,
}
