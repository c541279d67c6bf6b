import { randomInt } from 'node:crypto'

/** A number in [0, 1): an argument wherever chance is needed, so that tests can fix it. */
export type Random = () => number

const STEPS = 2 ** 32

/** The machine's own randomness, for composition roots. */
export const systemRandom: Random = () => randomInt(STEPS) / STEPS
