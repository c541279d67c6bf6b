import { parseArgs } from 'node:util'
import type { Film, FilmRule } from '../films/film.ts'
import { drawnFilms } from '../films/drawn-films.ts'
import { films } from '../films/films.ts'
import { getFilm } from '../films/get-film.ts'
import { turnFilm } from '../films/turn-film.ts'
import { playFast } from './films-fast.ts'
import { judgeFilm, type ToldFinding } from './films-judge.ts'
import { playOnStack } from './films-stack.ts'
import { filmHeader, filmLine, type FilmRow } from './films-table.ts'
import { roundMs } from './films-truth.ts'

const help = `npm run bench:films -- [options]

  --only NAME    一部影片 one film: ${films.map(({ id }) => id).join(', ')}
  --minutes N    每行播放多久 how long each film is played in a loop (10)
  --drawn        绘制的场景 the drawn scenes instead: ${drawnFilms.map(({ film }) => film.id).join(', ')}
  --fast         不经 RTSP，尽快 without RTSP, as fast as the machine can: gate, decoder, models and fold by the film's own clock
  --full         与 --fast 合用：每秒五次，不问门控 with --fast: five looks a second, whatever the gate says
  --fresh        不用记住的推理结果 with --fast: every picture is looked at anew
  --why          每个发现 every finding
  --help

真实影片上的应报、已报、误报与身份错误；标注见 infra/dev/films。
What is due, found and false on real films, with our own annotations. Prints a Markdown table.`

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const { values } = parseArgs({
  options: {
    only: text,
    minutes: text,
    drawn: flag,
    fast: flag,
    full: flag,
    fresh: flag,
    why: flag,
    help: flag,
  },
})
const isChosen = ({ id }: Film): boolean => id === (values.only ?? id)
const chosen = values.drawn ? [] : films.filter(isChosen)
const chosenDrawn = values.drawn ? drawnFilms.filter(({ film }) => isChosen(film)) : []
const minutes = Number(values.minutes ?? 10)

const seconds = (ms: number): string => (ms / 1000).toFixed(1)

const told = ({ openedAt, confirmedAt, fromAt, toAt, box, looks }: ToldFinding): string => {
  const sides = [box.left, box.top, box.right, box.bottom].map((side) => side.toFixed(3))
  const stage = confirmedAt === null ? `opened ${seconds(openedAt)}` : `confirmed ${seconds(confirmedAt)}`
  return `  ${stage}: ${seconds(fromAt)} to ${seconds(toAt)}, ${looks.length} looks, at ${sides.join(' ')}`
}

function tell(row: FilmRow, findings: readonly ToldFinding[]): void {
  console.log(filmLine(row))
  if (values.why) for (const one of findings) say(told(one))
}

async function playRule(film: Film, rule: FilmRule, file: string): Promise<void> {
  const rounds = Math.max(1, Math.round((minutes * 60_000) / roundMs(film)))
  const played = await playFast({
    file,
    rounds,
    rule,
    isFull: values.full ?? false,
    isRemembered: !values.fresh,
  })
  const { framesLooked, framesDropped, drops } = played.counts
  const counted = JSON.stringify({ framesLooked, ...framesDropped, unawaited: played.unawaited, drops })
  say(
    `${film.id} ${rule.kind}: ${seconds(played.filmMs)} s of film in ${seconds(played.tookMs)} s; ${counted}`,
  )
  tell(
    {
      film,
      rule,
      way: values.full ? 'fast, full rate' : 'fast',
      tally: judgeFilm(film, rule, { ...played, isWhole: true }),
    },
    played.findings,
  )
}

async function playAll(film: Film, file: string): Promise<void> {
  if (values.fast) for (const rule of film.rules) await playRule(film, rule, file)
  else
    for (const { rule, ...played } of await playOnStack({ film, file, minutes, say }))
      tell(
        { film, rule, way: 'RTSP', tally: judgeFilm(film, rule, { ...played, isWhole: false }) },
        played.findings,
      )
}

async function run(): Promise<void> {
  console.log(filmHeader)
  for (const film of chosen) {
    const file = await getFilm(film, say, { isPublic: true })
    if (file) await playAll(film, await turnFilm(file, film))
  }
  for (const { film, file } of chosenDrawn) await playAll(film, await file())
}

if (values.help || chosen.length + chosenDrawn.length === 0 || !(minutes > 0)) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else {
  // An interrupted run takes what it has started with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  await run()
}
