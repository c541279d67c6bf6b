import type { z } from 'zod'
import type { alertDocumentsSchema } from '../../contract/documents.ts'
import { documentKinds, missingOf } from '../../law/documents.ts'
import type { Tx } from '../database/client.ts'
import type { Caller } from '../http/caller.ts'
import { fieldsOf } from './content/fields.ts'
import { isOriginal } from './open-document.ts'
import { readMaterial } from './read-material.ts'

type Answer = z.input<typeof alertDocumentsSchema>

/** The documents made of an alert, and what each kind lacks: said before anybody asks for one. */
export async function listDocuments(
  deps: { readonly db: Tx; readonly now: () => number; readonly agency: string; readonly regionCode: string },
  alertId: string,
  caller: Caller,
): Promise<Answer> {
  const { material, isBlind } = await readMaterial(deps, alertId, caller)
  if (isBlind) return { kinds: [], made: [], isWithheld: true }
  const fields = fieldsOf(material)
  // Who only reads is told what the record lacks, not that they are no officer.
  const mayMake = caller.permissions.includes('documents.make')
  const has = { ...fields, certificate: fields.certificate || !mayMake }
  const rows = await deps.db.document.findMany({
    where: { alertId },
    include: { madeBy: { select: { id: true, name: true } } },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
  })
  return {
    kinds: documentKinds.map((kind) => ({ kind, missing: [...missingOf(kind, has)] })),
    made: rows.map(({ id, kind, number, pages, bytes, sha256, madeAt, madeBy, showsOriginals }, i) => ({
      id,
      kind,
      number,
      pages,
      bytes,
      sha256,
      madeAt: madeAt.getTime(),
      madeBy,
      showsOriginals: isOriginal({ kind, showsOriginals }),
      isReplaced: rows.findIndex((one) => one.kind === kind) !== i,
    })),
    isWithheld: false,
  }
}
