/**
 * The runtime reports its use to its maker unless this stands in the environment before its library is loaded: imported
 * before it, everywhere. A worker thread must share the process's environment (`SHARE_ENV`), or it sets a copy of its own.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1'
