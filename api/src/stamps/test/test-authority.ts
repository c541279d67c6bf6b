import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TestAuthority {
  readonly url: string
  /** PEM file of the root that vouches for it. */
  readonly rootFile: string
  /** How many times were asked for. */
  asked(): number
  /** What it does with the next questions; null: answers them. */
  misbehave(as: 'down' | 'replay' | 'redirect' | 'endless' | null): void
  close(): Promise<void>
}

const settings = (at: (name: string) => string): string => `
[req]
distinguished_name=dn
[dn]
[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[tsa]
extendedKeyUsage=critical,timeStamping
keyUsage=critical,digitalSignature
[tsa_config]
serial=${at('serial')}
signer_cert=${at('tsa.pem')}
certs=${at('root.pem')}
signer_key=${at('tsa.key')}
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
accuracy=millisecs:500
ess_cert_id_alg=sha256
`

export const hasOpenssl = (): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A time-stamp authority over HTTP, made of `openssl ts`: its clock is the machine's. */
export async function startAuthority(name = 'Test'): Promise<TestAuthority> {
  const dir = await mkdtemp(join(tmpdir(), 'sightline-tsa-'))
  const at = (file: string): string => join(dir, file)
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] })
  writeFileSync(at('tsa.cnf'), settings(at))
  writeFileSync(at('serial'), '01\n')
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'tsa.cnf']
  const root = ['-keyout', 'root.key', '-out', 'root.pem', '-days', '3650', '-subj', `/CN=${name} root`]
  openssl('req', '-x509', ...key, ...root, '-extensions', 'ca')
  openssl('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', `/CN=${name} TSA`)
  const issued = [
    '-CA',
    'root.pem',
    '-CAkey',
    'root.key',
    '-set_serial',
    '2',
    '-days',
    '3650',
    '-out',
    'tsa.pem',
  ]
  openssl('x509', '-req', '-in', 'tsa.csr', ...issued, '-extfile', 'tsa.cnf', '-extensions', 'tsa')
  let count = 0
  let as: Parameters<TestAuthority['misbehave']>[0] = null
  let last: Buffer = Buffer.alloc(0)

  function stamp(question: Buffer): Buffer {
    const file = randomUUID()
    writeFileSync(at(file), question)
    const query = ['-config', 'tsa.cnf', '-section', 'tsa_config', '-queryfile', file, '-out', `${file}.tsr`]
    openssl('ts', '-reply', ...query)
    return readFileSync(at(`${file}.tsr`))
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      count += 1
      if (as === 'down') return response.writeHead(503).end()
      if (as === 'redirect') return response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()
      if (as === 'endless') return response.writeHead(200).end(Buffer.alloc(200_000))
      if (as !== 'replay') last = stamp(Buffer.concat(parts))
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(last)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    rootFile: at('root.pem'),
    asked: () => count,
    misbehave: (how) => void (as = how),
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await rm(dir, { recursive: true })
    },
  }
}
