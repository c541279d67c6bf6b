/** 复核中号牌与许可、许可登记、处置步骤的错误与动作。 */
export const zhPermitCodes = {
  failure: {
    ev_checklist: '四项审查（真实、清晰、完整、准确）必须全部为“是”才能确认。',
    ev_frames_unseen: '还有证据没有打开看过，全部看过才能给出结论。',
    ev_plate_required: '请输入您从画面中读到的号牌。',
    ev_plates_disagree: '您读到的号牌与另一位复核人的不一致，案件没有成立。请再看一遍原图。',
    ev_plate_differs:
      '您输入的号牌与机器识别的不一致，结论没有提交。请再看一遍原图；确认无误的，勾选坚持并写明说明。',
    ev_permit_unanswered: '请回答有无许可；选“未查明”须写明理由。',
    ev_has_permit: '有许可的，不能确认违法。请选“不通过”，原因“有许可或临时停放批准”。',
    ev_permit_matches: '您输入的号牌在当时当地有登记的许可。仍认为无许可的，请写明为何不适用。',
    ev_rectify_first: '须先责令改正，期满后复查仍未改正，才能确认（见“处置步骤”）。',
    permit_invalid: '许可内容有问题，请按提示修改。',
    permit_number_taken: '同一类型、同一编号在这段日期内已有许可。请核对编号，或变更原来那条。',
    permit_import_invalid: '表格中有错误，一条也没有登记。请改正后再试。',
    step_not_for_kind: '这类违法没有这一步。',
    step_time_invalid: '时间不对：处置不早于发现、不晚于现在；改正期限须在责令之后、180 天以内。',
    step_order_missing: '还没有责令改正（或复查早于责令），不能记录复查。',
    step_undo_refused: '不能撤回：只有记录人本人能在 10 分钟内撤回一次，立案后不能撤回。',
  },
  audit: {
    'review.confirm': '复核确认',
    'review.reject': '复核不通过',
    'review.plate_refused': '号牌与机器不一致，退回再看',
    'permit.created': '登记许可',
    'permit.changed': '变更许可',
    'permit.withdrawn': '撤回许可',
    'permit.looked_up': '查询许可',
    'step.recorded': '记录处置步骤',
    'matter.changed': '变更责令改正前置',
    'step.undone': '撤回处置记录',
  },
} as const
