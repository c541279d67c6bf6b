import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Tree {
  /** The folder, and under which name its content stands in the archive. */
  readonly dir: string
  readonly as: string
  readonly exclude?: readonly string[]
  /** Its files may change and go while they are read. */
  readonly isBusy?: boolean
}

/** Runs tar; exit code 1 says that a file changed while it was read, which `isBusy` allows for. */
function tar(args: readonly string[], isBusy = false): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('tar', args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let told = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (told = (told + text).slice(-2000)))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 || (isBusy && code === 1)
        ? resolve()
        : reject(new Error(`tar: exit ${code}: ${told.trim()}`)),
    )
  })
}

/** Puts a folder's content at the end of the archive. */
export function appendTree(file: string, { dir, as, exclude = [], isBusy = false }: Tree): Promise<void> {
  const busy = isBusy
    ? ['--ignore-failed-read', '--warning=no-file-changed', '--warning=no-file-removed']
    : []
  const left = exclude.map((pattern) => `--exclude=${pattern}`)
  return tar(['-rf', file, ...busy, '--transform', `s,^\\.,${as},`, ...left, '-C', dir, '.'], isBusy)
}

/** Puts one text at the end of the archive. */
export async function appendText(file: string, name: string, text: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-'))
  try {
    const [folder = '', leaf = name] = name.includes('/') ? name.split('/') : ['', name]
    writeFileSync(join(dir, leaf), text, { mode: 0o600 })
    const moved = folder ? ['--transform', `s,^,${folder}/,`] : []
    await tar(['-rf', file, ...moved, '-C', dir, leaf])
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Unpacks all of it with the rights that its files had. */
export const unpack = (file: string, dir: string): Promise<void> =>
  tar(['-xpf', file, '--no-same-owner', '-C', dir])
