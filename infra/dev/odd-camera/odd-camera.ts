import { createServer, type Socket } from 'node:net'
import { createRequestReader } from '../simulator/rtsp/request.ts'
import { answerRequest } from './answer.ts'
import { drawFilm, type DrawDeps } from './draw-film.ts'
import type { Film } from './film.ts'
import { type FilmName, filmRecipes } from './film-recipes.ts'
import { type SentPicture, startPlaying } from './playing.ts'
import { inOrder, type Quirks } from './quirks.ts'

export interface OddCamera {
  /** Of one mount. */
  readonly urlOf: (mount: string) => string
  /** What a mount has sent, over all connections, oldest first. */
  readonly sent: (mount: string) => readonly SentPicture[]
  /** How many times a mount was asked to play. */
  readonly plays: (mount: string) => number
  /** How often credentials that it does not take were offered to a mount. */
  readonly wrongLogins: (mount: string) => number
  /** From now on a mount plays another film, to whoever watches and whoever comes; one that an event of it names. */
  readonly show: (mount: string, film: FilmName) => void
  readonly close: () => Promise<void>
}

/** A mount: how it differs from a camera that is in order. */
export type OddMounts = Readonly<Record<string, Partial<Quirks>>>

interface Mount {
  quirks: Quirks
  /** What connections show in place of what they began with. */
  shown: FilmName | null
  readonly sent: SentPicture[]
  plays: number
  wrongLogins: number
}

/** Serves every mount as `rtsp://127.0.0.1:<port>/<mount>` over interleaved TCP. */
export async function startOddCamera(deps: DrawDeps, mounts: OddMounts): Promise<OddCamera> {
  const served = new Map(
    Object.entries(mounts).map(([name, quirks]): [string, Mount] => [
      name,
      { quirks: { ...inOrder, ...quirks }, shown: null, sent: [], plays: 0, wrongLogins: 0 },
    ]),
  )
  const films = await drawFilms(deps, [...served.values()])
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(served, films, socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the odd camera has no port')
  return {
    urlOf: (mount) => `rtsp://127.0.0.1:${address.port}/${mount}`,
    sent: (mount) => served.get(mount)?.sent ?? [],
    plays: (mount) => served.get(mount)?.plays ?? 0,
    wrongLogins: (mount) => served.get(mount)?.wrongLogins ?? 0,
    show(name, film) {
      const mount = served.get(name)
      if (!mount) throw new Error(`no mount ${name}`)
      mount.quirks = { ...mount.quirks, film, events: [] }
      mount.shown = film
    },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

type Films = (name: FilmName) => Film

async function drawFilms(deps: DrawDeps, mounts: readonly Mount[]): Promise<Films> {
  const drawn = new Map<FilmName, Film>()
  for (const name of Object.keys(filmRecipes) as FilmName[])
    if (mounts.some(({ quirks }) => uses(quirks, name)))
      drawn.set(name, await drawFilm(deps, filmRecipes[name]))
  return (name) => {
    const film = drawn.get(name)
    if (!film) throw new Error(`the film ${name} was not drawn`)
    return film
  }
}

const uses = ({ film, described, events }: Quirks, name: FilmName): boolean =>
  film === name || described === name || events.some((event) => 'film' in event && event.film === name)

function serve(mounts: ReadonlyMap<string, Mount>, films: Films, socket: Socket): void {
  let stop = (): void => undefined
  socket.setNoDelay(true)
  const read = createRequestReader((request) => {
    const mount = mounts.get(request.path.slice(1))
    const { bytes, isLoginWrong, isWelcome } = answerRequest(request, mount?.quirks, films)
    socket.write(bytes)
    if (mount && isLoginWrong) mount.wrongLogins += 1
    if (!mount || !isWelcome || request.method !== 'PLAY') return
    mount.plays += 1
    stop = startPlaying({
      quirks: mount.quirks,
      films,
      shown: () => mount.shown,
      changeForGood: (film) => void (mount.quirks = { ...mount.quirks, film, events: [] }),
      send: (bytes) => void (socket.writable && socket.write(bytes)),
      close: () => socket.destroy(),
      onSent: (picture) => mount.sent.push(picture),
    })
  })
  socket.on('data', read)
  // Who goes away in the middle of a picture ends in the ordinary way: by `close`.
  socket.on('error', () => socket.destroy())
  socket.on('close', () => stop())
}
