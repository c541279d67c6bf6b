import type { Tx } from '../database/client.ts'

/** Takes a person's device and recovery codes away. Their sessions are the caller's to end. */
export async function forgetFactor(tx: Tx, personId: string): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { personId } })
  await tx.secondFactor.deleteMany({ where: { personId } })
}

/** What was locked by wrong codes is open again: whoever tried them no longer has the password. */
export const openFactor = (tx: Tx, personId: string) =>
  tx.secondFactor.updateMany({ where: { personId }, data: { wrongCodes: 0, lockedUntil: null } })
