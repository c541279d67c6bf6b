import { spawn } from 'node:child_process'
import { ownChildEnv } from '@sightline/infra/platform/child-env'
import { CodedError } from '@sightline/infra/platform/error'
import ffmpeg from 'fluent-ffmpeg'
import { createBoxReader, type BoxEvent } from '../media/boxes.ts'
import { endProcess, keepLines, whenClosed } from '../media/child-process.ts'

/**
 * Any video file as capture would deliver it: its pictures as they were coded, a fragment each; `rounds` times in a row, the
 * time running on. `video_unreadable` where ffmpeg cannot read it, or a picture of it breaks the file off.
 */
export async function* remux(ffmpegPath: string, file: string, rounds = 1): AsyncGenerator<BoxEvent> {
  const child = spawn(ffmpegPath, toRemuxArguments(file, rounds), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: ownChildEnv(),
  })
  const closed = whenClosed(child)
  closed.catch(() => undefined)
  const { lines } = keepLines(child.stderr)
  const reader = createBoxReader()
  try {
    for await (const chunk of child.stdout) yield* reader.push(chunk as Buffer)
    await closed
    if (child.exitCode !== 0) throw new CodedError('video_unreadable', { file, lines: lines() })
  } finally {
    await endProcess(child, closed)
  }
}

function toRemuxArguments(file: string, rounds: number): string[] {
  return [
    '-hide_banner',
    '-nostats',
    '-v',
    'error',
    ...ffmpeg()
      .input(file)
      .inputOptions(['-protocol_whitelist', 'file', '-stream_loop', String(rounds - 1)])
      .noAudio()
      .videoCodec('copy')
      .outputOptions(['-map', '0:v:0', '-movflags', 'frag_every_frame+empty_moov+default_base_moof'])
      .format('mp4')
      .output('pipe:1')
      ._getArguments(),
  ]
}
