/** `[rtsp @ 0x55d0] [error] text`: who, at which level (`-v level+info`), and what. Lines without a level go on from the one before. */
const line = /^((?:\[[^\]]+ @ [^\]]+\] )*)\[(info|warning|error|fatal|panic)\] (.*)$/

/** What ffmpeg complains of in this line; null: it is no complaint. */
export function complaintIn(said: string): string | null {
  const [, who = '', level = '', text = ''] = line.exec(said) ?? []
  return /error|fatal|panic/.test(level) ? who + text : null
}

/** Where this line says that the device sends ffmpeg, which follows; null: it says nothing of the kind. */
export function redirectIn(said: string): string | null {
  const [, who = '', , text = ''] = line.exec(said) ?? []
  if (!who.startsWith('[rtsp')) return null
  return /^Status 3\d\d: Redirecting to (.*)$/.exec(text)?.[1] ?? null
}
