import type { Sprite } from './sprite.ts'

/** A fishing rod, held at its foot point, up and out over the water, with line and float. */
export const rod: Sprite = {
  width: 420,
  height: 330,
  foot: { x: 8, y: 250 },
  body: { left: 0, top: 4, right: 412, bottom: 260 },
  draw: () => `<path d="M4,256 Q220,120 400,8" stroke="#3b2a18" stroke-width="6" fill="none"/><path d="M4,256 L60,222" stroke="#8a5a2c" stroke-width="11" stroke-linecap="round"/>
<path d="M400,8 L408,176" stroke="#e8eef2" stroke-width="2" fill="none"/><circle cx="408" cy="178" r="6" fill="#d33"/><rect x="404" y="180" width="8" height="8" fill="#fff"/>`,
}
