import type { ModelFile } from '@sightline/models/manifest'

const commit = '57978890822836f2b4743852f04f62fc511757e4'

/** Where a film of Intel's sample videos (CC BY 4.0) is, at one commit. */
export const intelSamples = (name: string): ModelFile['sources'] => [
  { kind: 'url', url: `https://raw.githubusercontent.com/intel-iot-devkit/sample-videos/${commit}/${name}` },
  { kind: 'url', url: `https://github.com/intel-iot-devkit/sample-videos/raw/${commit}/${name}` },
]
