import { confirmedAtOf } from '../alerts/confirmed-at.ts'
import { certificateFailure } from '../../law/certificate.ts'
import { readsBlind } from '../alerts/machine-plate.ts'
import { profileOf } from '../alerts/profile-of.ts'
import { awaitedStages, matterOf, ofShownStages } from '../alerts/store.ts'
import { chainOf } from '../chains/chain-link.ts'
import type { Tx } from '../database/client.ts'
import { sealedInclude } from '../dossiers/sealed-hashes.ts'
import type { Caller } from '../http/caller.ts'
import { found } from '../refusal.ts'
import { stepsOf } from '../steps/store.ts'
import { keyStatesOf } from '../worker-keys/key-state.ts'
import {
  alertInclude,
  caseOf,
  certificatesOf,
  documentRows,
  fromSteps,
  judged,
  ofRound,
  outcomeOf,
  type AlertRow,
} from './from-handling.ts'
import { parsed, standingOf, toCapture, toSealed, toSign, type DossierRow } from './from-sealed.ts'
import type { Material } from './material.ts'
import { regionAt } from '../units/region-at.ts'

const ofAlert = (row: AlertRow) => ({
  findingId: row.findingId,
  kind: row.kind,
  place: row.place,
  sourceName: row.sourceName,
  openedAt: row.openedAt.getTime(),
  confirmedAt: confirmedAtOf(row).getTime(),
  closedAt: row.closedAt?.getTime() ?? null,
  plate: caseOf(row)?.plate ?? null,
})

const ofMaker = (
  { person }: Pick<Caller, 'person'>,
  when: { readonly at: number; readonly place: string },
) => ({
  maker: { name: person.name, certificate: person.certificate?.number ?? null },
  isMakerCertified: certificateFailure(person.certificate, when) === null,
})

export interface ReadMaterial {
  readonly alert: AlertRow
  readonly dossiers: readonly DossierRow[]
  readonly material: Material
  /** Who asks is still to type the plate blind; documents may name it. */
  readonly isBlind: boolean
}

interface MaterialDeps {
  readonly db: Tx
  readonly now: () => number
  readonly agency: string
  /** Of where its sources are, a code of administrative divisions; empty: not told. */
  readonly regionCode: string
}

/** All that is recorded of an alert, as of now, for who asks to make a document of it. */
export async function readMaterial(
  { db, now, agency, regionCode }: MaterialDeps,
  alertId: string,
  caller: Pick<Caller, 'person' | 'permissions'>,
): Promise<ReadMaterial> {
  const alert = found(await db.alert.findUnique({ where: { id: alertId }, include: alertInclude }), 'alert')
  const { findingId } = alert
  const dossiers = await db.dossier.findMany({
    where: { findingId, ...ofShownStages },
    include: sealedInclude,
    orderBy: { sealedAt: 'asc' },
  })
  const states = await keyStatesOf(db, dossiers)
  const steps = await stepsOf(db, alert)
  const read = dossiers.map(parsed)
  const newest = read.at(-1)
  const at = now()
  const material: Material = {
    agency,
    madeAt: at,
    ...ofMaker(caller, { at, place: await regionAt(db, { unitId: alert.unitId, regionCode }) }),
    ...ofAlert(alert),
    ...standingOf(alert, read, states),
    chain: await chainOf(db, findingId),
    isAwaited: (await awaitedStages(db, findingId)).length > 0,
    capture: newest ? toCapture(newest.manifest) : null,
    sealed: read.map(toSealed),
    sign: toSign(await profileOf(db, findingId)),
    reviews: ofRound(alert).map(judged),
    matter: matterOf(ofRound(alert).findLast((one) => one.matter !== null)?.matter ?? null),
    ...fromSteps(steps, await certificatesOf(db, steps)),
    ...outcomeOf(alert),
    originals: null,
    documents: documentRows(alert),
  }
  const { permissions, person } = caller
  return {
    alert,
    dossiers,
    material,
    isBlind: readsBlind({ ...alert, reviews: ofRound(alert), permissions, personId: person.id }),
  }
}
