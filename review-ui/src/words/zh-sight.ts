import type { CodeWords } from './code-words.ts'

/** 规则看不看得清的文字。 */
export const zhSight = {
  silent: '未启用判断：{{rule}}。',
  silentCount: '{{n}} 条规则在这个画面上看不清，未启用判断',
  tooFar: '这里的{{things}}在模型眼中约 {{px}} 像素，不足以判断“{{rule}}”（至少 {{least}} 像素）',
  tooFarHelp: '把摄像机拉近或移近，勾选“放大察看区域”，或把区域画在近处。',
  partly: '区域内 {{share}}% 看不清',
  partlyHelp: '画面中斜线部分的{{things}}不足 {{least}} 像素，“{{rule}}”在那里不作判断。',
  turn: '画面旋转',
  turnHelp:
    '摄像机侧装或倒装时，选择把画面转正的角度。判读、截图、区域和实时画面都按转正后的画面；录像原件保持摄像机发出的样子。',
  turnBy: '顺时针 {{degrees}}°',
  turnAsk: '画面旋转后，区域随画面转到原处并成为新版本，身高标定清除，正在计时的停留中断。',
  turnSave: '保存旋转',
  suggested: '画面像是装歪或倒装的：顺时针转 {{degrees}}° 后人看得清楚得多，已替您选好，请核对',
  unfit: {
    steep: '这个画面俯拍角度太大：车辆会被认成别的东西，“人行道违法停车”等车辆规则不会启用',
    too_dark: '这个画面太暗：模型辨认不了，规则不会启用',
    blurred: '这个画面模糊：模型辨认不了，规则不会启用',
  },
  asSent: '录像原件：摄像机发出的画面，未旋转（截图顺时针转了 {{degrees}}°）',
  tilt: '镜头俯角约 {{degrees}}°（{{from}}° 到 {{to}}°），依据{{by}}推算，假定水平视场角 70°（50° 到 100°）',
  tiltUnknown: '镜头俯角：未知（标定身高可得；两处相距太近则算不出）',
  tiltBy: { marks: '标定的身高', sights: '画面中见到的行人' },
  heights: '标定身高',
  heightsHelp:
    '在画面中标出两处站立成年人的头顶和脚底：一处远，一处近。系统由此得知各处的人有多大、镜头俯角多大，看不清的地方不作判断。拖动圆点，或选中圆点后用方向键移动（Shift 加大步长）。',
  markTwo: '开始标定',
  markNone: '清除标定',
  markSave: '保存标定',
  marked: '标定已保存',
  marksGood: '标定可用，保存后生效',
  markLegend: '数字表示第几人：蓝圈为头顶，褐圈为脚底。',
  markHead: '第 {{n}} 人头顶，横向 {{x}}%，纵向 {{y}}%',
  markFoot: '第 {{n}} 人脚底，横向 {{x}}%，纵向 {{y}}%',
}

export const zhSightCodes = {
  markProblem: {
    two_needed: '需要标出两个人',
    upside_down: '第 {{n}} 人的头顶要在脚底上方',
    too_near: '两个人的脚底上下相距太近：请标一远一近',
    grows_away: '画面下方的人较近，不应比上方的人矮；若确实如此，镜头俯角已超过 45°，规则看不了',
  },
  sizedKind: { person: '人（高）', vehicle: '车（宽）' },
  silence: {
    too_far: '这里的目标太小，不足以判断“{{rule}}”',
    too_dark: '画面太暗，不足以判断“{{rule}}”',
    blurred: '画面模糊，不足以判断“{{rule}}”',
    steep: '画面不适合“{{rule}}”：俯拍角度太大',
    hardly_known: '模型在这个画面里始终认不准车辆，不足以判断“{{rule}}”',
    turned: '画面不适合“{{rule}}”：摄像机装歪或倒装',
  },
  silenceHelp: {
    too_far: '把摄像机拉近或移近，勾选“放大察看区域”，或把区域画在近处。',
    too_dark: '补光，或改用红外、低照度摄像机；变亮后自动恢复判断。',
    blurred: '擦拭镜头、重新对焦；清晰后自动恢复判断。',
    steep: '调低俯角，使目标从侧面可见；调好后在区域中重新标定。',
    hardly_known: '拉近镜头、调低俯角或补光；一旦认准一辆车，自动恢复判断。',
    turned: '在“画面旋转”中选择转正的角度。',
  },
} satisfies Pick<CodeWords, 'markProblem' | 'sizedKind' | 'silence' | 'silenceHelp'>
