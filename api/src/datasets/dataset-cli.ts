import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { runAsProgram } from '../command-line.ts'
import { runDataset } from './run-dataset.ts'

/** One line of stdin; at a terminal nothing of it is shown. */
function askPassword(account: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const { stdin, stderr } = process
  if (stdin.isTTY) stderr.write(`${account} 密码 password: `)
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY })
  return new Promise((resolve) => {
    let typed = ''
    lines.once('line', (line) => {
      typed = line
      lines.close()
    })
    lines.once('close', () => {
      if (stdin.isTTY) stderr.write('\n')
      resolve(typed)
    })
  })
}

await runAsProgram((args, shell) => runDataset(args, shell, askPassword))
