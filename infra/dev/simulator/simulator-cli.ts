import { parseArgs } from 'node:util'
import { allScenes, scenes } from './scenes/scenes.ts'
import { drawFilms, startSimulator } from './simulator.ts'

const help = `摄像机模拟器 Camera simulator: drawn cameras with exact ground truth over RTSP.

node --import tsx infra/dev/simulator/simulator-cli.ts [options]

  --scenes a,b        场景 scenes to serve (default: ${Object.keys(scenes).join(', ')}; there are also
                      ${Object.keys(allScenes).slice(4).join(', ')})
  --video FILE        以自己的视频代替 serve a video file as a camera instead; may be given several times
  --port N            RTSP 端口 RTSP port, 0 = any free one (default 0)
  --control-port N    控制端口 port of the control service (default 0)
  --cache DIR         缓存目录 where rendered films are kept (default .sightline/simulator)
  --epoch MS          场景起点 epoch ms at which the scenes begin (default: now)
  --draw              只绘制 draw what is missing, then exit
  --json              一行 JSON print one line of JSON when ready
  --help

SIGHTLINE_CAMERA_PASSWORD is the password of all cameras; each gets a random one without it.

It runs until SIGTERM or SIGINT.`

const { values } = parseArgs({
  options: {
    scenes: { type: 'string' },
    video: { type: 'string', multiple: true },
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    cache: { type: 'string', default: '.sightline/simulator' },
    epoch: { type: 'string' },
    draw: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const videos = values.video ?? []
const sceneIds = values.scenes?.split(',') ?? (videos.length > 0 ? [] : Object.keys(scenes))

/** A line per quarter of each film, not per frame. */
function progressLine(): (label: string, share: number) => void {
  const said = new Set<string>()
  return (label, share) => {
    const line = `${label} ${Math.floor(share * 4) * 25}%`
    if (!said.has(line)) console.error(line)
    said.add(line)
  }
}

/** The same password at every start, for who has it registered; not in argv, where others could read it. */
function usersOf(): { users?: Record<string, { user: string; password: string }> } {
  const password = process.env['SIGHTLINE_CAMERA_PASSWORD']
  if (!password) return {}
  const ids = sceneIds.flatMap((scene) => (allScenes[scene]?.cameras ?? []).map(({ id }) => id))
  return { users: Object.fromEntries(ids.map((id) => [id, { user: 'viewer', password }])) }
}

async function main(): Promise<void> {
  const options = {
    scenes: sceneIds,
    videos,
    cacheDir: values.cache,
    rtspPort: Number(values.port),
    controlPort: Number(values['control-port']),
    ...(values.epoch === undefined ? {} : { epochMs: Number(values.epoch) }),
    ...usersOf(),
    onProgress: progressLine(),
  }
  if (values.draw) return drawFilms(options)
  const simulator = await startSimulator(options)
  const { cameras, epochMs, useless, control } = simulator
  if (values.json) console.log(JSON.stringify({ cameras, epochMs, useless, control }))
  else
    for (const { name, mainUrl, subUrl, user, password } of cameras)
      console.log(`${name.zh} (${name.en})\n  ${mainUrl}\n  ${subUrl}\n  ${user} / ${password}`)
  const stop = (): void => {
    simulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

if (values.help) console.log(help)
else
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  })
