import type { TransformName } from '../eval/transforms.ts'
import type { Place } from '../open.ts'

/** What a verb of `sightline models` is given. */
export interface Command extends Pick<Place, 'dir' | 'origins'> {
  /** What follows the verb. */
  readonly words: readonly string[]
  readonly ffmpeg: string
  readonly picture: string | undefined
  readonly video: string | undefined
  readonly transform: TransformName | 'all'
  readonly seconds: number
  /** How many a model shall afford (suggest). */
  readonly sources: number
  /** The kind of rule they have (suggest). */
  readonly rule: string
  /** One line of JSON in place of words (suggest). */
  readonly json: boolean
}
