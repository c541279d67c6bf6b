import type { Item, Brought, Material, Sealed } from '../material.ts'

const at = Date.parse('2026-11-21T10:05:31.120+08:00')
const hash = (seed: string): string => seed.repeat(64).slice(0, 64)

export const item = (part: Partial<Item> & Pick<Item, 'name' | 'role'>): Item => ({
  stage: 'confirmed',
  at,
  of: null,
  mime: part.role === 'segment' ? 'video/mp4' : part.role === 'trace' ? 'application/json' : 'image/jpeg',
  bytes: 1_234_567,
  sha256: hash('a1b2'),
  sm3: hash('c3d4'),
  ...part,
})

export const sealed = (items: readonly Item[], part: Partial<Sealed> = {}): Sealed => ({
  stage: 'confirmed',
  sealedAt: at + 301_000,
  keyId: '0123456789abcdef',
  sequence: 41,
  manifestSha256: hash('9f'),
  items,
  ...part,
})

const officer = (name: string) => ({ name, certificate: `渝AB${name.length}0${name.codePointAt(0)}` })

const photo: Brought = {
  kind: 'photo',
  arrivedAt: at + 1_850_000,
  toldAt: at + 1_795_000,
  bytes: 2_345_678,
  sha256: hash('7'),
  sm3: hash('8'),
}

/** A matter of which everything is recorded. */
export const whole: Material = {
  agency: '重庆市滨江区城市管理综合行政执法支队',
  madeAt: Date.parse('2026-11-30T18:12:00+08:00'),
  maker: officer('吴晓'),
  isMakerCertified: true,
  findingId: '0192f0aa-1111-7222-8333-0123456789ab',
  kind: 'illegal_parking',
  place: '滨江路12号门前人行道',
  sourceName: '滨江路12号',
  openedAt: at,
  confirmedAt: at + 300_000,
  closedAt: at + 900_000,
  plate: '渝A12345',
  standing: 'evidence',
  clueReasons: [],
  chain: 'sound',
  isAwaited: false,
  capture: {
    source: {
      id: 'source-1' as never,
      name: '滨江路12号',
      kind: 'fixed',
      position: { lat: 29.562345, lon: 106.551234, crs: 'EPSG:4490', errorM: 1.8 },
      approval: { state: 'in_use', revision: 2, basis: '渝滨城管设审〔2026〕3号' },
      video: { codec: 'h264', width: 1920, height: 1080, fps: 25 },
      fingerprint: hash('fe'),
    },
    clock: { source: 'camera-ntp', offsetMs: -282, limitMs: 1000 },
    zone: { name: '人行道', version: 3 },
    rule: { id: 'rule-1', version: 2 },
    models: [{ name: 'yolox-nano', sha256: hash('e'), threshold: 0.4 }],
    software: { sightline: '0.1.0', ffmpeg: '5.1.9' },
    dwell: { fromAt: at, toAt: at + 300_000, seenFrames: 76, longestGapMs: 4000 },
  },
  sealed: [
    sealed([
      item({ name: 'confirmed/segment.mp4', role: 'segment' }),
      item({ name: 'confirmed/wide.jpg', role: 'still', of: 'confirmed/segment.mp4' }),
      item({ name: 'confirmed/trace.json', role: 'trace' }),
    ]),
  ],
  matter: null,
  sign: { sha256: hash('5e'), bytes: 345_678, takenOn: '2026-06-01', revision: 4 },
  reviews: ['吴晓', '郑明华'].map((name, i) => ({
    officer: officer(name),
    verdict: 'confirm' as const,
    at: at + 3_600_000 * (i + 1),
    reason: null,
    note: i === 0 ? '号牌清晰，全程停放未动。' : '',
  })),
  inspections: [
    {
      at: at + 1_800_000,
      doneBy: '吴晓',
      recordedBy: officer('吴晓'),
      text: '到场时该车仍停放在人行道上，车头朝东，占用盲道约1.2米，驾驶人不在现场。\n已拍照并张贴告知单。',
      second: officer('郑明华'),
      personsPresent: '行人王某（电话略）',
      position: { lat: 29.5637, lon: 106.5505 },
      noPictureReason: '',
      files: [photo],
    },
  ],
  brought: [photo],
  order: {
    at: at + 1_900_000,
    number: '滨城管责改〔2026〕7号',
    dueAt: at + 86_400_000,
    text: '将停放在人行道上的车辆移至停车泊位，今后不得在人行道上停放。',
    recordedBy: officer('吴晓'),
  },
  proposed: { number: '2026-000012', at: at + 7_200_000 },
  filed: null,
  notFiled: { reason: '轻微并及时改正，没有造成危害后果。', at: at + 7_300_000 },
  transfer: {
    receiver: '滨江区公安分局交通巡逻警察支队',
    reason: '该路段的停车管理不属本机关管辖。',
    number: null,
  },
  originals: null,
  documents: [{ kind: 'extraction', number: '电取〔2026〕1号', pages: 4, madeAt: at + 7_400_000 }],
}

/** The same with 40 exhibits, and texts as long as people may write them. */
export const long: Material = {
  ...whole,
  place:
    '滨江路与解放碑步行街交叉口西南角十二号商铺门前人行道及相邻盲道之间的公共区域（靠近轨道交通二号线出口）',
  sealed: [
    sealed(
      Array.from({ length: 20 }, (_, i) => item({ name: `confirmed/still-${i}.jpg`, role: 'still' })),
      { stage: 'confirmed' },
    ),
    sealed(
      [
        ...Array.from({ length: 19 }, (_, i) =>
          item({ name: `closed/still-${i}.jpg`, role: 'still', stage: 'closed', at: at + 900_000 }),
        ),
        item({ name: 'closed/segment.mp4', role: 'segment', stage: 'closed' }),
      ],
      { stage: 'closed', sequence: 42 },
    ),
  ],
  inspections: Array.from({ length: 3 }, (_, i) => ({
    at: at + 1_800_000 * (i + 1),
    doneBy: i === 1 ? '网格员 李建国、辅助人员 王小红' : '吴晓',
    recordedBy: officer('吴晓'),
    text: '执法人员到达现场后，对上述地点进行了检查，并向在场人员了解情况。'.repeat(30).slice(0, 1000),
    second: null,
    personsPresent: '',
    position: null,
    noPictureReason: '夜间大雨，镜头进水，无法拍摄。'.repeat(20).slice(0, 300),
    files: [],
  })),
  order: { ...whole.order!, text: '清理占用人行道的物品，恢复通行。'.repeat(62).slice(0, 1000) },
  notFiled: {
    ...whole.notFiled!,
    reason: '当事人在限期内改正，没有造成危害后果。'.repeat(50).slice(0, 1000),
  },
  reviews: whole.reviews.map((review) => ({
    ...review,
    note: '已逐件查看录像与截图，号牌、位置、时间均可辨认。'.repeat(45).slice(0, 1000),
  })),
}
