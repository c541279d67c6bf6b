import type { IdleModel, LoadedModel } from '@sightline/api/contract/models'
import { models } from '@sightline/models/models'
import { isSeeing, offeredClasses } from '@sightline/models/offered'

/** Models of this build that tell of classes, and that the worker does not run: they may look beside those that it runs. */
export const idleModels = (loaded: readonly Pick<LoadedModel, 'name'>[]): IdleModel[] =>
  models
    .filter(isSeeing)
    .filter(({ name, looksAt }) => looksAt !== 'flickers' && loaded.every((one) => one.name !== name))
    .map((manifest) => {
      const { name, title } = manifest
      return { name, title, classes: offeredClasses(manifest) }
    })
