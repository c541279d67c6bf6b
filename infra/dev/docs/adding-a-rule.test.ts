import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const page = readFileSync(join(root, 'docs/adding-a-rule.md'), 'utf8')
const copy = mkdtempSync(join(tmpdir(), 'adding-a-rule-'))
afterAll(() => rmSync(copy, { recursive: true }))

interface Block {
  readonly path: string
  readonly text: string
}

/** Whole files: the block's first line says which. */
const files: readonly Block[] = [...page.matchAll(/^```ts (\S+)\n(.*?)^```$/gms)].map(
  ([, path = '', text = '']) => ({ path, text }),
)
/** Lines to add after lines that are there. */
const additions: readonly Block[] = [...page.matchAll(/^```diff\n--- (\S+)\n(.*?)^```$/gms)].map(
  ([, path = '', text = '']) => ({ path, text }),
)

function add({ path, text }: Block): void {
  const lines = text.trimEnd().split('\n')
  const there = lines.filter((line) => line.startsWith(' ')).map((line) => `${line.slice(1)}\n`)
  const added = lines.filter((line) => line.startsWith('+')).map((line) => `${line.slice(1)}\n`)
  const before = readFileSync(join(copy, path), 'utf8')
  const context = there.join('')
  if (before.split(context).length !== 2) throw new Error(`${path} has not exactly one place: ${context}`)
  writeFileSync(join(copy, path), before.replace(context, context + added.join('')))
}

/** What the compiler says of the copied room, under the room's own rules. */
function typeErrors(): readonly string[] {
  const configPath = join(copy, 'detectors/tsconfig.json')
  const read = ts.readConfigFile(configPath, (path) => ts.sys.readFile(path))
  const config = ts.parseJsonConfigFileContent(read.config, ts.sys, join(copy, 'detectors'))
  const names = config.fileNames.filter((name) => !name.endsWith('.test.ts'))
  const program = ts.createProgram(names, config.options)
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ')
    return `${file?.fileName.slice(copy.length + 1) ?? ''}: ${text}`
  })
}

cpSync(join(root, 'detectors'), join(copy, 'detectors'), {
  recursive: true,
  filter: (from) => !from.includes('node_modules') && !from.endsWith('.test.ts'),
})
cpSync(join(root, 'tsconfig.json'), join(copy, 'tsconfig.json'))
cpSync(join(root, 'package.json'), join(copy, 'package.json'))
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
const [name, ...rows] = additions
add(name!)
const withoutRows = typeErrors()
for (const { path, text } of files) writeFileSync(join(copy, path), text)
rows.forEach(add)

describe('the page on adding a rule', () => {
  it('has a name, a row and two files', () => {
    expect(additions.map(({ path }) => path)).toEqual([
      'detectors/finding.ts',
      'detectors/rules/table.ts',
      'detectors/rules/table.ts',
      'detectors/envelope/sized-kinds.ts',
    ])
    expect(files.map(({ path }) => path)).toEqual([
      'detectors/rules/boating.ts',
      'detectors/rules/boating.test.ts',
    ])
  })

  it('a kind without one of its rows does not compile', () => {
    const missing = withoutRows.filter((error) => error.includes("Property 'boating' is missing"))
    expect(missing.map((error) => error.split(':')[0]).toSorted()).toEqual([
      'detectors/envelope/sized-kinds.ts',
      'detectors/rules/table.ts',
    ])
  })

  it('with its row it does', () => {
    expect(typeErrors()).toEqual([])
  }, 60_000)

  it('names files that are there', () => {
    const named = [...page.matchAll(/`((?:api|detectors|infra|review-ui)\/[\w./-]+\.\w+)`/g)].map(
      ([, path]) => path!,
    )
    const isThere = (path: string): boolean =>
      existsSync(join(root, path)) || files.some((file) => file.path === path)
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((path) => !isThere(path))).toEqual([])
  })
})

describe('its own tests pass', async () => {
  await import(/* @vite-ignore */ join(copy, 'detectors/rules/boating.test.ts'))
})
