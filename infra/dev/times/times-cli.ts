import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { cpuSeconds, stepsOf, table, timesByProject, type Row } from './times.ts'
import { runFile, type FileTime } from './time-reporter.ts'

/** `npm run test:times`: every step of `npm test`, in its order, and how long it took. It ends where a step fails. */
const root = resolve(import.meta.dirname, '../../..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const dir = mkdtempSync(join(tmpdir(), 'sightline-times-'))

/** Of the step and of all the programs it waited for. */
function timed(step: string): Row & { readonly status: number } {
  const used = join(dir, 'used')
  const began = performance.now()
  const { status } = spawnSync('sh', ['-c', `(${step}); ended=$?; times >'${used}'; exit $ended`], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
  })
  const seconds = (performance.now() - began) / 1000
  return { what: step, seconds, cpu: cpuSeconds(readFileSync(used, 'utf8')), status: status ?? 1 }
}

const rows: Row[] = []
let failed = 0
for (const step of stepsOf(scripts, 'test')) {
  const { status, ...row } = timed(step)
  rows.push(row)
  failed = status
  if (failed !== 0) break
}
rmSync(dir, { recursive: true })
console.log(`\n${table(rows)}`)
if (failed === 0) {
  const files = JSON.parse(readFileSync(runFile, 'utf8')) as FileTime[]
  console.log(`\n${table(timesByProject(files))}`)
}
process.exit(failed)
