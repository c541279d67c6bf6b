import { Parser } from 'saxen'

/** An element as a walk meets it: its name without a prefix, its attributes, and the names of those it lies in. */
export interface Met {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly within: readonly string[]
}

interface Walk {
  open?(met: Met): void
  /** All text between the tags of an element, its children's left out. */
  close?(met: Met, text: string): void
}

const plain = (name: string): string => name.slice(name.indexOf(':') + 1)

/** No workbook is deeper; each element is told what it lies in. */
const deepest = 40

/** Walks a document; throws on what is no XML, or is nested without end. */
export function walkXml(xml: string, walk: Walk): void {
  const stack: { met: Met; text: string }[] = []
  const parser = new Parser()
  const leave = (): void => {
    const top = stack.pop()
    if (top) walk.close?.(top.met, top.text)
  }
  parser.on('error', (error) => {
    throw error
  })
  parser.on('openTag', (...[name, attributes, decode, isEmpty]) => {
    const own = Object.fromEntries(
      Object.entries(attributes()).map(([key, value]) => [plain(key), decode(value)]),
    )
    const met = { name: plain(name), attributes: own, within: stack.map((one) => one.met.name) }
    if (stack.length >= deepest) throw new Error('nested too deeply')
    walk.open?.(met)
    stack.push({ met, text: '' })
    if (isEmpty) leave()
  })
  const add = (text: string): void => {
    const top = stack.at(-1)
    if (top) top.text += text
  }
  parser.on('text', (text, decode) => add(decode(text)))
  parser.on('cdata', add)
  parser.on('closeTag', (name) => {
    if (stack.at(-1)?.met.name === plain(name)) leave()
  })
  parser.parse(xml)
}
