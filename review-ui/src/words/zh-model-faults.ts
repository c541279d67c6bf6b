/** 模型为何不能运行或不可信，以及改正的办法。 */
export const zhModelFaults = {
  opening: '正在打开。',
  model_failed: '打不开。原因见处理节点的日志，节点会继续重试。',
  model_unknown: '没有这个模型。请刷新页面。',
  model_of_another_task: '模型的用途与清单的 task 不符。请改清单。',
  model_unreachable:
    '处理节点没有这个模型，它不会自行从公网下载。请在节点上运行 sightline models pull，或用 SIGHTLINE_MODEL_MIRROR 指定镜像文件夹。',
  file_missing: '处理节点上缺少模型文件。请在节点上运行 sightline models pull。',
  file_unreachable: '处理节点没有取到模型文件。请检查节点到服务器的网络，然后重试。',
  sha256_mismatch:
    '文件与登记的 SHA-256 不一致，已拒绝。请重新上传；内置模型请在节点上运行 sightline models pull。',
  disk_full: '处理节点的磁盘已满。请清理后重试。',
  folder_not_writable: '处理节点的模型文件夹不可写。请检查权限后重试。',
  manifest_invalid: '模型清单有误。请按下面的原因改清单。',
  name_taken: '内置模型已用这个名称。请在清单里换一个 name。',
  licence_missing: '清单没有写许可证。请补上 licence.name 和 licence.note。',
  opset_unsupported: 'ONNX 算子集（opset）版本不受支持。请用受支持的版本重新导出。',
  inputs_mismatch: '模型的输入与清单不符。请核对 input 的宽、高和排列（layout）。',
  outputs_mismatch:
    '模型的输出与清单的解码方式（decoder）不符。下面若写明“像是”，请改用那个 decoder；否则请重新导出模型。',
  class_count_mismatch: '模型的类别数与清单不符。请让 classes 的个数与模型一致，不用的写 null。',
  graph_unsupported: '模型的结构不受支持。请重新导出为只有一个浮点输入的单个文件。',
  dataset_unreadable: '数据集无法读取。',
  picture_unreadable: '测试图片无法解码。文件可能已损坏，请换一张再试。',
  model_unusable: '推理会话无法启动：模型含有不支持的算子或结构。请用常见的方式重新导出。',
  frame_size_mismatch: '画面大小与模型输入不符。请核对清单 input 的宽和高。',
  inference_failed: '模型运行出错。请核对清单的 input；若不变，请检查导出的模型。',
  check_crashed: '试运行时进程崩溃。请检查导出的模型；若仍出现，请不要使用它。',
  check_memory: '试运行占用内存过多。请换小一些的模型。',
  external_data: '模型的权重在另一个文件里。请保存为单个 ONNX 文件（不使用外部数据）。',
  scores_out_of_range: '模型给出的分值不在 0 到 1 之间。请核对清单中的 decoder 与 activation。',
  check_late: '试运行超时：模型太大或太慢，跟不上视频。请换小一些的模型。',
  closing: '处理节点正在关闭，这次没有运行。请稍后重试。',
  worker_crashed: '推理线程崩溃。请重试；若仍出现，请不要启用这个模型。',
  manifest_not_json: '模型清单不是正确的 JSON。请按下面的位置改正。',
  file_unreadable: '文件不存在或无法读取。',
  input_size_fixed:
    '这个模型只能用导出时的尺寸运行。请把清单 input 的 width 和 height 改成下面“模型中”的尺寸，或重新导出为宽高可变的模型。',
  input_unsupported: '模型须只有一个浮点的图片输入（四个轴）。请重新导出，不要带别的输入。',
  not_onnx: '这不是 ONNX 文件，或文件不完整。请重新导出、重新上传。',
  implausible: '模型能运行，但给出的结果不可信。请看具体原因，改正清单后再试，或换一张图片。',
  faces_unhideable: '没有能找到人的模型：无法遮住人脸，图片不可外传。请在节点上运行 sightline models pull。',
  picture_format: '测试图片须为 JPEG、PNG 或 WebP。请换一张，或先转换格式。',
  picture_too_large: '测试图片的像素太多。请先缩小再试。',
} as const

/** 随原因给出的数据。 */
export const zhModelFacts = {
  expected: '应为',
  found: '实际为',
  supported: '支持',
  reason: '原因',
  field: '字段',
  model: '模型中',
  manifest: '清单中',
  name: '名称',
  file: '文件',
  seconds: '秒数',
  exit: '退出',
  path: '位置',
  decoder: '清单的 decoder',
  fits: '像是',
  layout: '清单的 layout',
  operator: '出错的算子',
  inputs: '输入个数',
  allowed: '可选',
  line: '行',
  column: '列',
  megapixels: '百万像素',
  most: '最多',
  mebibytes: '内存（MiB）',
} as const

/** 结果不可信的原因，简称。 */
export const zhDoubtNames = {
  many_boxes: '目标太多',
  scores_near_one: '许多得分接近 1',
  one_class: '全是同一类',
  boxes_misplaced: '框的位置不可能',
  same_as_grey: '没有看图片',
  sees_nothing: '什么也没看到',
  sees_in_grey: '在纯灰图片上看到目标',
} as const

/** 同上，并说明怎么办。 */
export const zhDoubts = {
  many_boxes:
    '一张图片上看到 {{objects}} 个目标，多于可信的 {{most}} 个。请核对清单 input 的 mean、std、channels 和 decoder。',
  scores_near_one:
    '{{objects}} 个目标中有 {{near}} 个的得分接近 1。请核对清单 input 的 mean、std 和 decoder。',
  one_class:
    '{{objects}} 个目标全是“{{class}}”。请核对 decoder 和 classes 的顺序；若图片上确实只有这一类，请换一张有不同目标的图片。',
  boxes_misplaced:
    '{{boxes}} 个框中有 {{misplaced}} 个在画面之外、没有面积或大得不可能。请核对 decoder、input 的宽高，以及导出时框是否以像素为单位。',
  same_as_grey:
    '对纯灰图片给出与这张图片相同的结果：模型没有看图片。请核对清单 input 的 mean、std，或检查导出的模型。',
  sees_nothing:
    '在这张图片上什么也没看到，说明不了它有用。请换一张有目标的图片，或核对清单 input 的 mean、std。',
  sees_in_grey: '在纯灰图片上也看到 {{objects}} 个目标。请核对清单 input 的 mean、std 和 decoder。',
} as const
