import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { exampleManifest, readManifest, toManifestText } from './manifest-text.ts'

const codes = (text: string) => {
  const read = readManifest(text)
  return 'problems' in read ? read.problems.map(({ code }) => code) : []
}
const changed = (change: object) => JSON.stringify({ ...exampleManifest, ...change })

it('takes the example, and gives it back as it was', () => {
  expect(readManifest(toManifestText(exampleManifest))).toEqual({ manifest: exampleManifest })
})

it('writes a list of plain values on one line, whatever is in them', () => {
  const manifest = { ...exampleManifest, labels: ['a, b', '{x}', '[y]', 'z'], classes: [null, 'car'] }
  const text = toManifestText(manifest)
  expect(text).toContain('"classes": [null, "car"]')
  expect(JSON.parse(text)).toEqual(manifest)
})

it('shows the example that the models are tested with', async () => {
  const path = new URL('../../../../models/own-model.example.json', import.meta.url)
  expect(exampleManifest).toEqual(JSON.parse(await readFile(path, 'utf8')))
})

it.each([
  ['nothing', '', ['not_json']],
  ['half of it', '{"name": ', ['not_json']],
  ['a list', '[]', ['not_object']],
  ['no licence', changed({ licence: undefined }), ['licence_missing']],
  ['an empty licence', changed({ licence: { name: '', note: '' } }), ['licence_missing']],
  ['a name with a space', changed({ name: 'two words' }), ['name']],
  ['one title', changed({ title: { zh: '厨帽' } }), ['title']],
  ['several faults', changed({ name: '', licence: {}, title: 1 }), ['name', 'title', 'licence_missing']],
  ['a manifest without end', changed({ labels: ['x'.repeat(70_000)] }), ['too_long']],
])('names what is wrong with %s', (...[, text, expected]) => expect(codes(text)).toEqual(expected))
