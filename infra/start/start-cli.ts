import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../platform/clock.ts'
import { systemRandom } from '../platform/random.ts'
import { EndedEarly, repository } from './mains.ts'
import { startProduct, type Product } from './product.ts'
import { programsEnv } from './programs-env.ts'
import { StartError } from './start-error.ts'

const help = `npm start -- [options]

  Sightline on this machine, for keeps: its data outlive restarts, upgrades and power cuts.
  在本机长期运行 Sightline：数据在重启、升级和断电后都保留。

  --port N          port of the screens (8080)                            界面端口
  --host ADDRESS    address to listen on (127.0.0.1; 0.0.0.0 for all)     监听地址
  --data DIR        data folder (.sightline/data)                         数据文件夹
  --tls-cert FILE   certificate, PEM; with --tls-key: HTTPS               证书
  --tls-key FILE    its private key, PEM                                  私钥
  --verbose         show what the programs print                          显示程序输出
  --help

  sightline backup FILE | sightline restore FILE | sightline service
`

const options = {
  port: { type: 'string', default: '8080' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string', default: join(repository, '.sightline/data') },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function refuse(problem: string): never {
  process.stderr.write(`start: ${problem}\n\n${help}`)
  process.exit(2)
}

function readOptions() {
  const parse = () => {
    try {
      return parseArgs({ options }).values
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error))
    }
  }
  const { 'tls-cert': cert, 'tls-key': key, ...rest } = parse()
  const port = Number(rest.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refuse(`--port ${rest.port}: 应为 expected 0..65535`)
  if ((cert === undefined) !== (key === undefined))
    refuse('--tls-cert 与 --tls-key 须同时给出 belong together')
  return { ...rest, port, ...(cert && key ? { tls: { cert, key } } : {}) }
}

function introduce({ url, setupLink, dataDir }: Product, isPlainOutside: boolean): void {
  say(`\n  打开 Open          ${url}`)
  say(`  数据 Data          ${dataDir}`)
  if (setupLink) {
    say(
      '\n  第一位系统管理员：在浏览器打开下面的链接，设置账号和密码，可同时新建设备管理员。24 小时内有效，只能用一次。',
    )
    say(
      '  First system administrator: open this link, choose account and password, and make a device administrator too. Valid for 24 hours, once.',
    )
    say(`\n  ${setupLink}\n`)
  }
  if (isPlainOutside)
    say(
      '  ⚠ 密码将不加密地经过网络，请使用 --tls-cert 与 --tls-key。 Passwords cross the network unencrypted.',
    )
  say('  Ctrl+C 停止 stops it.\n')
}

async function run(values: ReturnType<typeof readOptions>): Promise<void> {
  const stopping = new Promise<string>((done) => {
    let isAsked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        // Whoever asks twice does not want to wait; the programs are ended by the kernel, and nothing is lost.
        if (isAsked) process.exit(1)
        isAsked = true
        done(signal)
      })
  })
  say('正在启动 starting')
  const { port, host, data: dataDir, tls, verbose } = values
  const starting = startProduct({
    port,
    host,
    dataDir,
    env: programsEnv(process.env),
    clock: systemClock,
    random: systemRandom,
    say,
    ...(tls ? { tls } : {}),
    onLine: (who, line) => verbose && say(`${who}: ${line}`),
  })
  const product = await starting
  const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.')
  introduce(product, !tls && !isLoopback)
  await stopping
  say('正在停止 stopping')
  await product.stop()
}

const values = readOptions()
if (values.help) say(help)
else
  run(values).then(
    () => process.exit(0),
    (error: unknown) => {
      // What a program said as it ended is the reason; where it was waited for is not.
      const isSaid = error instanceof StartError || error instanceof EndedEarly
      const told = isSaid ? error.message : error instanceof Error ? error.stack : String(error)
      process.stderr.write(`start: ${told}\n`)
      process.exit(1)
    },
  )
