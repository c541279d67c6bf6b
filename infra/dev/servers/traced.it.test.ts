import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { canTrace, destinationsOf, traced, unexpected, withoutTrace } from './traced.ts'

const dir = mkdtempSync(join(tmpdir(), 'sightline-traced-'))
afterAll(() => rmSync(dir, { recursive: true }))

/** Addresses that stand for no machine (RFC 5737, RFC 3849), each by another way out. */
const canaries = {
  'TCP from a worker thread': [
    `new (require('worker_threads').Worker)("require('net').connect(443, '192.0.2.1').on('error', () => 0)", { eval: true })`,
    '192.0.2.1:443',
  ],
  'TCP over IPv6': [`require('net').connect(443, '2001:db8::1').on('error', () => 0)`, '[2001:db8::1]:443'],
  UDP: [`require('dgram').createSocket('udp4').send('x', 4318, '192.0.2.2')`, '192.0.2.2:4318'],
  'a child of a child, by a program that is not ours': [
    `require('child_process').spawn('sh', ['-c', 'ffmpeg -v quiet -i tcp://192.0.2.3:80 -f null - & sleep 1; kill $!'])`,
    '192.0.2.3:80',
  ],
  'a name that is looked up': [
    `const dns = require('dns'); dns.setServers(['192.0.2.4']); dns.resolve4('example.invalid', () => 0)`,
    '192.0.2.4:53',
  ],
} as const

it('a connection that nobody configured is seen, whoever makes it', async (context) => {
  if (!canTrace()) context.skip(withoutTrace)
  const [program, trace] = [join(dir, 'canary.cjs'), join(dir, 'trace')]
  const ways = Object.values(canaries).map(([way]) => `{ ${way} }`)
  writeFileSync(program, `${ways.join('\n')}\nsetTimeout(() => process.exit(), 1500)`)
  const [command, ...args] = traced(trace, [process.execPath, program])
  await promisify(execFile)(command, args)
  const planted = Object.values(canaries).map(([, address]) => address)
  const found = destinationsOf([trace])
  expect(found.map(({ to }) => to)).toEqual(expect.arrayContaining(planted))
  const told = unexpected(found, ['http://192.0.2.1:443', 'rtsp://[2001:db8::1]:443/main'])
  expect(told.map(({ to }) => to).toSorted()).toEqual(['192.0.2.2:4318', '192.0.2.3:80', '192.0.2.4:53'])
})
