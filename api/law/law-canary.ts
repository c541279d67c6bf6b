import '../contract/time.ts'

/** A forbidden import, kept so that `npm run boundaries` can prove that it sees one. Nothing imports this file. */
export const canary = true
