import { CodedError, toReason } from '@sightline/infra/platform/error'

/** What went wrong and what to do, in both languages, by code. Models' own errors say it themselves. */
const sentences: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  clip_not_decoded: ['视频无法解码', 'the video could not be decoded'],
  dossier_malformed: ['不是本系统的证据包', 'this is no dossier of this system'],
  exhibit_altered: [
    '证据与签名清单不符，已被改动',
    'the exhibit is not the one in the signed manifest: it was altered',
  ],
  file_not_json: ['文件不是 JSON', 'the file is not JSON'],
  file_unreadable: ['文件不存在或无法读取', 'the file is not there or cannot be read'],
  model_differs: [
    '已安装的同名模型字节不同，请安装清单所载的文件',
    'the model of that name is made of other bytes: install the file that the manifest names',
  ],
  model_not_installed: ['模型未安装', 'the model is not installed'],
  no_frames: [
    '该发现不依据画面，无可重看',
    'the finding rests on no pictures: there is nothing to look at again',
  ],
  no_originals: ['证据包中没有原始视频', 'the dossier holds no original video'],
  option_malformed: ['选项的值不对', 'the value of an option is wrong'],
  rules_malformed: ['规则文件有误', 'the file of rules is wrong'],
  scene_malformed: ['轨迹的起始状态有误', 'the state that the trace begins with is malformed'],
  scene_version_differs: [
    '由另一版本的判定规则封存，请用 sealedBy 所示版本的软件重放',
    'sealed by another version of the judgement: replay it with the software version in sealedBy',
  ],
  segment_unreadable: ['视频片段无法读取', 'the video segment cannot be read'],
  trace_start_malformed: ['轨迹的起始状态有误', 'the state that the trace begins with is malformed'],
  video_unreadable: ['视频不存在或无法读取', 'the video is not there or cannot be read'],
}

/** An error as lines for a person. */
export function sayError(error: unknown): string {
  const sentence = error instanceof CodedError ? sentences[error.code] : undefined
  return sentence ? `${toReason(error)}\n  ${sentence[0]} ${sentence[1]}\n` : `${toReason(error)}\n`
}
