import { sitting, standing } from './person.ts'
import type { Sprite } from './sprite.ts'

const { poses: _sways, head: _head, hands: _hands, ...figure } = standing
const { poses: _nods, head: _own, ...seated } = sitting

const stone = (drawing: string, tint: string): string =>
  `<defs><filter id="stone" x="0" y="0" width="100%" height="100%"><feColorMatrix values=".24 .5 .16 0 .12 .23 .48 .15 0 .11 .21 .44 .14 0 .1 0 0 0 1 0"/></filter></defs><g filter="url(#stone)">${drawing}</g>${tint}`

/** A person of stone, as large as life, on a low plinth: never moves. */
export const statue: Sprite = {
  ...figure,
  draw: () =>
    stone(
      standing.draw({ colour: '#b9b4a8', second: '#a8a397' }, 0),
      '<path d="M4,336 h114 v12 h-114 z" fill="#8d897e"/>',
    ),
}

/** The same, sitting: what a park puts on its benches. */
export const seatedStatue: Sprite = {
  ...seated,
  draw: () => stone(sitting.draw({ colour: '#a8a294', second: '#8d8779' }, 0), ''),
}

/** A clothed figure of a shop: dressed as people are, and still. */
export const mannequin: Sprite = {
  ...figure,
  draw: (look) => standing.draw(look, 0),
}

/** A board with a life-size photograph of somebody, on two legs. */
export const poster: Sprite = {
  width: 190,
  height: 400,
  foot: { x: 95, y: 392 },
  body: { left: 6, top: 4, right: 184, bottom: 392 },
  draw: (look) =>
    `<ellipse cx="95" cy="392" rx="88" ry="7" fill="#000" opacity=".3"/><rect x="24" y="330" width="10" height="62" fill="#555"/><rect x="156" y="330" width="10" height="62" fill="#555"/><rect x="6" y="4" width="178" height="356" fill="#e9edf2" stroke="#8b929a" stroke-width="6"/><g transform="translate(33,8)">${standing.draw(look, 0)}</g>`,
}

const upright = standing.draw({ colour: '#2f6f8f', second: '#4a5560' }, 0)

/** A post with a sign, soft as distance and coding make it: as slim as half a person. A model mostly passes it over. */
export const post: Sprite = {
  width: 110,
  height: 350,
  foot: { x: 55, y: 338 },
  body: { left: 30, top: 40, right: 82, bottom: 340 },
  draw: () =>
    `<defs><filter id="soft"><feGaussianBlur stdDeviation="6.5"/></filter></defs><g filter="url(#soft)"><g transform="translate(24,0) scale(.5,1)">${upright}</g></g>`,
}

/** A traffic cone. */
export const cone: Sprite = {
  width: 120,
  height: 180,
  foot: { x: 60, y: 172 },
  body: { left: 8, top: 4, right: 112, bottom: 172 },
  draw: () =>
    '<ellipse cx="60" cy="170" rx="54" ry="8" fill="#000" opacity=".35"/><path d="M8,158 h104 v14 h-104 z" fill="#b9481e"/><path d="M52,4 h16 L96,158 H24 Z" fill="#e8622a"/><path d="M46,44 h28 l6,30 h-40 z M36,100 h48 l5,28 h-58 z" fill="#f4f1ea"/><path d="M62,4 h6 L96,158 H74 Z" fill="#000" opacity=".2"/>',
}

/** Gear that was left at the water: a tripod with a bag on it. */
export const tripod: Sprite = {
  width: 170,
  height: 330,
  foot: { x: 85, y: 322 },
  body: { left: 10, top: 14, right: 160, bottom: 322 },
  draw: () =>
    '<path d="M85,80 L14,322 M85,80 L156,322 M85,80 L88,316" stroke="#23262a" stroke-width="9" fill="none"/><path d="M44,214 L126,214" stroke="#23262a" stroke-width="4"/><rect x="62" y="16" width="46" height="66" rx="8" fill="#2b2f35"/><rect x="68" y="24" width="20" height="20" rx="3" fill="#59636d"/>',
}
