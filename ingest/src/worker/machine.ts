import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ownChildEnv } from '@sightline/infra/platform/child-env'
import { makeDirDurably } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'

const run = promisify(execFile)

/** Writes a fontconfig file that knows the Chinese typeface from npm, and answers its path for FONTCONFIG_FILE. */
export async function writeFontConfig(dir: string): Promise<string> {
  const fonts = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
  )
  const file = join(dir, 'fonts.conf')
  await makeDirDurably(dir)
  const dirs = `<dir>${join(fonts, '400Regular')}</dir><cachedir>${join(dir, 'cache')}</cachedir>`
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}</fontconfig>\n`,
  )
  return file
}

/** The version that goes into every manifest; `ffmpeg_missing` where there is none. */
export async function ffmpegVersion(path: string): Promise<string> {
  try {
    const { stdout } = await run(path, ['-version'], { env: ownChildEnv() })
    return /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'unknown'
  } catch (cause) {
    throw new CodedError(
      'ffmpeg_missing',
      { path, fix: 'install ffmpeg 5 or newer, or set FFMPEG_PATH' },
      { cause },
    )
  }
}
