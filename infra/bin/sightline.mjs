#!/usr/bin/env node
// One command for everything: each verb is the command line of the room that owns it, run as its own process.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const verbs = {
  start: ['infra/start/start-cli.ts', '在本机运行，保留数据 · the product on this machine, for keeps'],
  backup: [
    'infra/start/backup-cli.ts',
    '备份数据库、证据和密钥 · database, evidence and keys into one file',
    'backup',
  ],
  restore: ['infra/start/backup-cli.ts', '恢复备份 · a backup into a new data folder', 'restore'],
  service: ['infra/start/service-cli.ts', '打印 systemd 单元 · prints a systemd unit'],
  models: [
    'models/src/cli.ts',
    '模型：列出、下载、校验、评测、选型、安装 · models: list, pull, verify, eval, bench, suggest, check, install',
  ],
  verify: ['api/src/packages/cli.ts', '离线校验案件包 · check a case package without network'],
  keys: [
    'api/src/worker-keys/keys-cli.ts',
    '密钥 · keys show (the agency’s), list, trust, revoke (of workers)',
  ],
  audit: ['api/src/integrity/audit-cli.ts', '核对审计记录和证据链 · audit verify: the trail and the chains'],
  check: [
    'api/src/integrity/stored/check-cli.ts',
    '核对证据记录与存储 · check: records and stored objects against each other, at four depths',
  ],
  dataset: [
    'api/src/datasets/dataset-cli.ts',
    '训练数据：批准、导出、导回标注 · dataset approve, export, import, labels: findings as training data',
  ],
  secrets: [
    'api/src/sources/secrets-cli.ts',
    '密封密钥轮换 · secrets rotate, retire: the key of camera passwords',
  ],
  replay: [
    'ingest/src/replay/replay-cli.ts',
    '由轨迹、原始视频或录像重算发现 · judge again: a trace, its originals, a video file',
  ],
  people: [
    'infra/start/people-cli.ts',
    '人员：登记、重置密码、解锁 · people: create, password (reset), unlock ACCOUNT',
  ],
  workers: [
    'api/src/workers/cli.ts',
    '处理节点：解除名称与密钥的绑定 · workers release ID: a new key may take the id',
  ],
  db: ['api/src/database/migrate.ts', '数据库：升级、运行角色 · the database: deploy, roles, status'],
  simulate: ['infra/dev/simulator/simulator-cli.ts', '模拟摄像机 · the camera simulator'],
  api: ['api/src/main.ts', '接口服务 · the api'],
  ingest: ['ingest/src/main.ts', '视频接入 · the ingest worker'],
}

const [verb, ...args] = process.argv.slice(2)
const entry = verbs[verb]
if (!entry) {
  const wantsHelp = verb === undefined || verb === '--help' || verb === '-h'
  const lines = Object.entries(verbs).map(([name, [, text]]) => `  ${name.padEnd(10)} ${text}`)
  const text = `sightline VERB [...]\n\n${lines.join('\n')}\n\nsightline VERB --help\n`
  if (wantsHelp) process.stdout.write(text)
  else process.stderr.write(`sightline: unknown verb '${verb}'\n\n${text}`)
  process.exit(wantsHelp ? 0 : 2)
}
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const child = spawn(process.execPath, ['--import', tsx, join(root, entry[0]), ...entry.slice(2), ...args], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
