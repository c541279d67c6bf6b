import { createInterface, type Interface } from 'node:readline'
import { Writable } from 'node:stream'
import { runAsProgram } from '../command-line.ts'
import { runDataset } from './run-dataset.ts'

const words = { password: '密码 password', code: '验证码 code' }
const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
const { stdin, stderr } = process
let lines: Interface | null = null
let waiting: AsyncIterator<string> | null = null

/** One line of stdin; at a terminal nothing of it is shown. */
async function ask(account: string, what: keyof typeof words): Promise<string> {
  if (stdin.isTTY) stderr.write(`${account} ${words[what]}: `)
  lines ??= createInterface({ input: stdin, output: silent, terminal: stdin.isTTY })
  waiting ??= lines[Symbol.asyncIterator]()
  const next: IteratorResult<string, undefined> = await waiting.next()
  if (stdin.isTTY) stderr.write('\n')
  return next.value ?? ''
}

await runAsProgram(async (args, shell) => {
  try {
    return await runDataset(args, shell, ask)
  } finally {
    lines?.close()
  }
})
