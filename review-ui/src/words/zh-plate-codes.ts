/** How a number plate was read by machine and by officer. */
export const zhPlateCodes = {
  plateVerdict: { legible: '可辨认', not_legible: '不可辨认', not_read: '未识别' },
  plateReason: {
    no_plate: '画面中没有找到号牌',
    too_small: '号牌太小（高度不足 20 像素）',
    too_few_frames: '读出的画面太少',
    not_a_plate: '读出的不是号牌',
    frames_disagree: '各画面读数不一致',
    low_confidence: '有字符把握不足',
    one_stage_only: '只有一个阶段的画面读出',
    no_network: '没有号牌识别模型',
    no_picture: '没有可用的画面',
    reading_failed: '识别出错',
  },
  plateColour: { blue: '蓝牌', green: '绿牌', yellow: '黄牌' },
}
