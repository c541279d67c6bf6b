import { inflateSync } from 'node:zlib'

type Objects = ReadonlyMap<string, string>

/** Every object of a PDF that has no object streams, its stream unpacked. */
function objectsOf(pdf: Buffer): Objects {
  const text = pdf.toString('latin1')
  const all = [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)]
  return new Map(
    all.map(([, id = '', body = '']) => {
      const at = body.indexOf('stream\n')
      if (at < 0 || !body.includes('/FlateDecode')) return [id, body]
      const packed = Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1')
      return [id, body.slice(0, at) + inflateSync(packed).toString('latin1')]
    }),
  )
}

const decode = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** From the codes of a subset font to characters. */
function unicodeOf(map: string): Map<number, string> {
  const known = new Map<number, string>()
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi))
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ''], i) =>
      known.set(Number.parseInt(from, 16) + i, decode(hex.replaceAll(' ', ''))),
    )
  return known
}

function fontsOf(objects: Objects): Map<string, Map<number, string>> {
  const fonts = new Map<string, Map<number, string>>()
  for (const body of objects.values())
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]
      if (map !== undefined) fonts.set(name, unicodeOf(objects.get(map) ?? ''))
    }
  return fonts
}

/** The text of every page, as a reader of the PDF would copy it, without white space. */
export function pagesOf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const fonts = fontsOf(objects)
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body))
  return pages.map((page) => {
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? ''
    let font = new Map<number, string>()
    let text = ''
    for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name) ?? font
      for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/gi))
        text += (hex.match(/.{4}/g) ?? [])
          .map((code) => font.get(Number.parseInt(code, 16)) ?? '\ufffd')
          .join('')
    }
    return text.replace(/\s/g, '')
  })
}
