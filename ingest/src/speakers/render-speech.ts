import { createHash } from 'node:crypto'
import type { Speech } from '@sightline/api/contract/speech'
import { longestSpeechMs } from '@sightline/api/law/reminders'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Launch } from '../media/program.ts'
import { Undelivered, type Sound } from './speaker.ts'

const RATE = 8000
const MOST_BYTES = Math.floor((longestSpeechMs / 1000) * RATE) * 2
const MOST_WAV = 32 << 20

export interface RenderDeps {
  readonly ffmpegPath: string
  readonly launch: Launch
  /** The program that reads a text from its stdin and writes a WAV file; `{language}` in its arguments is `zh` or `en`. Null: there is none. */
  readonly speechCommand: readonly string[] | null
}

/** What is to be heard: the recording, held against its hash, or the words as the configured program says them. */
export async function renderSpeech(
  deps: RenderDeps,
  speech: Pick<Speech, 'text' | 'language' | 'clip'>,
  signal: AbortSignal,
): Promise<Sound> {
  const wav = speech.clip ? clipOf(speech.clip) : await sayIt(deps, speech, signal)
  const plain = ['-v', 'error', '-nostdin', '-f', 'wav', '-i', 'pipe:0', '-vn', '-ac', '1', '-ar', `${RATE}`]
  const bytes = await runThrough(deps.launch, [deps.ffmpegPath, ...plain, '-f', 's16le', 'pipe:1'], {
    input: wav,
    most: MOST_BYTES,
    signal,
  })
  return toSound(bytes)
}

function clipOf({ base64, sha256 }: NonNullable<Speech['clip']>): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  if (hashBytes(bytes).sha256 !== sha256) throw new Undelivered('clip_altered')
  return bytes
}

function sayIt(
  { launch, speechCommand }: RenderDeps,
  { text, language }: Pick<Speech, 'text' | 'language'>,
  signal: AbortSignal,
): Promise<Buffer> {
  if (speechCommand === null) throw new Undelivered('no_speech_command')
  const command = speechCommand.map((part) => part.replaceAll('{language}', language))
  return runThrough(launch, command, { input: Buffer.from(text), most: MOST_WAV, signal })
}

function toSound(bytes: Buffer): Sound {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2))
  if (even.length === 0) throw new Undelivered('speech_failed', 'no sound came out')
  const samples = Int16Array.from({ length: even.length / 2 }, (_, i) => even.readInt16LE(i * 2))
  const sha256 = createHash('sha256').update(even).digest('hex')
  return { samples, lengthMs: Math.round((samples.length / RATE) * 1000), sha256 }
}

interface Through {
  readonly input: Buffer
  readonly most: number
  readonly signal: AbortSignal
}

/** What a program makes of its input. What it says besides stays here: it may hold the text. */
async function runThrough(
  launch: Launch,
  [command = '', ...args]: readonly string[],
  { input, most, signal }: Through,
): Promise<Buffer> {
  signal.throwIfAborted()
  const chunks: Buffer[] = []
  let size = 0
  const program = launch(command, args, {
    stdout(chunk) {
      size += chunk.length
      if (size > most) program.kill()
      else chunks.push(chunk)
    },
    stderr: () => undefined,
  })
  const abort = (): void => program.kill()
  signal.addEventListener('abort', abort, { once: true })
  try {
    program.write(input)
    program.end()
    await program.closed
  } catch {
    throw new Undelivered('speech_failed', 'the program could not be started')
  } finally {
    signal.removeEventListener('abort', abort)
  }
  signal.throwIfAborted()
  if (size > most) throw new Undelivered('speech_too_long')
  return Buffer.concat(chunks)
}
