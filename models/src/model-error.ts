/** Every way a network can fail to serve; stable words for logs, screens and tests. */
export type ModelErrorCode = keyof typeof messages

const messages = {
  network_unknown: ['没有这个模型', 'no such network'],
  network_unreachable: [
    '所有来源都无法取得模型；请联网，或用 --mirror 指定镜像文件夹',
    'no source has the network; go online, or name a mirror folder with --mirror',
  ],
  file_missing: [
    '模型文件缺失；请运行 sightline models pull',
    'a network file is missing; run: sightline models pull',
  ],
  sha256_mismatch: [
    '模型文件已损坏；请运行 sightline models pull 重新取得',
    'a network file is corrupt; run: sightline models pull',
  ],
  disk_full: ['磁盘已满', 'the disk is full'],
  folder_not_writable: ['模型文件夹不可写', 'the model folder cannot be written'],
  graph_unsupported: ['模型结构不受支持', 'the graph cannot be prepared'],
  network_unusable: ['推理会话无法启动', 'the inference session does not start'],
  frame_size_mismatch: ['画面大小与模型输入不符', 'the frame is not of the size of the network input'],
  inference_failed: ['推理失败', 'the inference failed'],
  worker_crashed: ['推理线程崩溃', 'the inference worker crashed'],
} as const satisfies Record<string, readonly [string, string]>

/** A refusal or failure of this room. The message holds Chinese, English and the facts, on one line. */
export class ModelError extends Error {
  readonly code: ModelErrorCode
  readonly facts: Readonly<Record<string, string | number>>
  constructor(
    code: ModelErrorCode,
    facts: Readonly<Record<string, string | number>>,
    options?: ErrorOptions,
  ) {
    const [zh, en] = messages[code]
    const told = Object.entries(facts).map(([key, value]) => `${key}: ${value}`)
    super(`${code}: ${zh} / ${en}${told.length ? ` (${told.join('; ')})` : ''}`, options)
    this.name = 'ModelError'
    this.code = code
    this.facts = facts
  }
}
