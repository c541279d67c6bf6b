import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import fastify from 'fastify'
import { expect, it } from 'vitest'
import { closeApp } from './close-app.ts'

async function listening() {
  const app = fastify()
  let release = (): void => undefined
  const begun = new Promise<void>((resolve) => {
    app.get('/slow', async () => {
      resolve()
      await new Promise<void>((answer) => (release = answer))
      return 'done'
    })
  })
  app.post('/', async () => 'taken')
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return { app, port, begun, release: () => release() }
}

it.each([
  ['half a head', 'POST / HTTP/1.1\r\nhost: x\r\n'],
  [
    'a head and half a body',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 9\r\n\r\nhal',
  ],
])(
  'is not held up by %s',
  async (_name, sent) => {
    const { app, port } = await listening()
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    const accepted = once(app.server, 'connection')
    socket.write(sent)
    await accepted
    await closeApp(app, 100)
    expect(app.server.listening).toBe(false)
    socket.destroy()
  },
  5000,
)

it('answers what is under way first', async () => {
  const { app, port, begun, release } = await listening()
  const answer = fetch(`http://127.0.0.1:${port}/slow`, { signal: AbortSignal.timeout(5000) })
  await begun
  const closed = closeApp(app, 4000)
  release()
  expect(await (await answer).text()).toBe('done')
  await closed
})
