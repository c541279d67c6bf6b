import { Prisma } from '../generated/client.ts'

/** Whether the database refused a second row with the same unique value. */
export const isUniqueConflict = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
