import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { routes } from '../../../api/contract/routes.ts'
import type { Cameras } from './cameras.ts'
import { signIn } from './client.ts'
import { caseOf, confirm, firstAlert, passOn, recordingsOf, takeOriginals } from './journey.ts'
import type { DemoPasswords } from './people.ts'
import type { Stack } from './stack.ts'

const execute = promisify(execFile)
const command = resolve(import.meta.dirname, '../../bin/sightline.mjs')

/** Runs `sightline keys show` for the agency of these secrets, and `sightline verify FILE --key …`: what it printed, and its exit code (0 whole, 1 altered, 2 unreadable). */
export async function verifyPackage(
  file: string,
  { SIGHTLINE_SECRETS_DIR = '' }: Readonly<Record<string, string>>,
): Promise<{ code: number; printed: string }> {
  const shown = await execute(process.execPath, [command, 'keys', 'show', '--secrets', SIGHTLINE_SECRETS_DIR])
  const key = `${file}.key.pem`
  writeFileSync(key, shown.stdout)
  try {
    const args = [command, 'verify', file, '--key', key]
    const { stdout } = await execute(process.execPath, args, { maxBuffer: 8 << 20 })
    return { code: 0, printed: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, printed: `${stdout}${stderr}` }
  }
}

/** The same zip with one byte changed in the middle. */
function altered(file: string): string {
  const bytes = readFileSync(file)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  const copy = `${file}.altered.zip`
  writeFileSync(copy, bytes)
  return copy
}

export interface SmokeInput {
  readonly stack: Pick<Stack, 'url' | 'env'>
  readonly cameras: Cameras
  readonly passwords: DemoPasswords
  readonly say: (line: string) => void
}

/** Times what is awaited, row by row. */
function stopwatch() {
  const rows: [time: string, what: string][] = []
  const row = (what: string, ms: number) => void rows.push([`${(ms / 1000).toFixed(1)} s`, what])
  return {
    rows,
    row,
    async timed<T>(what: string, work: () => Promise<T>): Promise<T> {
      const from = Date.now()
      const result = await work()
      row(what, Date.now() - from)
      return result
    },
  }
}

/** Alert, operator, two officers, the head: the case, and an officer who may export it. */
async function toCase(
  { stack, cameras, passwords }: SmokeInput,
  { timed, row }: ReturnType<typeof stopwatch>,
) {
  const operator = await signIn(stack.url, 'operator', passwords.operator)
  const officer = await signIn(stack.url, 'officer1', passwords.officer1)
  const second = await signIn(stack.url, 'officer2', passwords.officer2)
  const alert = await timed('first alert after start · 启动到首条预警', () =>
    firstAlert(operator, { timeoutMs: 180_000, wanted: ({ kind }) => kind === 'illegal_parking' }),
  )
  await timed('its recording · 录像到达', () => recordingsOf(operator, alert.id))
  row('condition to wall · 认定到上墙', alert.arrivedAt - (alert.confirmedAt ?? NaN))
  await timed('operator: claim, open, pass on · 值守员初核', () => passOn(operator, alert))
  const plate = cameras.plateOf(alert.sourceName) ?? '渝A00000'
  await timed('first officer: open, confirm · 执法人员复核', () => confirm(officer, alert.id, plate))
  await timed('second officer: open, confirm · 第二名执法人员', () => confirm(second, alert.id, plate))
  const head = await signIn(stack.url, 'head', passwords.head)
  const { id, version } = await caseOf(officer, alert.id)
  await timed('head: file the case · 负责人批准立案', () =>
    head.call(routes.cases.decide, {
      params: { id },
      body: { action: 'file', version, authorityBasis: '演示' },
    }),
  )
  return { officer, head, filed: await caseOf(officer, alert.id) }
}

/** The whole way without a browser: alert, operator, two officers, head, case, package, verification. 0 when all of it held. */
export async function smoke(input: SmokeInput): Promise<number> {
  const watch = stopwatch()
  const dir = mkdtempSync(join(tmpdir(), 'sightline-smoke-'))
  try {
    const { officer, head, filed } = await toCase(input, watch)
    const file = join(dir, `${filed.number}.zip`)
    await watch.timed('case package · 案件包', async () => {
      writeFileSync(file, await takeOriginals({ taker: officer, granter: head }, filed.id))
    })
    const whole = await watch.timed('verify offline · 离线校验', () => verifyPackage(file, input.stack.env))
    const broken = await watch.timed('verify an altered copy · 校验被改动的副本', () =>
      verifyPackage(altered(file), input.stack.env),
    )
    for (const [time, what] of watch.rows) input.say(`  ${time.padStart(8)}  ${what}`)
    const states = [whole.code === 0 ? 'whole' : 'NOT WHOLE', broken.code === 1 ? 'noticed' : 'NOT NOTICED']
    input.say(`  case ${filed.number} (${filed.standing}): package ${states[0]}, altered copy ${states[1]}`)
    if (whole.code !== 0) input.say(whole.printed)
    return whole.code === 0 && broken.code === 1 ? 0 : 1
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
