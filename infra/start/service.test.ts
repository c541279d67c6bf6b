import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { serviceUnit } from './service.ts'

const facts = {
  node: process.execPath,
  repository: '/srv/sight line/100%',
  user: 'root',
  path: '/usr/bin:/bin',
}
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

it('runs the start with the options as given, quoted for systemd', () => {
  const unit = serviceUnit({ ...facts, args: ['--port', '443', '--data', '/data of $HOME'] })
  expect(unit).toContain(
    `ExecStart=${process.execPath} --import tsx "/srv/sight line/100%%/infra/start/start-cli.ts" --port 443 --data "/data of $$HOME"`,
  )
  expect(unit).toContain('WorkingDirectory=/srv/sight line/100%%\n')
  expect(unit).toMatch(/Restart=on-failure[^]*KillMode=mixed/)
})

it.runIf(hasSystemd)('systemd has nothing to say about it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-unit-'))
  try {
    const file = join(dir, 'sightline.service')
    writeFileSync(file, serviceUnit({ ...facts, repository: process.cwd(), args: ['--port', '8080'] }))
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  } finally {
    rmSync(dir, { recursive: true })
  }
})
