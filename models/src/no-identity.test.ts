import { describe, expect, it } from 'vitest'
import { ownManifestSchema, type Task } from './manifest.ts'
import { builtInModels } from './models.ts'

const byTask = (task: Task): readonly string[] =>
  builtInModels.filter((model) => model.task === task).map(({ name }) => name)

/** R74: faces are looked for in order to hide them, and nobody is recognised by one. */
describe('no model says who somebody is (R50, R74)', () => {
  it('of a face nothing is told but where it is, and whether a mask is on it', () => {
    const ofFaces = builtInModels.filter(({ title }) => /face|人脸|口罩/i.test(`${title.zh} ${title.en}`))
    expect(ofFaces.map(({ name, task }) => [name, task])).toEqual([
      ['aizoo-mask', 'detector'],
      ['blazeface-back', 'face-detector'],
    ])
    expect(ofFaces.flatMap((model) => (model.task === 'detector' ? model.classes : []))).toEqual([
      null,
      'no_mask',
    ])
  })

  it('what compares how people look is shown whole people, and is one', () =>
    expect(byTask('embedder')).toEqual(['person-reid']))

  it.each(['embedder', 'face-detector', 'reader', 'pose'] satisfies Task[])(
    'an administrator’s own is no %s',
    (task) => {
      const found = ownManifestSchema.safeParse({ ...builtInModels.find((model) => model.task === task) })
      expect(found.error?.issues).toMatchObject([{ path: ['task'], code: 'invalid_union' }])
    },
  )
})
