import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../platform/clock.ts'
import { systemRandom } from '../platform/random.ts'
import { freePort } from '../start/child.ts'
import { startProduct } from '../start/product.ts'
import { programsEnv } from '../start/programs-env.ts'
import { peopleOfTheDemo, registerPeople, signInLawyers, signInRegistrars } from './stack/people.ts'
import { allowPictures } from './stack/allow-pictures.ts'
import { demoFolder } from './stack/demo-folder.ts'
import { registerInUse } from './stack/seed.ts'
import { giveLoudspeaker, speechEnv } from './stack/loudspeakers.ts'
import { signInEnv } from './stack/sign-in-env.ts'
import { startStack } from './stack/stack.ts'
import { startCameras } from './stack/cameras.ts'
import { smoke } from './stack/smoke.ts'

const help = `npm run demo -- [options]

  npm start with drawn cameras and people in a throw-away folder. Each demo begins anew and keeps nothing.
  在本机以绘制的摄像机运行整个系统。每次演示都重新开始，结束后不保留数据。

  --smoke              go the whole way without a browser, print the times, exit    无界面走完全程并退出
  --video FILE         serve your own file as the camera instead                    用您的视频文件作为摄像机
  --production         queues on Redis, objects on S3 instead of the embedded ones  使用 Redis 与 S3
  --port N             port of the screens (8080; another one is taken when in use) 界面端口
  --verbose            show the logs of the programs                                显示程序日志
  --help
`

const options = {
  smoke: { type: 'boolean', default: false },
  video: { type: 'string' },
  production: { type: 'boolean', default: false },
  port: { type: 'string', default: '8080' },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** What was asked for, found possible before anything is started; else says what to change, and exits with 2. */
function readOptions() {
  const refuse = (problem: string): never => {
    process.stderr.write(`demo: ${problem}\n\n${help}`)
    process.exit(2)
  }
  const parse = () => {
    try {
      return parseArgs({ options }).values
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error))
    }
  }
  const { port: wanted, video, ...rest } = parse()
  const port = Number(wanted)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) refuse(`--port ${wanted}: 应为 expected 0..65535`)
  if (video !== undefined && !existsSync(video)) refuse(`--video ${video}: 没有此文件 no such file`)
  return { ...rest, port, video }
}

const values = readOptions()
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const startedAt = Date.now()

/** What the demo needs of the product, whichever composition it is. */
interface Running {
  readonly url: string
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** `npm start` in a throw-away folder; with --production the stack with Redis and S3. */
async function startRunning(dataDir: string): Promise<Running> {
  const onLine = (who: string, line: string) => values.verbose && say(`${who}: ${line}`)
  const port = await freePort(values.port)
  if (values.port !== 0 && port !== values.port)
    say(`port ${values.port} is in use: taking another · 端口 ${values.port} 已被占用，改用其他端口`)
  if (values.production)
    return startStack({ dataDir, composition: 'production', port, onLine, env: speechEnv(process.env) })
  const env = { ...signInEnv, ...programsEnv(process.env), ...speechEnv(process.env) }
  const world = { clock: systemClock, random: systemRandom, say, env, onLine }
  return startProduct({ ...world, dataDir, port, host: '127.0.0.1' })
}

/** Starts cameras, servers, api and worker, registers people and sources; every start hands its stop to `stops`. */
async function open(stops: (() => Promise<void>)[]) {
  say('starting cameras, database, api and worker · 正在启动')
  const cameras = await startCameras({
    ...(values.video ? { video: resolve(values.video) } : {}),
    onLine: say,
  })
  stops.push(() => cameras.stop())
  const folder = demoFolder(resolve('.sightline'))
  stops.push(async () => folder.remove())
  const stack = await startRunning(folder.make())
  stops.push(() => stack.stop())
  const passwords = await registerPeople(stack)
  await allowPictures(await signInLawyers(stack, passwords), 'illegal_parking')
  const registrars = await signInRegistrars(stack, passwords)
  const sources = await Promise.all(cameras.list.map((camera) => registerInUse(registrars, camera)))
  await Promise.all(sources.map(({ id }) => giveLoudspeaker(registrars.admin, id)))
  return { stack, cameras, passwords }
}

async function run(): Promise<number> {
  const stops: (() => Promise<void>)[] = []
  const interrupted = new Promise<void>((done) => {
    process.once('SIGINT', done)
    process.once('SIGTERM', done)
  })
  try {
    const { stack, cameras, passwords } = await open(stops)
    const took = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
    say(`started in ${took} · 启动用时 ${took}`)
    if (values.smoke) return await smoke({ stack, cameras, passwords, say })
    introduce(stack.url, passwords)
    await interrupted
    say('stopping · 正在停止')
    return 0
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

function introduce(url: string, passwords: Readonly<Record<string, string>>): void {
  say(`\n  Open · 打开   ${url}\n`)
  for (const { account, role } of peopleOfTheDemo)
    say(`  ${role.padEnd(22)} ${account.padEnd(10)} ${passwords[account] ?? ''}`)
  say(
    '\n  The first alert arrives within two minutes. Ctrl+C ends it. · 两分钟内会有第一条预警，按 Ctrl+C 结束。\n',
  )
}

if (values.help) say(help)
else
  run().then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(
        `demo: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
      process.exit(1)
    },
  )
