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
  manifest_invalid: ['模型清单有误；请改正所列字段', 'the manifest is not valid; correct the fields named'],
  manifest_not_json: ['模型清单不是正确的 JSON', 'the manifest is not JSON'],
  file_unreadable: ['文件不存在或无法读取', 'the file is not there or cannot be read'],
  name_taken: ['内置模型已使用该名称', 'a built-in model has that name'],
  licence_missing: [
    '模型清单缺少许可证',
    'the manifest names no licence: licence.name and licence.note are required',
  ],
  opset_unsupported: ['ONNX 算子集版本不受支持', 'the opset of the ONNX file is not supported'],
  inputs_mismatch: ['模型输入与清单不符', 'the input of the model is not what its manifest says'],
  outputs_mismatch: [
    '模型输出与清单的 decoder 不符；若列出 fits，请改用它，否则请重新导出',
    'the outputs are not what the decoder of the manifest reads; where fits is named take that, else export the model anew',
  ],
  input_size_fixed: [
    '模型只能用导出时的尺寸运行；请把清单 input 的宽和高改为该尺寸，或导出时让宽高可变',
    'the model runs only in the size it was exported in; set width and height of input to that, or export it with free sizes',
  ],
  input_unsupported: [
    '模型须只有一个浮点图片输入（四个轴）；请重新导出',
    'a model must have one float picture input of four axes; export it anew',
  ],
  not_onnx: ['不是 ONNX 文件，或文件不完整', 'not an ONNX file, or not a whole one'],
  implausible: [
    '模型能运行，但给出的结果不可信，不能使用；请改正清单后再试，或换一张图片',
    'the model runs, but what it gives cannot be believed, so it is not ready; correct the manifest, or take another picture',
  ],
  class_count_mismatch: [
    '模型类别数与清单不符',
    'the model and its manifest differ in the number of classes',
  ],
  graph_unsupported: ['模型结构不受支持；请重新导出', 'the graph cannot be prepared; export the model anew'],
  dataset_unreadable: ['数据集无法读取', 'the data set cannot be read'],
  picture_unreadable: [
    '图片或视频不存在、已损坏或无法解码',
    'the picture or film is not there, is damaged or cannot be decoded',
  ],
  picture_format: ['图片须为 JPEG、PNG 或 WebP', 'a picture must be a JPEG, PNG or WebP'],
  picture_too_large: ['图片像素太多', 'the picture has too many pixels'],
  model_unusable: [
    '推理会话无法启动：模型含有不支持的算子或结构；请换用常见的导出方式',
    'the inference session does not start: an operator or a structure that is not supported; export the model in the usual way',
  ],
  faces_unhideable: [
    '没有能找到人的模型，图片不可外传',
    'no model here finds people: faces cannot be hidden, and the picture may not be given out',
  ],
  frame_size_mismatch: ['画面大小与模型输入不符', 'the frame is not of the size of the model input'],
  inference_failed: [
    '推理失败；请核对清单 input 的宽、高和排列，或检查导出的模型',
    'the inference failed; check width, height and layout of input, or the exported model',
  ],
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
