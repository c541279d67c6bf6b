import type { Sprite } from './sprite.ts'

/** A steel counter with a splash edge; hides the legs of whoever works behind it. */
export const counter: Sprite = {
  width: 1960,
  height: 300,
  foot: { x: 980, y: 300 },
  body: { left: 0, top: 0, right: 1960, bottom: 300 },
  draw: () => `<rect width="1960" height="300" fill="#8d959b"/><rect width="1960" height="44" fill="#cfd5d9"/><rect y="44" width="1960" height="8" fill="#5f676d"/>
${[0, 1, 2, 3, 4, 5].map((i) => `<rect x="${i * 330 + 14}" y="72" width="300" height="214" fill="#a5adb3" stroke="#6a7278" stroke-width="4"/><rect x="${i * 330 + 130}" y="96" width="70" height="9" fill="#555d63"/>`).join('')}`,
}

/** A green glass bottle with a label. */
export const bottle: Sprite = {
  width: 60,
  height: 190,
  foot: { x: 30, y: 184 },
  body: { left: 6, top: 4, right: 54, bottom: 184 },
  draw: ({ colour = '#1f5a34' }) => `<ellipse cx="30" cy="184" rx="26" ry="5" fill="#000" opacity=".3"/>
<path d="M22,4 h16 v48 q2,16 12,28 q4,6 4,16 v80 q0,8 -8,8 h-32 q-8,0 -8,-8 v-80 q0,-10 4,-16 q10,-12 12,-28 z" fill="${colour}"/><rect x="20" y="4" width="20" height="16" rx="2" fill="#c9a23a"/>
<rect x="7" y="104" width="46" height="48" fill="#f3ead2"/><rect x="14" y="114" width="32" height="7" fill="#a3342c"/><path d="M13,92 v80" stroke="#fff" stroke-opacity=".45" stroke-width="5"/>`,
}

/** A white bowl with a blue rim. */
export const bowl: Sprite = {
  width: 170,
  height: 100,
  foot: { x: 85, y: 94 },
  body: { left: 4, top: 6, right: 166, bottom: 94 },
  draw: ({ colour = '#f4f3ee' }) => `<ellipse cx="85" cy="92" rx="62" ry="7" fill="#000" opacity=".35"/>
<path d="M4,24 Q10,80 58,90 L112,90 Q160,80 166,24 Z" fill="${colour}"/><path d="M110,88 Q150,76 160,36 L166,24 Q160,80 112,90 Z" fill="#000" opacity=".16"/>
<ellipse cx="85" cy="24" rx="81" ry="18" fill="#e7e5dc" stroke="#2f58a0" stroke-width="4"/><ellipse cx="85" cy="27" rx="70" ry="13" fill="#b5793a"/><circle cx="66" cy="24" r="7" fill="#d9b25a"/><circle cx="100" cy="28" r="8" fill="#7a9a3e"/>
<path d="M22,52 Q85,72 148,52" stroke="#2f58a0" stroke-width="4" fill="none"/>`,
}

/** A steel stock pot with two handles. */
export const pot: Sprite = {
  width: 260,
  height: 180,
  foot: { x: 130, y: 172 },
  body: { left: 2, top: 8, right: 258, bottom: 172 },
  draw: () => `<rect x="2" y="62" width="40" height="20" rx="8" fill="#4a4f54"/><rect x="218" y="62" width="40" height="20" rx="8" fill="#4a4f54"/>
<path d="M32,26 L228,26 L222,160 Q220,172 206,172 L54,172 Q40,172 38,160 Z" fill="#b8bec3"/><path d="M58,30 L64,168" stroke="#fff" stroke-opacity=".7" stroke-width="12"/><path d="M188,30 L182,168" stroke="#000" stroke-opacity=".2" stroke-width="26"/>
<ellipse cx="130" cy="26" rx="98" ry="18" fill="#7c8388" stroke="#dfe3e6" stroke-width="5"/><ellipse cx="130" cy="28" rx="84" ry="12" fill="#8a4a22"/>`,
}
