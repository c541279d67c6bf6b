import type { Sprite } from './sprite.ts'

/** A telephone, as it is held up or lies on the bench. */
export const phone: Sprite = {
  width: 40,
  height: 64,
  foot: { x: 20, y: 62 },
  body: { left: 2, top: 2, right: 38, bottom: 62 },
  draw: () =>
    '<rect x="2" y="2" width="36" height="60" rx="6" fill="#15181c"/><rect x="6" y="8" width="28" height="46" fill="#6fb3e0"/>',
}

/** A bin with its lid off and what is in it. */
export const openBin: Sprite = {
  width: 140,
  height: 190,
  foot: { x: 70, y: 184 },
  body: { left: 6, top: 6, right: 134, bottom: 184 },
  draw: () =>
    '<ellipse cx="70" cy="182" rx="62" ry="8" fill="#000" opacity=".35"/><path d="M6,40 L134,40 L122,184 L18,184 Z" fill="#3f6b4c"/><ellipse cx="70" cy="40" rx="64" ry="14" fill="#22352a"/><path d="M28,36 Q40,6 62,28 Q84,2 100,34 Z" fill="#c9b28a"/>',
}

/** Two sacks. */
export const sacks: Sprite = {
  width: 220,
  height: 130,
  foot: { x: 110, y: 124 },
  body: { left: 6, top: 8, right: 214, bottom: 124 },
  draw: () =>
    '<ellipse cx="110" cy="122" rx="104" ry="8" fill="#000" opacity=".35"/><path d="M8,124 Q2,40 40,28 L84,28 Q116,40 110,124 Z" fill="#d8cba6"/><path d="M112,124 Q106,30 140,10 L184,10 Q218,30 212,124 Z" fill="#c7b88f"/><path d="M40,70 h46 M146,60 h44" stroke="#8a3b2e" stroke-width="10"/>',
}

/** A rat from the side, running to the right. */
export const rat: Sprite = {
  width: 150,
  height: 60,
  foot: { x: 75, y: 56 },
  body: { left: 4, top: 6, right: 146, bottom: 56 },
  poses: { count: 2, seconds: 0.2 },
  draw: (_, phase) =>
    `<path d="M40,40 Q16,${phase ? 30 : 46} 4,38" stroke="#8a6f6a" stroke-width="4" fill="none"/><path d="M36,48 Q36,12 84,10 Q120,12 146,40 Q132,50 110,50 Z" fill="#5b5148"/><circle cx="118" cy="18" r="9" fill="#6d6057"/><circle cx="130" cy="32" r="3" fill="#111"/><path d="M${phase ? 56 : 64},48 v8 M${phase ? 104 : 96},48 v8" stroke="#5b5148" stroke-width="7"/>`,
}

const lifts = [0, 22, 8, 30]

/** A flame on its ring, much too high. */
export const burner: Sprite = {
  width: 120,
  height: 90,
  foot: { x: 60, y: 86 },
  body: { left: 6, top: 6, right: 114, bottom: 86 },
  bodies: lifts.map((lift) => ({ left: 6, top: 6 + lift, right: 114, bottom: 86 })),
  glows: true,
  poses: { count: 4, seconds: 0.16 },
  draw: (_, phase) =>
    `<rect x="6" y="74" width="108" height="12" fill="#2b2f33"/>${[18, 42, 66, 90].map((x) => `<path d="M${x},74 q6,${-(58 - (lifts[phase] ?? 0))} 12,0 Z" fill="#ff9a26"/>`).join('')}`,
}
