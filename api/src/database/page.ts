/** One page out of rows that were asked for with one more than `limit`. */
export const pageFrom = <T extends { id: string }>(rows: readonly T[], limit: number) => ({
  rows: rows.slice(0, limit),
  next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
})

/** Prisma's words for a page after `cursor`, one row more than asked to know whether another follows. */
export const pageArgs = ({ cursor, limit }: { cursor?: string | undefined; limit: number }) => ({
  take: limit + 1,
  ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
})
