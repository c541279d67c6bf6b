import { runVerify } from './verify-package.mjs'

process.exitCode = runVerify(process.argv.slice(2), (text) => void process.stdout.write(`${text}\n`))
