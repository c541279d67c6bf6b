import type { CodeWords } from './code-words.ts'

/** Why a stream is not live. */
export const zhStreamFaults: CodeWords['fault'] = {
  auth: '设备拒绝了用户名或密码',
  digest: '登录方式不支持',
  elsewhere: '设备让我们转到另一个地址',
  declined: '设备有应答但不给码流',
  no_tcp: '设备不以 TCP 送流',
  no_video: '码流中没有视频',
  refused: '设备拒绝连接',
  not_found: '设备上没有这个路径',
  network: '网络不通',
  codec: '视频编码不支持',
  silence: '连上但不送画面',
  ended: '设备结束了码流',
  media_time: '码流内的时间与到达时间不符',
  picture_changed: '画面尺寸或编码参数已改变',
  no_picture: '有码流，但解不出画面',
  no_key_frame: '超过 110 秒没有关键帧',
  disk_full: '存储已满，录像已停',
  worker_lost: '处理节点失联',
  no_network: '识别模型不可用',
  overloaded: '未接入：处理节点已超载',
}

/** What to do about it. */
export const zhStreamFaultHelp: CodeWords['faultHelp'] = {
  auth: '核对用户名和密码后保存；多次输错设备可能锁定。',
  digest: '在设备上把 RTSP 认证改为 MD5 摘要或 basic，或经网关转接码流。',
  elsewhere: '请用新地址及其用户名、密码登记；试连本地址会显示新地址。',
  declined: '关闭其他观看端或调高设备的连接数上限；设备也可能正忙或正在重启。',
  no_tcp: '在设备上允许 RTSP over TCP（interleaved），或经网关转接码流。',
  no_video: '核对码流路径，选择含视频的码流。',
  refused: '检查端口，以及设备是否达到最大连接数。',
  not_found: '核对通道号或码流路径。',
  network: '检查 IP、网线、交换机与防火墙。系统会自动重连。',
  codec: '在设备上把码流改为 H.264。',
  silence: '检查设备是否正常出流，必要时重启设备。',
  ended: '系统会自动重连；频繁出现请检查设备。',
  media_time: '系统会自动重连；频繁出现请检查设备校时（NTP）与固件，以及网络带宽是否足够。',
  picture_changed: '系统会自动按新画面重连；频繁出现请关闭设备上的智能编码或定时切换码流参数。',
  no_picture: '在设备上重启码流；请使用未加密的普通 H.264，关键帧间隔 2 秒。',
  no_key_frame: '系统会自动重连以取得关键帧。请在设备上把关键帧间隔设为 2 秒，并关闭智能编码。',
  disk_full: '请管理员清理磁盘。为保全证据，系统不会自动删除证据。',
  worker_lost: '请管理员检查处理节点；恢复前该视频源没有人看。',
  no_network: '请管理员拉取并校验识别模型。',
  overloaded: '该视频源尚无人值看。请管理员停用其他视频源或增加处理节点，之后自动接入。',
}
