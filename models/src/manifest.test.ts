import { expect, it } from 'vitest'
import { manifestSchema } from './manifest.ts'
import { yoloxNano } from './manifests/yolox-nano.ts'
import { builtInModels, fallbackModel, models, notRunModels } from './models.ts'

it.each(builtInModels.map((model) => [model.name, model] as const))('%s is a manifest', (_, model) => {
  expect(manifestSchema.parse(model)).toEqual(model)
})

it('gives every model a name of its own, and prepares a file it has', () => {
  expect(new Set(builtInModels.map(({ name }) => name)).size).toBe(builtInModels.length)
  for (const { files, prepare } of builtInModels) {
    const wanted = prepare.kind === 'onnx' ? [prepare.file] : [prepare.topology, prepare.weights]
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(wanted))
  }
})

it('keeps COCO order: one name off and every class is wrong', () => {
  const { classes } = yoloxNano
  expect(classes).toHaveLength(80)
  expect([classes[0], classes[2], classes[5], classes[7], classes[8]]).toEqual([
    'person',
    'car',
    'bus',
    'truck',
    'boat',
  ])
  expect([classes[56], classes[60], classes[67], classes[79]]).toEqual(['chair', 'table', 'phone', null])
})

it('has the fallback, and every source of it is an npm tarball', () => {
  const fallback = models.find(({ name }) => name === fallbackModel)!
  const sources = fallback.files.flatMap((file) => file.sources)
  expect(new Set(sources.map((source) => source.kind))).toEqual(new Set(['npm']))
})

it('knows, for every file from GitHub, the same commit and path at jsDelivr', () => {
  const files = models.flatMap(({ files }) => files)
  const github = /^https:\/\/raw\.githubusercontent\.com\/([^/]+\/[^/]+)\/([0-9a-f]+)\/(.+)$/
  const urls = files.map(({ sources }) => sources.flatMap((one) => (one.kind === 'url' ? [one.url] : [])))
  expect(urls.flat().some((url) => github.test(url))).toBe(true)
  for (const some of urls)
    for (const url of some) {
      const [, repository, commit, path] = github.exec(url) ?? []
      if (repository) expect(some).toContain(`https://cdn.jsdelivr.net/gh/${repository}@${commit}/${path}`)
    }
})

it('says of every model that was never run that it was not, and makes none of them a default', () => {
  expect(notRunModels.map(({ name, notRun }) => [name, notRun])).toEqual([
    ['yolox-tiny', true],
    ['yolox-s', true],
    ['dfine-s', true],
  ])
  expect(models.filter(({ notRun }) => notRun)).toEqual([])
})
