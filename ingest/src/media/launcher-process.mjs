// Starts programs for a worker and hands it their pipes: forking this small process is cheap, forking the worker is not.
// Plain JavaScript: a loader for TypeScript would make it large. It ends with the worker, and what it started ends with it.
import { spawn } from 'node:child_process'

/** Those that run, by the number the worker gave them. */
const running = new Map()

function start({ id, command, args, pipes }) {
  const child = spawn(command, args, { stdio: Array(pipes).fill('pipe') })
  running.set(id, child)
  child.on('error', ({ code }) => gone(id, code ?? 'error'))
  child.once('exit', () => gone(id, null))
  if (child.pid === undefined) return
  process.send({ id, kind: 'started', pid: child.pid })
  // Node begins to read a child's pipes at once, and has no public way to leave that to whom they are handed.
  for (const pipe of child.stdio.slice(1)) pipe._handle.readStop()
  for (const which of Array(pipes).keys()) process.send({ id, kind: 'pipe', which }, child.stdio[which])
}

function gone(id, failure) {
  if (!running.delete(id) || !process.connected) return
  process.send({ id, kind: 'gone', failure })
}

process.on('message', (asked) => {
  if (asked.kind === 'start') start(asked)
  else running.get(asked.id)?.kill('SIGKILL')
})
// Ctrl-C reaches everyone; the worker closes in its own order, and with it this.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
// Its stdin is open for as long as the worker lives. `disconnect` says the same, but not while a pipe is on its way.
process.stdin.resume()
process.stdin.on('error', () => undefined)
process.stdin.once('close', () => {
  for (const child of running.values()) child.kill('SIGKILL')
  process.exit(0)
})
