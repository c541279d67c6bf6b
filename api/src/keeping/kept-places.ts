import type { KeepingDeps } from './deps.ts'

/** An object that a rule may delete one day: an exhibit's, or that of a file from a place. */
export interface KeptPlace {
  readonly id: string
  readonly of: 'exhibit' | 'site_file'
  readonly objectKey: string
  readonly versionId: string | null
}

const columns = { id: true, objectKey: true, versionId: true } as const
type Row = Omit<KeptPlace, 'of'>

const placesOf = (exhibits: readonly Row[], files: readonly Row[]): KeptPlace[] => [
  ...exhibits.map((row) => ({ ...row, of: 'exhibit' as const })),
  ...files.map((row) => ({ ...row, of: 'site_file' as const })),
]

const orderBy = { id: 'asc' } as const

/** A finding's objects that no rule has taken yet. */
export async function keptPlaces({ db }: Pick<KeepingDeps, 'db'>, findingId: string): Promise<KeptPlace[]> {
  const [ofExhibits, ofFiles] = [
    { dossier: { findingId }, expiry: null },
    { alert: { findingId }, expiry: null },
  ]
  return placesOf(
    await db.exhibit.findMany({ where: ofExhibits, select: columns, orderBy }),
    await db.siteFile.findMany({ where: ofFiles, select: columns, orderBy }),
  )
}

/** Those of which it is written that they went. */
export async function expiredPlaces(
  { db }: Pick<KeepingDeps, 'db'>,
  findingId: string,
): Promise<KeptPlace[]> {
  const expiry = { isNot: null }
  return placesOf(
    await db.exhibit.findMany({ where: { dossier: { findingId }, expiry }, select: columns, orderBy }),
    await db.siteFile.findMany({ where: { alert: { findingId }, expiry }, select: columns, orderBy }),
  )
}
