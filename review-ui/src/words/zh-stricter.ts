import type { StricterWords } from './stricter-words.ts'

/** 事项对画面的加严要求：列名、数值的说法、复核与案件页。 */
export const zhStricter = {
  title: '画面加严要求',
  none: '与产品底线相同',
  asks: '此事项对画面的要求高于产品底线（按行为发生之日的版本）',
  met: '均已达到',
  fails: '有 {{n}} 项未达到：仅凭画面不能拟立案，须有现场检查',
  field: {
    intervalS: '全景间隔秒',
    leastWidthPx: '画面宽像素',
    leastHeightPx: '画面高像素',
    targetPx: '目标像素',
    sharpness: '清晰度',
    plateFrames: '号牌一致画面数',
    plateHeightPx: '号牌高像素',
    plateConfidence: '号牌置信度',
    clockS: '时钟偏差秒',
    viewMatch: '视角一致度',
    gapS: '录像间断秒',
    signDays: '标志照片天数',
  },
  says: {
    intervalS: '两幅全景间隔不少于 {{value}} 秒',
    leastWidthPx: '画面长边不少于 {{value}} 像素',
    leastHeightPx: '画面短边不少于 {{value}} 像素',
    targetPx: '目标短边不少于 {{value}} 像素',
    sharpness: '清晰度不低于 {{value}}',
    plateFrames: '号牌在不少于 {{value}} 幅画面上一致识别',
    plateHeightPx: '号牌高不少于 {{value}} 像素',
    plateConfidence: '号牌置信度不低于 {{value}}',
    clockS: '设备时钟偏差不超过 {{value}} 秒',
    viewMatch: '视角一致程度不低于 {{value}}',
    gapS: '录像间断不超过 {{value}} 秒',
    signDays: '标志照片摄于行为前 {{value}} 天之内',
  },
} satisfies StricterWords
