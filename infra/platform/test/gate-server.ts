import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a server that can be closed and opened again, or left open and dumb: an outage, as a client sees it. */
export async function openGate(address: string) {
  const target = new URL(address)
  const sockets = new Set<Socket>()
  let state: 'open' | 'shut' | 'dumb' = 'open'
  const server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => undefined).on('close', () => sockets.delete(client))
    if (state === 'shut') return void client.resetAndDestroy()
    if (state === 'dumb') return
    const far = connect(Number(target.port), target.hostname)
    sockets.add(far)
    far.on('error', () => client.destroy()).on('close', () => sockets.delete(far) && client.destroy())
    client.on('close', () => far.destroy())
    client.pipe(far).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(address)
  url.port = String((server.address() as AddressInfo).port)
  url.hostname = '127.0.0.1'
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  return {
    url: url.toString(),
    set(next: typeof state): void {
      state = next
      cut()
    },
    /** Connections stay, and no byte passes any more: a server that hangs. */
    hush(): void {
      state = 'dumb'
      for (const socket of sockets) socket.unpipe().pause()
    },
    async close(): Promise<void> {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
