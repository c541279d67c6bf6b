import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from '../../start/child.ts'
import { stillFilm } from './film.ts'
import type { BenchInput, Row } from './row.ts'
import { costOf, plain, type Reader } from './stream-cost.ts'

/** Debian's `motion`: motion by pixels on every picture, no model and no recording asked of it. */
function motion(dir: string): Reader | null {
  try {
    execFileSync('motion', ['-h'], { stdio: 'ignore' })
  } catch (error) {
    // It ends with 1 after its help.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
  }
  return {
    what: 'Debian motion: motion by pixels, no model, no recording',
    // Its camera's thread says so; that it has started it says before it has dialled.
    ready: /netcam_rtsp_connect: .*connected/,
    start({ url, user, password }, onLine) {
      const target = join(dir, 'motion')
      mkdirSync(target, { recursive: true })
      const file = join(dir, 'motion.conf')
      const lines = [
        'daemon off',
        `target_dir ${target}`,
        'picture_output off',
        'movie_output off',
        `netcam_url ${url}`,
        `netcam_userpass ${user}:${password}`,
        'width 1920',
        'height 1080',
        'framerate 25',
        'webcontrol_port 0',
        'stream_port 0',
        'log_level 6',
      ]
      writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
      return startChild('motion', ['-n', '-c', file], { onLine })
    },
  }
}

/** What others take for a stream, busy and still, in the same run as ours. */
export async function measurePeers(input: BenchInput): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-peers-'))
  const copy = ['-c', 'copy', '-f', 'segment', '-segment_time', '10', join(dir, '%d.mp4')]
  const seen = ['-map', '0:v', '-vf', 'fps=5', '-f', 'null', '-']
  const plainFfmpeg = plain('ffmpeg: all decoded, 5 pictures a second, segments copied', [
    ...seen,
    '-map',
    '0:v',
    ...copy,
  ])
  const debian = motion(dir)
  try {
    const still = { video: (await stillFilm(dir)).file }
    const rows: Row[] = []
    for (const reader of [plainFfmpeg, ...(debian ? [debian] : [])])
      for (const [scene, film] of [['busy', { scenes: ['pavement'] }] as const, ['still', still] as const]) {
        const figure = `${(await costOf(reader, input, film)).toFixed(2)} CPU s per stream-minute`
        rows.push({
          what: `1 ${scene} 1080p25 source: ${reader.what}`,
          figure,
          note: 'beside ours of this run',
        })
      }
    if (debian) return rows
    return [
      ...rows,
      { what: 'Debian motion', figure: 'not measured', note: 'not installed here: apt install motion' },
    ]
  } finally {
    rmSync(dir, { recursive: true })
  }
}
