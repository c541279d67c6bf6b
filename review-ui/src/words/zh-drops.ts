/** Why a detection or a track became no finding. */
export const zhDrops = {
  wrong_class: '类别不符',
  low_score: '置信度低',
  too_small: '目标太小',
  outside_zone: '不在区域内',
  in_bay: '在停车泊位内',
  outside_hours: '不在时段内',
  moving: '在移动',
  not_still_yet: '尚未静止够久',
  in_grace: '在宽限期内',
  partly_hidden: '部分被遮挡',
  late_frame: '迟到的帧',
  too_large: '目标太大',
  no_goods: '身旁没有货品',
  no_rod: '未见钓竿',
  no_person: '无人相关',
  steady: '不动、不闪动',
  attended: '有人看管',
  joined: '并入另一目标',
  unproven: '未予确认：自身的观察记录不足以证明',
  too_few_pixels: '像素太少，模型难以辨认',
  lifeless: '未见生命迹象（如立牌、雕像）',
  part_of_vehicle: '属于另一车辆（如车身图案）',
  out_of_scale: '远小于旁边的车辆（如模型车）',
}

/** Why a frame was not looked at. */
export const zhFrameDrops = {
  newer_frame: '有更新的帧',
  closing: '正在关闭',
  view_moved: '镜头移位',
  view_unsure: '尚未确认画面与区域一致',
  inference_failed: '推理失败',
  unchanged: '画面无变化，等待慢速复查',
  turned: '画面旋转设置已变',
}
