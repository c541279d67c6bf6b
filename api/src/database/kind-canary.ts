import type { ViolationKind } from '@sightline/detectors/finding'

/**
 * Two sentences that only the law may say, kept so that lint proves that it sees them: a rule that sees nothing makes these
 * exceptions unused, which is an error. Nothing imports this file.
 */
// eslint-disable-next-line no-restricted-syntax
export const asks = (kind: ViolationKind): boolean => kind === 'angling'
// eslint-disable-next-line no-restricted-syntax
export type Table = Record<ViolationKind, string>
