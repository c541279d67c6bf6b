import type { ManifestOf } from '../manifest.ts'
import { fromGitHub } from './from-github.ts'

const published = (commit: string) =>
  fromGitHub(
    'Kazuhito00/MOT-Tracking-by-Detection-Pipeline',
    commit,
    'Tracker/person_reid/model/person-reidentification-retail-0288.onnx',
  )

/** One person in two pictures: 256 numbers whose cosine is .95 to 1 for the same, .63 to .74 for another (Intel OMZ). */
export const personReid: ManifestOf<'embedder'> = {
  name: 'person-reid',
  title: { zh: '行人重识别 retail-0288', en: 'person re-identification retail-0288' },
  task: 'embedder',
  licence: { name: 'Apache-2.0', note: 'Intel Open Model Zoo, person-reidentification-retail-0288' },
  files: [
    {
      name: 'reid.onnx',
      sha256: 'f3966d905e7232026aa8b814c328231a7b45c5b6b4dd32f886894223c4441b80',
      bytes: 813_323,
      sources: [...published('e50a76b8'), ...published('181787ca9b232eaf4a7327deb2e93d8fc8e1885c')],
    },
  ],
  prepare: { kind: 'onnx', file: 'reid.onnx' },
  input: {
    width: 128,
    height: 256,
    channels: 'bgr',
    layout: 'nhwc',
    letterbox: 'stretch',
    pad: 0,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  },
}
