/** How a film is drawn and coded: what `ffmpeg` is told. */
export interface FilmRecipe {
  readonly size: string
  readonly fps: number
  readonly seconds: number
  readonly codec: 'libx264' | 'libx265'
  /** Pictures from one key frame to the next. */
  readonly group: number
  readonly bFrames: number
  readonly pixels: string
  /** What is drawn, before `size` and `rate` are added: a picture that moves. */
  readonly draw: string
  /** Filters after it. */
  readonly filter: string
  /** Further parameters of the encoder. */
  readonly coder: string
}

const plain: FilmRecipe = {
  size: '640x360',
  fps: 12,
  seconds: 10,
  codec: 'libx264',
  group: 24,
  bFrames: 0,
  pixels: 'yuv420p',
  draw: 'testsrc2',
  filter: 'null',
  coder: '',
}
/** A bright post at nine tenths of the width, on grey that flickers, so that no two pictures are the same. */
const post = {
  draw: 'color=gray',
  filter: 'drawbox=x=iw*0.88:y=ih*0.4:w=iw*0.04:h=ih*0.2:c=white:t=fill,noise=alls=6:allf=t',
}

/** The films of the odd camera, by name. */
export const filmRecipes = {
  plain,
  bframes: { ...plain, bFrames: 3 },
  hevc: { ...plain, codec: 'libx265' },
  hevcBframes: { ...plain, codec: 'libx265', bFrames: 3 },
  hevcTenBits: { ...plain, codec: 'libx265', pixels: 'yuv420p10le' },
  fullRange: { ...plain, pixels: 'yuvj420p' },
  grey: { ...plain, pixels: 'gray' },
  fullColour: { ...plain, pixels: 'yuv444p' },
  slices: { ...plain, coder: 'slices=4' },
  portrait: { ...plain, size: '360x640' },
  tiny: { ...plain, size: '160x120' },
  uneven: { ...plain, size: '642x358' },
  anamorphic: { ...plain, size: '704x576', filter: 'setsar=12/11' },
  /** No key frame but the first: the picture is renewed column by column, with a recovery point each two seconds. */
  refresh: { ...plain, coder: 'intra-refresh=1' },
  /** A key frame at its begin and none after it. */
  endless: { ...plain, group: 10_000 },
  fast: { ...plain, fps: 60, group: 60, seconds: 6, size: '320x180' },
  hevcFast: { ...plain, codec: 'libx265', bFrames: 3, fps: 60, group: 60, seconds: 6, size: '320x180' },
  postWide: { ...plain, ...post },
  postTall: { ...plain, ...post, size: '640x480' },
  postUpright: { ...plain, ...post, size: '360x640' },
} as const satisfies Readonly<Record<string, FilmRecipe>>

export type FilmName = keyof typeof filmRecipes
