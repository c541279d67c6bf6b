import { scaleAt, standAt, strip, travel, type Ground, type Spot } from '../perspective.ts'
import { canvas, wholeView, type Actor, type Scene } from '../scene.ts'
import type { Look } from '../sprites/sprites.ts'

const ground: Ground = { vanishX: 0.4, horizonY: 0.22, unitY: 0.72 }
const lane = { away: 0, oncoming: -0.3 }
const kerb = { left: -0.46, right: 0.15 }
const wall = 0.62
const far = 0.24

const spotA: Spot = { across: 0.275, y: 0.68 }
const spotB: Spot = { across: 0.385, y: 0.845 }

/** Passes the whole street, away from the camera or towards it. */
function passing(id: string, start: number, { away, look }: { away: boolean; look: Look }): Actor {
  const across = away ? lane.away : lane.oncoming
  const near = { across, y: 1.3 }
  const distant = { across, y: 0.27 }
  const [from, to] = away ? [near, distant] : [distant, near]
  const visible = { from: start, to: start + 4 }
  return {
    id,
    class: 'car',
    sprite: away ? 'car-rear' : 'car-front',
    look,
    path: travel(ground, { ...from, at: visible.from }, { ...to, at: visible.to }),
    visible,
  }
}

const carA: Actor = {
  id: 'car-a',
  class: 'car',
  sprite: 'car-rear',
  look: { colour: '#d5d9dd', text: '渝A·7K391' },
  path: [
    ...travel(ground, { across: 0, y: 1.3, at: 4 }, { across: 0.02, y: 0.86, at: 6 }),
    ...travel(ground, { across: 0.02, y: 0.86, at: 6.01 }, { ...spotA, at: 9 }),
    standAt(ground, 75, spotA),
    ...travel(ground, { ...spotA, at: 75.5 }, { across: 0.02, y: 0.5, at: 78 }),
    ...travel(ground, { across: 0.02, y: 0.5, at: 78.01 }, { across: 0, y: 0.27, at: 80 }),
  ],
  visible: { from: 4, to: 80 },
}

const carB: Actor = {
  id: 'car-b',
  class: 'car',
  sprite: 'car-rear',
  look: { colour: '#8e2a24', text: '渝B·2M608' },
  path: [
    ...travel(ground, { across: 0.42, y: 1.4, at: 20 }, { ...spotB, at: 22 }),
    standAt(ground, 34, spotB),
    ...travel(ground, { ...spotB, at: 34 }, { across: 0.42, y: 1.4, at: 36 }),
  ],
  visible: { from: 20, to: 36 },
}

const dark: Look = { colour: '#2c3137', text: '渝C·51F36' }
const white: Look = { colour: '#f0f1f2', text: '渝D·Q8820' }

function walker(id: string, [from, to]: [Spot & { at: number }, Spot & { at: number }], look: Look): Actor {
  return {
    id,
    class: 'person',
    sprite: 'person-walking',
    look,
    path: travel(ground, from, to),
    visible: { from: from.at, to: to.at },
  }
}

const windows = (x: number, y: number, { across, down }: { across: number; down: number }): string =>
  Array.from(
    { length: across * down },
    (_, k) =>
      `<rect x="${x + (k % across) * 52}" y="${y + Math.floor(k / across) * 50}" width="30" height="32" fill="#4c5b66"/>`,
  ).join('')

const houses = [0, 1, 2, 3, 4, 5, 6]
  .map((i) => {
    const x = i * 200 - 40
    const top = 36 + ((i * 37) % 70)
    const fill = ['#b9a894', '#a8a39b', '#c2b6a2', '#9c9890', '#b0a08c', '#a3a9ad', '#bfb4a4'][i]
    return `<rect x="${x}" y="${top}" width="200" height="240" fill="${fill}"/>${windows(x + 18, top + 20, { across: 3, down: 4 })}`
  })
  .join('')

/** The right-hand row of shops, in perspective from its foot line up to a height of some metres. */
function shopFront(): string {
  const edges = [1.2, 0.86, 0.64, 0.5, 0.41, 0.35, 0.31]
  const names = ['便利店', '渝味小面', '五金', '药房', '文具', '理发']
  const colours = ['#b23a2e', '#2e6d46', '#375a8c', '#2f7f72', '#a5752a', '#6a4a86']
  return names
    .map((name, i) => {
      const [near, distant] = [edges[i] ?? 1, edges[i + 1] ?? 1].map((y) => {
        const { x, scale } = standAt(ground, 0, { across: wall, y })
        const foot = y * canvas.height
        return {
          x: x * canvas.width,
          foot,
          sign: foot - 470 * scale,
          roof: foot - 640 * scale,
          top: foot - 1500 * scale,
          scale,
        }
      })
      if (!near || !distant) return ''
      const quad = (
        a: 'foot' | 'sign' | 'roof' | 'top',
        b: 'foot' | 'sign' | 'roof' | 'top',
        fill: string,
      ): string =>
        `<path d="M${near.x},${near[a]} L${distant.x},${distant[a]} L${distant.x},${distant[b]} L${near.x},${near[b]} Z" fill="${fill}" stroke="#000" stroke-opacity=".25"/>`
      const middle = {
        x: (near.x + distant.x) / 2,
        y: (near.sign + distant.sign + near.roof + distant.roof) / 4,
      }
      const size = 70 * ((near.scale + distant.scale) / 2)
      const text = `<text transform="translate(${middle.x},${middle.y + size / 3}) skewY(${i < 2 ? -28 : -30}) scale(.55,1)" font-family="Noto Sans SC" font-weight="700" font-size="${size}" text-anchor="middle" fill="#fff">${name}</text>`
      return (
        quad('foot', 'sign', '#5b6a72') +
        quad('sign', 'roof', colours[i] ?? '#555') +
        quad('roof', 'top', '#b7ab99') +
        text
      )
    })
    .join('')
}

const dashes = Array.from({ length: 14 }, (_, i) => {
  const y = (depth: number): number => ground.horizonY + (ground.unitY - ground.horizonY) / depth
  const depth = 0.5 + i * 0.55
  return `<polygon points="${strip(ground, { from: -0.158, to: -0.142, near: y(depth), far: y(depth + 0.28) })}" fill="#ece6cf"/>`
}).join('')

const slabs = Array.from({ length: 22 }, (_, i) => {
  const y = ground.horizonY + (ground.unitY - ground.horizonY) / (0.55 + i * 0.2)
  const ends = [kerb.right, wall].map((across) => standAt(ground, 0, { across, y }).x * canvas.width)
  return `<line x1="${ends[0]}" y1="${y * 1080}" x2="${ends[1]}" y2="${y * 1080}" stroke="#000" stroke-opacity=".13" stroke-width="${(2.5 * scaleAt(ground, y)).toFixed(2)}"/>`
}).join('')

const area = (from: number, to: number, fill: string): string =>
  `<polygon points="${strip(ground, { from, to, near: 1.3, far })}" fill="${fill}"/>`

const backdrop = `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#9fbfda"/><stop offset="1" stop-color="#e2eaee"/></linearGradient>
<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence baseFrequency=".8" numOctaves="2" seed="3"/><feColorMatrix values="0 0 0 0 .45 0 0 0 0 .45 0 0 0 0 .45 0 0 0 .5 0"/></filter></defs>
<rect width="1920" height="300" fill="url(#sky)"/>${houses}<rect y="250" width="1920" height="830" fill="#8f8b80"/>
${area(-2.6, kerb.left, '#a39e92')}${area(kerb.left, kerb.right, '#56585c')}${area(kerb.right, wall + 0.4, '#aca79b')}
${area(kerb.left - 0.02, kerb.left, '#c9c6bc')}${area(kerb.right, kerb.right + 0.025, '#cfccc3')}${dashes}${slabs}
<rect y="250" width="1920" height="830" filter="url(#grain)" opacity=".28"/>${shopFront()}`

const kerbPoint = (across: number, y: number) => {
  const { x } = standAt(ground, 0, { across, y })
  return { x: Math.min(1, x), y }
}

/** A street with cars that come, stay and go. One stays on the pavement for more than a minute, one leaves in time. */
export const pavement: Scene = {
  id: 'pavement',
  name: { zh: '人行道违停', en: 'Parking on the pavement' },
  loopSeconds: 90,
  backdrop,
  actors: [
    carA,
    carB,
    passing('traffic-1', 4, { away: false, look: dark }),
    passing('traffic-2', 20, { away: true, look: white }),
    passing('traffic-3', 24, { away: false, look: dark }),
    passing('traffic-4', 48, { away: true, look: white }),
    passing('traffic-5', 74, { away: false, look: dark }),
    walker(
      'walker-1',
      [
        { across: 0.5, y: 0.32, at: 10 },
        { across: 0.47, y: 0.62, at: 22 },
      ],
      { colour: '#a33b3b' },
    ),
    walker(
      'walker-2',
      [
        { across: 0.21, y: 0.98, at: 46 },
        { across: 0.52, y: 0.42, at: 58 },
      ],
      { colour: '#3d6b46', second: '#20242c' },
    ),
  ],
  cameras: [
    {
      id: 'pavement-street',
      name: { zh: '人民路东段全景', en: 'Renmin Road east, overview' },
      view: wholeView,
    },
    {
      id: 'pavement-close',
      name: { zh: '人民路东段人行道', en: 'Renmin Road east, pavement' },
      view: { left: 0.22, top: 0.2, width: 0.78 },
    },
  ],
  zones: [
    {
      id: 'pavement-no-parking',
      name: { zh: '人行道禁停区', en: 'Pavement, no parking' },
      polygon: [
        kerbPoint(0.165, 0.45),
        kerbPoint(0.6, 0.45),
        { x: 1, y: 0.71 },
        { x: 1, y: 1 },
        kerbPoint(0.165, 1),
      ],
      bays: [],
    },
  ],
}
