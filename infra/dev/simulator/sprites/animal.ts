import type { Sprite } from './sprite.ts'

const coat = (colour: string): string =>
  `<radialGradient id="coat" cx=".5" cy=".3" r=".8"><stop offset="0" stop-color="#fff" stop-opacity=".3"/><stop offset=".55" stop-color="${colour}" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".5"/></radialGradient>`

const furred = (d: string, colour: string): string =>
  `<path d="${d}" fill="${colour}"/><path d="${d}" fill="url(#coat)"/>`

const torso = 'M40,84 Q36,50 92,50 Q140,46 168,58 Q182,86 160,106 Q110,118 60,110 Q42,104 40,84Z'
const head = 'M150,54 L152,12 L176,30 Q188,26 200,30 L224,12 L226,54 Q228,88 188,90 Q148,88 150,54Z'
const face =
  '<path d="M188,88 Q164,84 170,66 Q188,58 206,66 Q212,84 188,88Z" fill="#f4e8d4"/><ellipse cx="172" cy="52" rx="8" ry="7" fill="#b9c34a"/><ellipse cx="204" cy="52" rx="8" ry="7" fill="#b9c34a"/><ellipse cx="172" cy="52" rx="2.6" ry="6.6" fill="#111"/><ellipse cx="204" cy="52" rx="2.6" ry="6.6" fill="#111"/><path d="M182,66 h12 l-6,7z" fill="#b5605c"/><path d="M188,73 v6 M188,79 q-7,5 -12,1 M188,79 q7,5 12,1" stroke="#6b4a35" stroke-width="2" fill="none"/><path d="M166,72 L136,68 M166,76 L138,80 M210,72 L240,68 M210,76 L238,80" stroke="#fff" stroke-opacity=".8" stroke-width="1.6"/><path d="M174,34 l2,10 M188,30 v12 M202,34 l-2,10" stroke="#3d2a18" stroke-width="4"/>'

/** A tabby cat from the side, walking to the right, its face to the camera. */
export const cat: Sprite = {
  width: 250,
  height: 160,
  foot: { x: 116, y: 152 },
  body: { left: 6, top: 10, right: 240, bottom: 152 },
  poses: { count: 2, seconds: 0.3 },
  draw: ({ colour = '#8d7350' }, phase) => {
    const legs = (phase ? [56, 84, 132, 158] : [48, 92, 124, 166]).map((x) =>
      furred(`M${x},92 l-4,58 h17 l3,-58 z`, colour),
    )
    const stripes = [58, 74, 90, 106, 122, 138]
      .map((x) => `<path d="M${x},54 q7,20 1,44" stroke="#3d2a18" stroke-width="6" fill="none"/>`)
      .join('')
    return `<defs>${coat(colour)}</defs><ellipse cx="116" cy="151" rx="92" ry="7" fill="#000" opacity=".4"/><path d="M48,76 Q10,64 16,20" stroke="${colour}" stroke-width="14" stroke-linecap="round" fill="none"/><path d="M14,40 h8 M18,58 l8,-6" stroke="#3d2a18" stroke-width="6"/>
${legs.join('')}${furred(torso, colour)}${stripes}<path d="M62,108 Q112,118 158,104 Q112,124 62,108Z" fill="#f4e8d4"/>${furred(head, colour)}<path d="M156,42 L157,22 L168,32Z M220,42 L219,22 L208,32Z" fill="#c98f83"/>${face}`
  },
}
