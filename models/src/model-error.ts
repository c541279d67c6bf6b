/** Every way a model can fail to serve; stable words for logs, screens and tests. */
export type ModelErrorCode = keyof typeof messages

const messages = {
  model_unknown: ['没有这个模型', 'no such model'],
  model_of_another_task: ['该模型用途不符', 'the model is for another task'],
  model_unreachable: [
    '没有来源能提供这个模型；请联网后运行 sightline models pull，或指定镜像文件夹（--mirror、SIGHTLINE_MODEL_MIRROR）',
    'no source has the model; go online and run sightline models pull, or name a mirror folder (--mirror, SIGHTLINE_MODEL_MIRROR)',
  ],
  file_missing: [
    '模型文件缺失；请运行 sightline models pull',
    'a model file is missing; run: sightline models pull',
  ],
  sha256_mismatch: [
    '模型文件已损坏；请运行 sightline models pull 重新取得',
    'a model file is corrupt; run: sightline models pull',
  ],
  disk_full: ['磁盘已满', 'the disk is full'],
  folder_not_writable: ['模型文件夹不可写', 'the model folder cannot be written'],
  manifest_invalid: ['模型清单有误', 'the manifest is not valid'],
  name_taken: ['内置模型已使用该名称', 'a built-in model has that name'],
  licence_missing: [
    '模型清单缺少许可证',
    'the manifest names no licence: licence.name and licence.note are required',
  ],
  opset_unsupported: ['ONNX 算子集版本不受支持', 'the opset of the ONNX file is not supported'],
  inputs_mismatch: ['模型输入与清单不符', 'the input of the model is not what its manifest says'],
  outputs_mismatch: ['模型输出与解码器不符', 'the outputs are not of the shape that the decoder reads'],
  class_count_mismatch: [
    '模型类别数与清单不符',
    'the model and its manifest differ in the number of classes',
  ],
  graph_unsupported: ['模型结构不受支持', 'the graph cannot be prepared'],
  dataset_unreadable: ['数据集无法读取', 'the data set cannot be read'],
  picture_unreadable: ['图片或视频无法解码', 'the picture or film cannot be decoded'],
  model_unusable: ['推理会话无法启动', 'the inference session does not start'],
  faces_unhideable: [
    '没有能找到人的模型，图片不可外传',
    'no model here finds people: faces cannot be hidden, and the picture may not be given out',
  ],
  frame_size_mismatch: ['画面大小与模型输入不符', 'the frame is not of the size of the model input'],
  inference_failed: ['推理失败', 'the inference failed'],
  check_crashed: ['试运行进程崩溃', 'the dry run crashed'],
  check_memory: ['试运行占用内存过多', 'the dry run took too much memory'],
  external_data: [
    '模型的权重在另一个文件里；请保存为单个 ONNX 文件',
    'weights of the model are in another file; save it as one ONNX file',
  ],
  scores_out_of_range: [
    '模型给出的分值不在 0 到 1 之间；请核对清单中的 decoder 与 activation',
    'the model gives scores that are not within 0..1; check decoder and activation in its manifest',
  ],
  check_late: ['试运行超时', 'the dry run took too long'],
  closing: ['正在关闭', 'closing: the picture was not looked at'],
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
