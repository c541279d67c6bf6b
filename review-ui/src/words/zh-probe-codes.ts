/** 测试连接摄像机失败的原因。 */
export const zhProbeFailures = {
  probe_unreachable: '连不上这个地址。请检查 IP、端口、网线和防火墙。',
  probe_unauthorised: '设备拒绝了用户名或密码。请核对后再试，多次输错设备可能锁定。',
  probe_digest_unsupported:
    '设备只提供这里无法使用的登录方式（如 SHA-256 摘要）。请在设备上把 RTSP 认证改为 MD5 摘要或 basic，或经网关转接码流。',
  probe_elsewhere: '设备让我们转到另一个地址，密码不会随之送出。请用该地址及其用户名、密码登记：',
  probe_declined:
    '设备有应答，但不给码流：可能连接数已满或正忙。请关闭其他观看端或调高设备的连接数上限后再试。',
  probe_no_tcp: '设备只以 UDP 送流。请在设备上允许 RTSP over TCP（interleaved），或经网关转接码流。',
  probe_not_found: '设备在，但没有这个路径。请核对通道号或码流路径。',
  probe_no_video: '连上了，但里面没有视频流。',
  probe_silent: '连上了，但设备一直不送画面。请检查设备是否正常出流。',
  probe_media_time:
    '连上了，但码流内的时间与到达时间不符。请检查设备校时（NTP）与固件，以及网络带宽是否足够。',
  probe_no_picture: '码流在送，但还没有一幅完整的画面可看。请再试；在设备上缩短关键帧间隔会有帮助。',
  probe_unsupported_codec: '视频编码不支持。请在设备上改为 H.264。',
  probe_busy: '正在测试其他设备，请稍候再试。',
} as const
