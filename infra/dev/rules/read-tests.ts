import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** One test file, as far as a table of what is tested asks. */
interface TestFile {
  /** From the root of the repository. */
  readonly path: string
  /** Titles of `it` and `describe`, and the first text of every row of an `each`. */
  readonly titles: readonly string[]
  /**
   * Texts that a matcher of `expect` is given, itself, by a constant or by a helper, and those of rows of an `each`. Not what
   * stands after `.not`, nor what something is made with (`new Refusal('x')`).
   */
  readonly expected: ReadonlySet<string>
}

/** Every node below one, itself first. */
function within(node: ts.Node, found: ts.Node[] = []): readonly ts.Node[] {
  found.push(node)
  ts.forEachChild(node, (child) => void within(child, found))
  return found
}

/** What a chain of calls (`expect(x).not.toBe(y)`) begins with, and the names in it, the last first. */
function chainOf(
  call: ts.Expression,
  names: readonly string[] = [],
): { root: string; names: readonly string[] } {
  if (ts.isIdentifier(call)) return { root: call.text, names }
  if (ts.isPropertyAccessExpression(call)) return chainOf(call.expression, [...names, call.name.text])
  if (ts.isCallExpression(call) || ts.isNonNullExpression(call)) return chainOf(call.expression, names)
  return { root: '', names }
}

type Named = ReadonlyMap<string, readonly ts.Node[]>
/** The values of a file's constants and its functions, by name: one name may be used in two places. */
function namedIn(nodes: readonly ts.Node[]): Named {
  const named = new Map<string, ts.Node[]>()
  const add = (name: string, node: ts.Node) => named.set(name, [...(named.get(name) ?? []), node])
  for (const node of nodes) {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      add(node.name.text, node.initializer)
    if (ts.isFunctionDeclaration(node) && node.name) add(node.name.text, node)
  }
  return named
}

/** What a call is given, and where a constant of the file is named the value of that; one step far. */
const givenTo = (call: ts.CallExpression, named: Named): readonly ts.Node[] =>
  call.arguments
    .flatMap((argument) => within(argument))
    .flatMap((node) => {
      const values = ts.isIdentifier(node) ? (named.get(node.text) ?? []) : []
      return [node, ...values.filter((value) => !ts.isFunctionLike(value)).flatMap((value) => within(value))]
    })

const isMade = ({ parent }: ts.Node): boolean => ts.isNewExpression(parent)
const textsOf = (nodes: readonly ts.Node[]): string[] =>
  nodes.flatMap((node) => (ts.isStringLiteralLike(node) && !isMade(node) ? [node.text] : []))

/** The first text of every row among these nodes of a table, or its name. */
const rowTitles = (nodes: readonly ts.Node[]): string[] =>
  nodes.flatMap((row) => {
    if (!ts.isArrayLiteralExpression(row.parent)) return []
    if (ts.isArrayLiteralExpression(row)) return textsOf(row.elements.slice(0, 1))
    const fields = ts.isObjectLiteralExpression(row) ? row.properties : []
    return fields.flatMap((field) =>
      ts.isPropertyAssignment(field) && field.name.getText() === 'name' ? textsOf([field.initializer]) : [],
    )
  })

const isExpecting = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) &&
  within(node).some((one) => ts.isCallExpression(one) && chainOf(one).root === 'expect')

const runners = ['it', 'describe', 'test']

/** What a test file says, by its text. */
export function readTest(path: string, text: string): TestFile {
  const nodes = within(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  const named = namedIn(nodes)
  const expecting = new Set([...named].filter(([, values]) => values.some(isExpecting)).map(([name]) => name))
  const titles: string[] = []
  const expected = new Set<string>()
  for (const call of nodes.filter(ts.isCallExpression)) {
    const { root, names } = chainOf(call)
    const [title] = call.arguments
    const isTable =
      runners.includes(root) && names[0] === 'each' && ts.isPropertyAccessExpression(call.expression)
    const isClaim = root === 'expect' ? names.length > 0 && !names.includes('not') : expecting.has(root)
    if (isTable) titles.push(...rowTitles(givenTo(call, named)))
    else if (runners.includes(root) && title && ts.isStringLiteralLike(title)) titles.push(title.text)
    if (isTable || isClaim) for (const one of textsOf(givenTo(call, named))) expected.add(one)
  }
  return { path, titles, expected }
}

const pathsIn = (root: string, room: string): readonly string[] =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.tsx?$/.test(path) && !path.includes('node_modules'))
    .map((path) => `${room}/${path}`)

/** Every test of these rooms whose text this is about. */
export const readTests = (root: string, rooms: readonly string[], about: RegExp): readonly TestFile[] =>
  rooms
    .flatMap((room) => pathsIn(root, room))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => about.test(text))
    .map(({ path, text }) => readTest(path, text))
