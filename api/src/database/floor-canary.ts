import '../audit/append.ts'

/**
 * An import that points up and closes a circle of folders, kept so that `npm run boundaries` can prove that it sees one.
 * Nothing imports this file.
 */
export const canary = true
