import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTlsDoor, readTls, type TlsFiles } from './tls-door.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

describe.runIf(hasOpenssl)('the door for HTTPS', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-tls-'))
  const tls: TlsFiles = { cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem') }
  const seen: IncomingHttpHeaders[] = []
  let api: Server
  let door: Awaited<ReturnType<typeof openTlsDoor>>

  beforeAll(async () => {
    const made = ['-keyout', tls.key, '-out', tls.cert, '-days', '2', '-subj', '/CN=localhost']
    spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...made])
    api = createServer((asked, answer) => {
      seen.push(asked.headers)
      asked.pipe(answer)
    }).listen(0, '127.0.0.1')
    await once(api, 'listening')
    const apiPort = (api.address() as AddressInfo).port
    door = await openTlsDoor({ host: '127.0.0.1', port: 0 }, { tls, apiPort })
  })
  afterAll(async () => {
    await door.close()
    api.close()
    rmSync(dir, { recursive: true })
  })

  async function ask(
    headers: Record<string, string>,
    body: string,
  ): Promise<{ status: number; text: string }> {
    const target = {
      host: '127.0.0.1',
      port: door.port,
      path: '/',
      method: 'POST',
      rejectUnauthorized: false,
    }
    const asked = request({ ...target, headers }).end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    let text = ''
    for await (const part of answer) text += String(part)
    return { status: answer.statusCode ?? 0, text }
  }

  it('passes on what was asked, with the true address, whatever the client says of itself', async () => {
    const lies = { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-host': 'evil', forwarded: 'for=9.9.9.9' }
    expect(await ask({ ...lies, origin: 'https://here' }, 'a body')).toEqual({ status: 200, text: 'a body' })
    expect(seen.at(-1)).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      origin: 'https://here',
    })
    expect(JSON.stringify(seen.at(-1))).not.toMatch(/9\.9\.9\.9|evil/)
  })

  it('answers while the api is being started again', async () => {
    const { port } = api.address() as AddressInfo
    api.close()
    api.closeAllConnections()
    await once(api, 'close')
    expect((await ask({}, '')).status).toBe(502)
    api.listen(port, '127.0.0.1')
    await once(api, 'listening')
    expect((await ask({}, 'again')).text).toBe('again')
  })

  it.each([
    ['a file that is not there', { cert: '/nowhere.pem', key: '/nowhere.pem' }],
    ['a key for a certificate', { cert: tls.key, key: tls.key }],
  ])('refuses %s by name', (_, files) => {
    expect(() => readTls(files)).toThrow(/^tls_file_invalid/)
  })

  it('refuses a file that holds nothing of use', () => {
    writeFileSync(join(dir, 'text.pem'), 'text')
    expect(() => readTls({ ...tls, cert: join(dir, 'text.pem') })).toThrow(/^tls_file_invalid/)
  })
})
