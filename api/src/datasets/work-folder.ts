/** How the folder is called in which an export is built, and the files beside it: by its id, so that what is left can be known. */
export const workName = (id: string): string => `sightline-dataset-${id}`

const pattern = /^\.?sightline-dataset-([0-9a-f-]{36})(?:\.|$)/

/** Whose folder or file a name is; null: no export's. */
export const exportIdOf = (name: string): string | null => pattern.exec(name)?.[1] ?? null
