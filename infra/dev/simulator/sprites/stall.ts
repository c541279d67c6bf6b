import type { Sprite } from './sprite.ts'

const fruit = (colours: readonly string[]): string =>
  colours
    .flatMap((colour, crate) =>
      Array.from({ length: 12 }, (_, i) => {
        const [x, y] = [22 + crate * 94 + (i % 4) * 21, 44 - Math.floor(i / 4) * 13]
        return `<circle cx="${x + (Math.floor(i / 4) % 2) * 6}" cy="${y}" r="12" fill="${colour}"/><circle cx="${x - 3}" cy="${y - 4}" r="3.5" fill="#fff" opacity=".45"/>`
      }),
    )
    .join('')

/** A folding table, its legs to be seen, seen from the front. */
export const table: Sprite = {
  width: 320,
  height: 190,
  foot: { x: 160, y: 178 },
  body: { left: 6, top: 40, right: 314, bottom: 178 },
  draw: ({ colour = '#9a6b3f' }) => `<ellipse cx="160" cy="178" rx="156" ry="10" fill="#000" opacity=".3"/>
${[20, 286].map((x) => `<rect x="${x}" y="70" width="13" height="108" fill="#4e3620"/>`).join('')}${[58, 250].map((x) => `<rect x="${x}" y="70" width="10" height="88" fill="#3e2b19"/>`).join('')}
<path d="M30,40 L290,40 L314,70 L6,70 Z" fill="${colour}"/><path d="M34,44 L286,44 L292,51 L28,51 Z" fill="#fff" opacity=".18"/><rect x="6" y="70" width="308" height="14" fill="#6f4a29"/>`,
}

/** Crates of fruit, to stand on a table. */
export const crates: Sprite = {
  width: 300,
  height: 84,
  foot: { x: 150, y: 80 },
  body: { left: 4, top: 4, right: 296, bottom: 80 },
  draw: () =>
    `${fruit(['#e0662a', '#c3312f', '#8fb339'])}${[6, 100, 194].map((x) => `<rect x="${x}" y="44" width="98" height="36" fill="#b98d54" stroke="#7b5a30" stroke-width="2"/><path d="M${x},56 h98 M${x},68 h98" stroke="#7b5a30" stroke-width="2"/>`).join('')}`,
}

/** A big market umbrella in two colours. Its pole stands on the foot point. */
export const umbrella: Sprite = {
  width: 460,
  height: 480,
  foot: { x: 230, y: 470 },
  body: { left: 4, top: 6, right: 456, bottom: 470 },
  draw: ({ colour = '#c8352b', second = '#f1e9d8' }) => {
    const ribs = [4, 80, 155, 230, 305, 380, 456]
    const panels = ribs.slice(0, -1).map((x, i) => {
      const next = ribs[i + 1] ?? x
      return `<path d="M230,14 Q${(x + 230) / 2 - (230 - x) * 0.12},40 ${x},140 Q${(x + next) / 2},118 ${next},140 Q${(next + 230) / 2 - (230 - next) * 0.12},40 230,14 Z" fill="${i % 2 ? second : colour}" stroke="#000" stroke-opacity=".2"/>`
    })
    return `<ellipse cx="230" cy="470" rx="40" ry="8" fill="#000" opacity=".3"/><rect x="225" y="20" width="10" height="450" fill="#b9bcc0"/><rect x="232" y="20" width="3" height="450" fill="#777"/>${panels.join('')}<circle cx="230" cy="12" r="6" fill="#888"/>`
  },
}

/** A picnic blanket on the ground. */
export const blanket: Sprite = {
  width: 420,
  height: 110,
  foot: { x: 210, y: 104 },
  body: { left: 4, top: 6, right: 416, bottom: 104 },
  draw: ({ colour = '#b5493f' }) =>
    `<path d="M80,8 L340,8 L414,102 L6,102 Z" fill="${colour}"/>${[0, 1, 2, 3, 4].map((i) => `<path d="M${112 + i * 48},8 L${58 + i * 76},102" stroke="#fff" stroke-opacity=".6" stroke-width="9"/>`).join('')}<path d="M60,36 H360 M36,66 H384" stroke="#fff" stroke-opacity=".6" stroke-width="9"/>`,
}
