import { execFileSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startChild, until, type Child } from '../../start/child.ts'

const cephConfig = (dir: string, ports: { mon: number; rgw: number; fsid: string }): string => `[global]
fsid = ${ports.fsid}
mon host = v1:127.0.0.1:${ports.mon}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
auth allow insecure global id reclaim = false
osd class update on start = false
osd crush update on start = false
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
osd objectstore = memstore
memstore device bytes = 4294967296
mon allow pool size one = true
mon warn on pool no redundancy = false
mon data avail crit = 1
mon data avail warn = 1
mon osd nearfull ratio = .96
mon osd full ratio = .98
mon osd backfillfull ratio = .97
mon max pg per osd = 1000
ms bind ipv6 = false
keyring = ${dir}/keyring
run dir = ${dir}/run
admin socket = ${dir}/run/$name.asok
log file = ${dir}/log/$name.log
pid file = ${dir}/run/$name.pid
mon data = ${dir}/mon
osd data = ${dir}/osd
rgw data = ${dir}/rgw
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${ports.rgw}
rgw relaxed s3 bucket names = false
`

interface Ceph {
  readonly dir: string
  readonly conf: string
  readonly fsid: string
  readonly rgwPort: number
  /** Runs a ceph command to its end and returns what it printed. */
  run(program: string, ...args: string[]): string
  /** Starts a daemon in the foreground, as our child, so that it ends with us. */
  start(program: string, ...args: string[]): Child
}

async function prepare(): Promise<Ceph> {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-s3-'))
  for (const part of ['mon', 'osd', 'rgw', 'run', 'log']) mkdirSync(join(dir, part))
  const fsid = randomUUID()
  const [mon, rgw] = [await freePort(), await freePort()]
  const conf = join(dir, 'ceph.conf')
  writeFileSync(conf, cephConfig(dir, { mon, rgw, fsid }))
  const env = { ...process.env, CEPH_CONF: conf, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` }
  const run: Ceph['run'] = (program, ...args) =>
    execFileSync(program, args, { env, stdio: 'pipe', encoding: 'utf8' }).trim()
  const start: Ceph['start'] = (program, ...args) => startChild(program, ['-c', conf, '-f', ...args], { env })
  const keyring = join(dir, 'keyring')
  run('ceph-authtool', '--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *')
  run(
    'ceph-authtool',
    keyring,
    '--gen-key',
    '-n',
    'client.admin',
    '--cap',
    'mon',
    'allow *',
    '--cap',
    'osd',
    'allow *',
  )
  run(
    'monmaptool',
    '--create',
    '--clobber',
    '--fsid',
    fsid,
    '--addv',
    'a',
    `[v1:127.0.0.1:${mon}]`,
    join(dir, 'monmap'),
  )
  run('ceph-mon', '-c', conf, '-i', 'a', '--mkfs', '--monmap', join(dir, 'monmap'), '--keyring', keyring)
  return { dir, conf, fsid, rgwPort: rgw, run, start }
}

/** Debian's radosgw over one monitor and one in-memory store, on loopback: a real S3 in about ten seconds. */
export async function startRadosgw(): Promise<{ url: string; children: readonly Child[]; dir: string }> {
  const { dir, conf, rgwPort, run, start } = await prepare()
  const monitor = start('ceph-mon', '-i', 'a')
  const osd = randomUUID()
  await until(
    'the monitor answers',
    async () => run('ceph', '-c', conf, '--connect-timeout', '5', 'osd', 'new', osd) === '0',
  )
  run('ceph-osd', '-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osd)
  const store = start('ceph-osd', '-i', '0')
  // A monitor that has just answered may refuse the next word, while it still learns who may say it.
  const crush = ['osd', 'crush', 'add', 'osd.0', '1.0', 'host=localhost', 'root=default']
  await until('the monitor takes the store', async () => run('ceph', '-c', conf, ...crush) === '')
  const gateway = start('radosgw', '-n', 'client.rgw')
  await until(
    'the S3 gateway answers',
    async () => (await fetch(`http://127.0.0.1:${rgwPort}`)).status > 0,
    60_000,
  )
  const secret = randomBytes(12).toString('hex')
  const keys = ['--access-key=sightline', `--secret-key=${secret}`]
  run(
    'radosgw-admin',
    '-c',
    conf,
    '-n',
    'client.admin',
    'user',
    'create',
    '--uid=sightline',
    '--display-name=sightline',
    ...keys,
  )
  return { url: `http://sightline:${secret}@127.0.0.1:${rgwPort}`, children: [gateway, store, monitor], dir }
}
